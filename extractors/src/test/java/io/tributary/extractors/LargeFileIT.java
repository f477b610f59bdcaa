package io.tributary.extractors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.aws.AwsExports;
import io.tributary.schemas.Completion;
import io.tributary.schemas.Provider;
import io.tributary.testsupport.aws.BillDirectory;
import io.tributary.testsupport.kafka.KafkaForTests;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that are much larger than the memory of the extractor. */
class LargeFileIT {

    private static final String ACCOUNT = "000000000055";
    /** To measure by hand, set more: 4000000 are 1 GB of CSV. */
    private static final int ROWS = Integer.getInteger("large.csv.rows", 1_200_000);

    /** In one row group, which has about 50 MB in the file, more than the extractor holds. */
    private static final int PARQUET_ROWS = Integer.getInteger("large.parquet.rows", 500_000);

    private static final String HEAP = System.getProperty("large.heap", "112m");

    @RegisterExtension
    private static final KafkaForTests KAFKA = new KafkaForTests();

    @TempDir
    private Path root;

    @Test
    void memoryDoesNotGrowWithTheRowGroup() throws Exception {
        // Given
        String account = "000000000056";
        AwsExports exports = new AwsExports(root, account);
        YearMonth october = YearMonth.of(2026, 10);
        String file = exports.data("cur2", october, "") + "cur2-00001.snappy.parquet";
        exports.writeManyRows(file, 0, PARQUET_ROWS, Integer.MAX_VALUE);
        exports.writeManifest("cur2", october, "", "execution", List.of(file), Instant.now());

        // When, then
        assertThat(extract("row group")).isZero();
        assertThat(rowsOf(account)).isEqualTo(PARQUET_ROWS);
    }

    @Test
    void memoryDoesNotGrowWithTheFile() throws Exception {
        // Given: about 300 MB of rows
        BillDirectory bill = new BillDirectory(root, ACCOUNT);
        String folder = bill.periodFolder(YearMonth.of(2026, 10)) + "assembly/";
        List<String> keys = bill.writeFiles(folder, List.of(new byte[0], new byte[0]));
        for (String key : keys) {
            writeRows(bill.path(key), bill.rows(1, 1, "x".repeat(100)).get(0));
        }
        bill.writeManifest(folder + "report-Manifest.json", YearMonth.of(2026, 10), "assembly", keys, Instant.now());

        // When, then
        assertThat(extract("file")).isZero();
        assertThat(rowsOf(ACCOUNT)).isEqualTo(ROWS);
    }

    /** Number of rows of all pages, which must be the number of the completion. */
    private static long rowsOf(String account) {
        AtomicLong rows = new AtomicLong();
        AtomicReference<Completion> completion = new AtomicReference<>();
        KAFKA.forEachRawRecord(Provider.AWS.rawTopic(), account, record -> {
            rows.addAndGet(record.value().getRowCount());
            completion.set(record.value().getCompletion());
        });
        assertThat(completion.get().getRows()).isEqualTo(rows.get());
        return rows.get();
    }

    private static void writeRows(Path file, String row) throws IOException {
        try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file), 65_536))) {
            out.write((BillDirectory.COLUMNS + "\n").getBytes(UTF_8));
            byte[] bytes = row.getBytes(UTF_8);
            for (int i = 0; i < ROWS / 2; i++) {
                out.write(bytes);
            }
        }
    }

    private int extract(String name) throws IOException, InterruptedException {
        Map<String, String> settings = KAFKA.settings(root.toString(), name);
        settings.remove("extractor.page.bytes");
        settings.remove("extractor.transaction.pages");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP,
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                ChildExtractor.class.getName()));
        settings.forEach((setting, value) -> command.add(setting + "=" + value));
        Instant start = Instant.now();
        int exitCode = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        System.out.println("Large " + name + ": " + Duration.between(start, Instant.now()));
        return exitCode;
    }
}
