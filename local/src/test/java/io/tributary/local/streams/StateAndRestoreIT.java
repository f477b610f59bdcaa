package io.tributary.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures what known rows take on disk, and how long they take to come back; docs/benchmarks.md has the numbers. */
@Timeout(600)
@EnabledIfSystemProperty(named = "tributary.measure", matches = "true")
class StateAndRestoreIT {

    private static final int ROWS = 500_000;
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(10));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stateOnDiskAndRestore(boolean ledger) throws Exception {
        try (Stage stage = new Stage(
                        directory, 1, Map.of("streams.ledger", Boolean.toString(ledger), "streams.threads", "1"));
                Feed feed = new Feed(stage.settings())) {
            stage.start();
            // In deliveries of 50,000 rows each of its own payer, so that no page waits in memory for long.
            for (int payer = 0; payer < 10; payer++) {
                SmallBill bill = new SmallBill("01234567890" + payer, LocalDate.of(2025, 11, 1)).usages(ROWS / 10, 0);
                stage.publish(0, bill.delivered("payer-" + payer, START, 5_000));
                feed.awaitState(0, "payer-" + payer, "COMPLETE");
            }
            assertThat(feed.part(0).live).hasSize(ROWS);
            stage.stop();
            long state = bytes(stage.state(), path -> true);
            long changelog = bytes(
                    stage.brokerData(),
                    path -> path.toString().contains("-known-rows-changelog-")
                            && path.toString().endsWith(".log"));

            Duration kept = untilTaken(stage, feed, 1);
            stage.stop();
            stage.clearState();
            Duration wiped = untilTaken(stage, feed, 2);

            System.out.printf(
                    "ledger=%s rows=%d state=%d bytes (%d a row) changelog=%d bytes (%d a row);"
                            + " until the next delivery is complete: state kept %d ms, wiped %d ms%n",
                    ledger, ROWS, state, state / ROWS, changelog, changelog / ROWS, kept.toMillis(), wiped.toMillis());
        }
    }

    /** From the start of the application to its next complete delivery, of one row. */
    private static Duration untilTaken(Stage stage, Feed feed, int number) throws Exception {
        SmallBill small = new SmallBill("01234567891" + number, LocalDate.of(2025, 11, 1)).usage("a", "1");
        stage.publish(0, small.delivered("small-" + number, START.plusSeconds(number), 1));
        long start = System.nanoTime();
        stage.start();
        feed.awaitState(0, "small-" + number, "COMPLETE");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static long bytes(Path directory, Predicate<Path> counts) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(counts)
                    .mapToLong(StateAndRestoreIT::size)
                    .sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
