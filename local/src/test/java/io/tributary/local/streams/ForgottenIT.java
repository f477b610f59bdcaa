package io.tributary.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.CommandLineRun;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Account's periods whose memory has ended, and that are rebuilt by the command, through a real broker. */
@Timeout(300)
class ForgottenIT {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant NOW =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(5));
    private static final Instant EARLY = NOW.minus(Duration.ofDays(180));
    private static final Map<String, String> SHORT_MEMORY = Map.of(
            "streams.memory.ms",
            Long.toString(DAY.toMillis()),
            "streams.window.ms",
            Long.toString(DAY.toMillis()),
            "streams.commit.interval.ms",
            "50");

    @TempDir
    private Path directory;

    @Test
    void forgottenPeriodPublishesNothingUntilItIsRebuiltAndThenIsRight() throws Exception {
        try (Stage stage = new Stage(directory, 1, SHORT_MEMORY);
                Feed feed = new Feed(stage.settings())) {
            stage.start("streams.ledger", "true");
            deliver(stage, feed, SmallBill.november().usage("a", "3").usage("b", "6"), "d1", EARLY, "COMPLETE");
            deliver(
                    stage,
                    feed,
                    SmallBill.november().usage("a", "4").usage("b", "6"),
                    "d2",
                    EARLY.plusSeconds(60),
                    "COMPLETE");
            int published = feed.published();

            deliver(stage, feed, SmallBill.november().usage("a", "5").usage("c", "8"), "d3", NOW, "FORGOTTEN");
            assertThat(feed.published()).isEqualTo(published);
            assertTotal(feed, "10");
            assertThat(feed.part(0).deliveries.get("d3").getVerdict()).contains("tributary deliveries rebuild");

            CommandLineRun rebuilt =
                    rebuild(stage, "--account", SmallBill.november().account(), "--period", "2025-11");
            assertThat(rebuilt.exitCode()).as(rebuilt.out() + rebuilt.err()).isZero();
            assertThat(rebuilt.out()).contains("2 published records", "delivery d3");
            feed.awaitState(0, "d3", "COMPLETE");

            assertTotal(feed, "13");
            assertThat(feed.part(0).state("d2")).isEqualTo("SUPERSEDED");
            assertThat(feed.part(0).deliveries.get("d3"))
                    .satisfies(delivery ->
                            assertThat(delivery.getRecordsRestated()).isEqualTo(1))
                    .satisfies(delivery ->
                            assertThat(delivery.getRecordsVanished()).isEqualTo(1))
                    .satisfies(
                            delivery -> assertThat(delivery.getRecordsAdded()).isEqualTo(1));
            assertThat(feed.part(0).published).isEqualTo(published + 3);
        }
    }

    @Test
    void rebuildChargesWhatTheLedgerLacks() throws Exception {
        try (Stage stage = new Stage(directory, 1, SHORT_MEMORY);
                Feed feed = new Feed(stage.settings())) {
            // Given: the ledger has a, and not what became of it while no ledger was kept
            stage.start("streams.ledger", "true");
            deliver(stage, feed, SmallBill.november().usage("a", "3").usage("x", "1"), "d1", EARLY, "COMPLETE");
            stage.stop();
            stage.start("streams.ledger", "false");
            deliver(
                    stage,
                    feed,
                    SmallBill.november().usage("a", "4").usage("b", "6"),
                    "d2",
                    EARLY.plusSeconds(60),
                    "COMPLETE");
            stage.stop();
            assertThat(feed.part(0).ledger).isEqualByComparingTo("4");
            stage.start("streams.ledger", "true");
            deliver(stage, feed, SmallBill.november().usage("a", "4").usage("b", "7"), "d3", NOW, "FORGOTTEN");

            CommandLineRun known = rebuild(stage, "--all");
            feed.awaitState(0, "d3", "COMPLETE");

            assertThat(known.exitCode()).as(known.out() + known.err()).isZero();
            assertThat(feed.part(0).billed()).isEqualByComparingTo("11");
            assertThat(feed.part(0).ledger).isEqualByComparingTo("11");
            assertThat(rebuild(stage, "--all").out()).contains("nothing to rebuild");
        }
    }

    private CommandLineRun rebuild(Stage stage, String... options) {
        List<String> arguments = new ArrayList<>(List.of("deliveries", "rebuild"));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of(
                "--bootstrap-servers",
                stage.settings().get("kafka.bootstrap.servers"),
                "--schema-registry-url",
                stage.settings().get("schema.registry.url"),
                "--data-dir",
                directory.resolve("command").toString()));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private static void deliver(Stage stage, Feed feed, SmallBill bill, String deliveryId, Instant time, String state)
            throws Exception {
        stage.publish(0, bill.delivered(deliveryId, time, 1));
        feed.awaitState(0, deliveryId, state);
    }

    private static void assertTotal(Feed feed, String billed) {
        Feed.Part part = feed.part(0);
        assertThat(List.of(part.billed(), part.changes, part.ledger))
                .allSatisfy(sum -> assertThat(sum).isEqualByComparingTo(new BigDecimal(billed)));
    }
}
