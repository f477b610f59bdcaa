package io.tributary.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the usual windowed deduplication gets wrong, through a real broker and registry. Each keeps to its partition.
 */
@Timeout(180)
class EightScenariosIT {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant FIRST =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(10));
    private static final Instant SECOND = FIRST.plus(DAY);
    private static final Instant THIRD = SECOND.plus(DAY);

    @TempDir
    private static Path directory;

    private static Stage stage;
    private static Feed feed;

    @BeforeAll
    static void start() throws Exception {
        stage = new Stage(directory, 8, Map.of("streams.ledger", "true", "streams.commit.interval.ms", "50"));
        feed = new Feed(stage.settings());
        stage.start();
    }

    @AfterAll
    static void stop() {
        feed.close();
        stage.close();
    }

    @Test
    void pageThatIsRetriedCountsOnce() throws Exception {
        List<RawPage> pages =
                new ArrayList<>(pages(SmallBill.november().usage("a", "4").usage("b", "6"), "d1", FIRST));
        pages.add(0, pages.get(0));
        stage.publish(0, pages);

        feed.awaitState(0, "d1", "COMPLETE");
        assertTotal(0, "10", "10");
        assertThat(feed.part(0).deliveries.get("d1").getPagesRepeated()).isEqualTo(1);
    }

    @Test
    void oldMonthIsRightThoughTimeHasMovedOn() throws Exception {
        SmallBill august = new SmallBill(LocalDate.of(2025, 8, 1)).usage("a", "10");
        deliver(1, SmallBill.november().usage("a", "5"), "d1", FIRST, "COMPLETE");
        deliver(1, august, "d2", SECOND, "COMPLETE");
        deliver(1, august, "d3", THIRD, "COMPLETE");

        assertTotal(1, "15", "15");
    }

    @Test
    void closedMonthThatIsExportedAgainIsSilentAlsoMonthsLater() throws Exception {
        SmallBill bill = SmallBill.november().usage("a", "4").usage("b", "6");
        deliver(2, bill, "d1", FIRST.minus(Duration.ofDays(180)), "COMPLETE");
        deliver(2, bill, "d2", FIRST.minus(Duration.ofDays(140)), "COMPLETE");
        assertTotal(2, "10", "10");
        Map<String, BigDecimal> before = Map.copyOf(feed.part(2).live);

        int published = feed.part(2).published;
        deliver(2, bill, "d3", FIRST, "COMPLETE");
        assertTotal(2, "10", "10");
        assertThat(feed.part(2).live).isEqualTo(before);
        assertThat(feed.part(2).published).isEqualTo(published);
        assertThat(feed.part(2).state("d2")).isEqualTo("SUPERSEDED");
    }

    @Test
    void rowThatIsRestatedLowerReplacesWhatItSaidBefore() throws Exception {
        deliver(3, SmallBill.november().usage("a", "10"), "d1", FIRST, "COMPLETE");
        deliver(3, SmallBill.november().usage("a", "7"), "d2", SECOND, "COMPLETE");

        assertTotal(3, "7", "7");
        assertThat(feed.part(3).deliveries.get("d2").getRecordsRestated()).isEqualTo(1);
    }

    @Test
    void rowThatIsAbsentFromTheNextDeliveryIsWithdrawn() throws Exception {
        deliver(4, SmallBill.november().usage("a", "4").usage("b", "5").usage("c", "6"), "d1", FIRST, "COMPLETE");
        deliver(4, SmallBill.november().usage("a", "4").usage("c", "6"), "d2", SECOND, "COMPLETE");

        assertTotal(4, "10", "10");
        assertThat(feed.part(4).withdrawn).isEqualTo(1);
    }

    @Test
    void rowsThatAreLegitimatelyAlikeAreAllKept() throws Exception {
        SmallBill three = SmallBill.november().usage("a", "3").usage("a", "3").usage("a", "3");
        deliver(5, SmallBill.november().usage("a", "3").usage("a", "3"), "d1", FIRST, "COMPLETE");
        assertTotal(5, "6", "6");
        deliver(5, three, "d2", SECOND, "COMPLETE");
        assertTotal(5, "9", "9");
        deliver(5, SmallBill.november().usage("a", "3").usage("a", "3"), "d3", THIRD, "COMPLETE");

        assertTotal(5, "6", "6");
        assertThat(feed.part(5).published).isEqualTo(4);
    }

    @Test
    void offsetsThatAreSetBackWithStateKeptAreSilentAndRight() throws Exception {
        deliver(6, SmallBill.november().usage("a", "4").usage("b", "5").usage("c", "6"), "d1", FIRST, "COMPLETE");
        deliver(6, SmallBill.november().usage("a", "4").usage("b", "6"), "d2", SECOND, "COMPLETE");
        int published = feed.published();

        stage.stop();
        stage.resetOffsets();
        assertThat(stage.hasTakenAll()).isFalse();
        stage.start();
        feed.readUntil("all is taken again", stage::hasTakenAll);
        feed.settle();

        assertThat(feed.published()).isEqualTo(published);
        assertTotal(6, "10", "10");
        assertThat(feed.part(6).state("d2")).isEqualTo("COMPLETE");
    }

    @Test
    void offsetsThatAreSetBackWithStateClearedGiveTheSameRecordsAgain() throws Exception {
        deliver(7, SmallBill.november().usage("a", "4").usage("b", "5").usage("b", "5"), "d1", FIRST, "COMPLETE");
        deliver(7, SmallBill.november().usage("a", "4").usage("b", "6"), "d2", SECOND, "COMPLETE");
        int published = feed.published();
        Map<String, BigDecimal> before = feed.live();

        stage.stop();
        stage.resetOffsets();
        stage.clearState();
        stage.deleteChangelogs();
        // With the ledger, everything would be charged a second time: that is refused.
        stage.start();
        assertThat(stage.awaitEnd()).isNotZero();
        assertThat(stage.printed()).contains("charged a second time", "tributary deliveries rebuild");
        stage.start("streams.ledger", "false");
        feed.readUntil("all is taken again", stage::hasTakenAll);
        feed.settle();

        assertThat(feed.published()).isGreaterThan(published);
        assertThat(feed.live()).isEqualTo(before);
        assertThat(feed.part(7).billed()).isEqualByComparingTo("10");
        assertThat(feed.part(7).state("d2")).isEqualTo("COMPLETE");

        // Nor is it once the ledger is written again: what it holds must be told first.
        BigDecimal ledger = feed.part(7).ledger;
        stage.stop();
        stage.start();
        deliver(7, SmallBill.november().usage("a", "4").usage("b", "7"), "d3", THIRD, "COMPLETE");
        assertThat(feed.part(7).ledger).isEqualByComparingTo(ledger);
        assertThat(feed.part(7).deliveries.get("d3").getVerdict()).contains("tributary deliveries rebuild");
    }

    private static List<RawPage> pages(SmallBill bill, String deliveryId, Instant time) {
        return bill.delivered(deliveryId, time, 2);
    }

    private static void deliver(int partition, SmallBill bill, String deliveryId, Instant time, String state)
            throws Exception {
        stage.publish(partition, pages(bill, deliveryId, time));
        feed.awaitState(partition, deliveryId, state);
    }

    private static void assertTotal(int partition, String billed, String byChanges) {
        Feed.Part part = feed.part(partition);
        assertThat(part.billed()).isEqualByComparingTo(billed);
        assertThat(part.changes).isEqualByComparingTo(byChanges);
        assertThat(part.ledger).isEqualByComparingTo(byChanges);
        assertThat(part.deliveries.values()).allMatch(delivery -> delivery.getConserved());
    }
}
