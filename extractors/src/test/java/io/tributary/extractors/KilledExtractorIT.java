package io.tributary.extractors;

import static io.tributary.testsupport.aws.BillDirectory.gzip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.aws.AwsExports;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.aws.BillDirectory;
import io.tributary.testsupport.kafka.KafkaForTests;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An extractor whose JVM is killed, as by {@code kill -9}, and started again. */
class KilledExtractorIT {

    private static final String ACCOUNT = "000000000077";
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Instant DELIVERED = Instant.parse("2026-11-02T03:04:05Z");

    @RegisterExtension
    private static final KafkaForTests KAFKA = new KafkaForTests();

    @TempDir
    private Path root;

    @Test
    void killedExtractorPublishesNothingTwiceAndLeavesNothingOut() throws Exception {
        // Given: at least 450 pages of a legacy report as CSV and of CUR 2.0 as Parquet, two in each transaction
        BillDirectory bill = new BillDirectory(root, ACCOUNT);
        List<String> rows = new ArrayList<>();
        List<byte[]> files = new ArrayList<>();
        for (int file = 0; file < 4; file++) {
            List<String> some = bill.rows(file * 300, 300, "x");
            rows.addAll(some);
            files.add(gzip(some));
        }
        bill.createNew(OCTOBER, "assembly", DELIVERED, files);
        List<String> lines = writeExport();
        long seed = System.nanoTime();
        System.out.println("KilledExtractorIT kills by the seed " + seed);
        Random random = new Random(seed);
        Map<String, String> settings = KAFKA.settings(root.toString(), "killed");

        // When
        for (int kill = 0; kill < 10; kill++) {
            // Pages of a reading may have several bounds.
            settings.put("extractor.page.bytes", Integer.toString(400 + random.nextInt(300)));
            int pages = 1 + random.nextInt(40);
            assertThat(killAfter(pages, settings))
                    .as("kill %s, after %s pages, of the seed %s", kill, pages, seed)
                    .isTrue();
        }
        assertThat(killAfter(Integer.MAX_VALUE, settings)).isFalse();

        // Then
        List<RawPage> records = KAFKA.rawPages(ACCOUNT);
        List<RawPage> legacy = PublishedDelivery.whole(records, "assembly");
        List<RawPage> export = PublishedDelivery.whole(records, "execution");
        assertThat(records).as("seed %s", seed).hasSize(legacy.size() + export.size() + 2);
        assertThat(PublishedDelivery.rows(legacy, BillDirectory.COLUMNS)).isEqualTo(String.join("", rows));
        assertThat(PublishedDelivery.rows(export, AwsExports.CUR_2_HEADER)).isEqualTo(String.join("", lines));
    }

    private List<String> writeExport() {
        AwsExports exports = new AwsExports(root, ACCOUNT);
        List<String> files = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (int file = 0; file < 2; file++) {
            files.add(exports.data("cur2", OCTOBER, "") + "cur2-0000" + file + ".snappy.parquet");
            lines.addAll(exports.writeParquet(files.get(file), file * 150, 150, 40, DELIVERED));
        }
        exports.writeManifest("cur2", OCTOBER, "", "execution", files, DELIVERED);
        return lines;
    }

    /** Starts an extractor and kills it after some pages; false if it ends with success before that. */
    private static boolean killAfter(int pages, Map<String, String> settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ChildExtractor.class.getName()));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            int seen = 0;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals("page") && ++seen == pages) {
                    child.destroyForcibly().waitFor();
                    return true;
                }
            }
            assertThat(child.waitFor()).isZero();
            return false;
        } finally {
            child.destroyForcibly();
        }
    }
}
