package io.tributary.extractors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are much larger than the memory of the extractor. */
class LargeFileIT {

    private static final String ACCOUNT = "000000000055";
    private static final int ROWS = 1_200_000;

    @TempDir
    private Path root;

    @Test
    void memoryDoesNotGrowWithTheFile() throws Exception {
        // Given: some 300 MB of rows
        BillDirectory bill = new BillDirectory(root, ACCOUNT);
        String folder = bill.periodFolder(YearMonth.of(2026, 10)) + "assembly/";
        List<String> keys = bill.writeFiles(folder, List.of(new byte[0], new byte[0]));
        for (String key : keys) {
            writeRows(bill.path(key), bill.rows(1, 1, "x".repeat(100)).get(0));
        }
        bill.writeManifest(folder + "report-Manifest.json", YearMonth.of(2026, 10), "assembly", keys, Instant.now());
        try (RegistryForTests registry = RegistryForTests.start()) {
            KafkaForTests kafka = KafkaForTests.start(registry.url());
            try {
                Map<String, String> settings = kafka.settings(root.toString(), "large");
                settings.remove("extractor.page.bytes");
                settings.remove("extractor.transaction.pages");

                // When
                int exitCode = extract(settings);

                // Then
                assertThat(exitCode).isZero();
                List<RawPage> records = kafka.rawPages(ACCOUNT);
                assertThat(records.get(records.size() - 1).getCompletion().getRows())
                        .isEqualTo(ROWS);
            } finally {
                kafka.stop();
            }
        }
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

    private static int extract(Map<String, String> settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx112m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                ChildExtractor.class.getName()));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
