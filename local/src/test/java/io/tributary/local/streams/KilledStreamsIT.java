package io.tributary.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills the streams application where it hurts, and holds what comes after to exact totals. */
@Timeout(180)
class KilledStreamsIT {

    private static final int ATTEMPTS = 4;
    private static final int ROWS = 60_000;
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(10));

    @TempDir
    private Path directory;

    private Stage stage;
    private Feed feed;

    @BeforeEach
    void start() {
        stage = new Stage(
                directory,
                1,
                Map.of(
                        "streams.ledger",
                        "true",
                        "streams.threads",
                        "1",
                        "streams.vanished.max.share",
                        "1.0",
                        "streams.commit.interval.ms",
                        "20"));
        feed = new Feed(stage.settings());
    }

    @AfterEach
    void stop() {
        feed.close();
        stage.close();
    }

    @Test
    void inTheMiddleOfADelivery() throws Exception {
        SmallBill bill = SmallBill.november().usages(ROWS / 2, 0);
        stage.publish(0, bill.delivered("d1", START, 1_000));
        stage.start();
        feed.readUntil("some costs are committed", () -> feed.part(0).published > 0);
        stage.kill();
        feed.read();
        assertThat(feed.part(0).published).isBetween(1, ROWS / 2 - 1);

        stage.start();
        feed.awaitState(0, "d1", "COMPLETE");

        assertTotal(bill);
        assertThat(feed.part(0).published).isEqualTo(ROWS / 2);
    }

    @Test
    void duringASweep() throws Exception {
        SmallBill whole = SmallBill.november().usages(ROWS, 0);
        SmallBill half = SmallBill.november().usages(ROWS, 2);
        stage.start();
        int withdrawn = 0;
        boolean hit = false;
        int attempt = 0;
        while (!hit) {
            attempt++;
            assertThat(attempt).as("attempts to kill during a sweep").isLessThanOrEqualTo(ATTEMPTS);
            Instant time = START.plus(Duration.ofHours(attempt));
            stage.publish(0, whole.delivered("whole-" + attempt, time, 5_000));
            feed.awaitState(0, "whole-" + attempt, "COMPLETE");
            int before = feed.part(0).withdrawn;
            stage.publish(0, half.delivered("half-" + attempt, time.plusSeconds(1), 5_000));
            feed.readUntil("a sweep has begun", () -> feed.part(0).withdrawn > before);
            stage.kill();
            feed.read();
            int swept = feed.part(0).withdrawn - before;
            hit = swept > 0 && swept < ROWS / 2;
            stage.start();
            feed.awaitState(0, "half-" + attempt, "COMPLETE");
            withdrawn += ROWS / 2;
        }

        assertTotal(half);
        assertThat(feed.part(0).withdrawn).isEqualTo(withdrawn);
        assertThat(feed.part(0).published).isEqualTo(ROWS / 2 + 2 * withdrawn);
    }

    @Test
    void betweenACompletionAndItsCommit() throws Exception {
        SmallBill bill = SmallBill.november().usages(500, 0);
        stage.start("streams.commit.interval.ms", "5000");
        String delivery = "";
        boolean hit = false;
        int attempt = 0;
        while (!hit) {
            attempt++;
            assertThat(attempt).as("attempts to kill before the commit").isLessThanOrEqualTo(ATTEMPTS);
            delivery = "d" + attempt;
            stage.publish(0, bill.delivered(delivery, START.plusSeconds(attempt), 50));
            feed.awaitUncommittedState(0, delivery, "COMPLETE");
            stage.kill();
            feed.read();
            hit = feed.part(0).state(delivery).equals("none");
            stage.start("streams.commit.interval.ms", "5000");
            feed.awaitState(0, delivery, "COMPLETE");
        }

        assertTotal(bill);
        assertThat(feed.part(0).published).isEqualTo(500);
    }

    private void assertTotal(SmallBill bill) {
        Feed.Part part = feed.part(0);
        assertThat(part.live).hasSize(bill.size());
        assertThat(part.billed()).isEqualByComparingTo(bill.total());
        assertThat(part.changes).isEqualByComparingTo(bill.total());
        assertThat(part.ledger).isEqualByComparingTo(bill.total());
        assertThat(part.deliveries.values()).allMatch(delivery -> delivery.getConserved());
    }
}
