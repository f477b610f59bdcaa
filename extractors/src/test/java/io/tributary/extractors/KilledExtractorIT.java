package io.tributary.extractors;

import static io.tributary.extractors.BillDirectory.gzip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An extractor whose JVM is killed, as by {@code kill -9}, and started again. */
class KilledExtractorIT {

    private static final String ACCOUNT = "000000000077";

    @TempDir
    private Path root;

    @Test
    void killedExtractorPublishesNothingTwiceAndLeavesNothingOut() throws Exception {
        // Given: some 300 pages, of which each transaction has two
        BillDirectory bill = new BillDirectory(root, ACCOUNT);
        List<String> rows = new ArrayList<>();
        List<byte[]> files = new ArrayList<>();
        for (int file = 0; file < 4; file++) {
            List<String> some = bill.rows(file * 300, 300, "x");
            rows.addAll(some);
            files.add(gzip(some));
        }
        bill.createNew(YearMonth.of(2026, 10), "assembly", Instant.parse("2026-11-02T03:04:05Z"), files);
        try (RegistryForTests registry = RegistryForTests.start()) {
            KafkaForTests kafka = KafkaForTests.start(registry.url());
            try {
                Map<String, String> settings = kafka.settings(root.toString(), "killed");

                // When
                for (int pages : new int[] {1, 20, 51}) {
                    assertThat(killAfter(pages, settings)).isTrue();
                }
                assertThat(killAfter(Integer.MAX_VALUE, settings)).isFalse();

                // Then
                List<RawPage> records = kafka.rawPages(ACCOUNT);
                List<RawPage> pages = PublishedDelivery.whole(records, "assembly");
                assertThat(records).hasSize(pages.size() + 1);
                assertThat(PublishedDelivery.rows(pages, BillDirectory.COLUMNS)).isEqualTo(String.join("", rows));
            } finally {
                kafka.stop();
            }
        }
    }

    /** Starts an extractor and kills it after some pages; false where it ended well before. */
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
