package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the usual windowed deduplication gets wrong: after each of these, the sum of what is published must equal the
 * sum of the last complete delivery.
 */
class RightTotalTest {

    private static final Instant FIRST = Harness.START;
    private static final Instant SECOND = FIRST.plus(Duration.ofDays(1));
    private static final Instant THIRD = SECOND.plus(Duration.ofDays(1));

    @TempDir
    private Path state;

    private Harness harness;

    @BeforeEach
    void start() {
        harness = new Harness(state, Map.of());
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void pageThatIsRetriedCountsOnce() {
        List<RawPage> pages =
                SmallBill.november().usage("a", "4").usage("b", "6").delivered("d1", FIRST, FIRST);
        harness.send(pages.get(0));
        harness.send(pages.get(0));
        harness.send(pages.get(1));

        assertTotal("10");
        assertThat(harness.deliveries().get("d1").getPagesRepeated()).isEqualTo(1);
    }

    @Test
    void oldMonthIsRightThoughTimeHasMovedOn() {
        harness.send(SmallBill.november().usage("a", "5").delivered("d1", FIRST, FIRST));
        SmallBill august = new SmallBill(LocalDate.of(2025, 8, 1)).usage("a", "10");
        harness.send(august.delivered("d2", FIRST.minus(Duration.ofDays(70)), SECOND));
        harness.send(august.delivered("d3", FIRST.minus(Duration.ofDays(69)), THIRD));

        assertTotal("15");
    }

    @Test
    void closedMonthThatComesAgainAfterManyWindowsIsKnown() {
        SmallBill bill = SmallBill.november().usage("a", "4").usage("b", "6");
        harness.send(bill.delivered("d1", FIRST, FIRST));
        Set<String> ids = Set.copyOf(harness.live.keySet());
        Instant later = FIRST.plus(Duration.ofDays(140));
        harness.send(bill.delivered("d2", later, later));

        assertTotal("10");
        assertThat(harness.live.keySet()).isEqualTo(ids);
        assertThat(harness.deliveries().get("d2").getState()).isEqualTo("COMPLETE");
        assertThat(harness.published).isEqualTo(2);
    }

    @Test
    void rowIsRememberedForAWindowAfterItsLastSighting() {
        SmallBill bill = SmallBill.november().usage("a", "4").usage("b", "6");
        for (int day = 0; day <= 200; day += 40) {
            Instant time = FIRST.plus(Duration.ofDays(day));
            harness.send(bill.delivered("d" + day, time, time));
        }

        assertTotal("10");
        assertThat(harness.published).isEqualTo(2);
    }

    @Test
    void restatedRowReplacesWhatItSaidBefore() {
        harness.send(SmallBill.november().usage("a", "10").delivered("d1", FIRST, FIRST));
        harness.send(SmallBill.november().usage("a", "7").delivered("d2", SECOND, SECOND));

        assertTotal("7");
        assertThat(harness.deliveries().get("d2").getRecordsRestated()).isEqualTo(1);
    }

    @Test
    void rowThatIsAbsentFromTheNextDeliveryIsWithdrawn() {
        harness.send(SmallBill.november()
                .usage("a", "4")
                .usage("b", "5")
                .usage("c", "6")
                .delivered("d1", FIRST, FIRST));
        harness.send(SmallBill.november().usage("a", "4").usage("c", "6").delivered("d2", SECOND, SECOND));

        assertTotal("10");
        Delivery delivery = harness.deliveries().get("d2");
        assertThat(delivery.getState()).isEqualTo("COMPLETE");
        assertThat(delivery.getRecordsVanished()).isEqualTo(1);
        assertThat(delivery.getTotals().get(0).getVanishedBilledCost()).isEqualByComparingTo("5");
    }

    @Test
    void rowsThatAreLegitimatelyAlikeAreAllKept() {
        SmallBill bill = SmallBill.november().usage("a", "3").usage("a", "3");
        harness.send(bill.delivered("d1", FIRST, FIRST));
        assertTotal("6");
        harness.send(SmallBill.november().usage("a", "3").usage("a", "3").delivered("d2", SECOND, SECOND));

        assertTotal("6");
        assertThat(harness.published).isEqualTo(2);
    }

    @Test
    void alikeRowsThatBecomeFewerOrMoreChangeTheTotalByTheirNumber() {
        harness.send(SmallBill.november()
                .usage("a", "3")
                .usage("a", "3")
                .usage("a", "3")
                .delivered("d1", FIRST, FIRST));
        harness.send(SmallBill.november().usage("a", "3").usage("a", "3").delivered("d2", SECOND, SECOND));
        assertTotal("6");
        harness.send(SmallBill.november()
                .usage("a", "3")
                .usage("a", "3")
                .usage("a", "3")
                .usage("a", "3")
                .delivered("d3", THIRD, THIRD));

        assertTotal("12");
    }

    @Test
    void alikeRowsThatChangePlacesAreNotRestated() {
        harness.send(SmallBill.november().usage("a", "3").usage("a", "4").delivered("d1", FIRST, FIRST));
        harness.send(SmallBill.november().usage("a", "4").usage("a", "3").delivered("d2", SECOND, SECOND));

        assertTotal("7");
        assertThat(harness.published).isEqualTo(2);
    }

    @Test
    void replayWithStateIsSilentAndWithoutStateGivesTheSameRecords(@TempDir Path other) {
        List<RawPage> pages =
                SmallBill.november().usage("a", "4").usage("b", "6").delivered("d1", FIRST, FIRST);
        harness.send(pages);
        harness.send(pages);
        assertTotal("10");
        assertThat(harness.published).isEqualTo(2);

        try (Harness cleared = new Harness(other, Map.of())) {
            cleared.send(pages);
            assertThat(cleared.live.keySet()).isEqualTo(harness.live.keySet());
        }
    }

    @Test
    void deliveryThatLacksMostRowsIsHeldUntilTheNextConfirmsIt() {
        harness.send(SmallBill.november()
                .usage("a", "1")
                .usage("b", "2")
                .usage("c", "3")
                .delivered("d1", FIRST, FIRST));
        harness.send(SmallBill.november().usage("a", "1").delivered("d2", SECOND, SECOND));
        assertTotal("6");
        assertThat(harness.deliveries().get("d2").getState()).isEqualTo("HELD");

        harness.send(SmallBill.november().usage("a", "1").delivered("d3", THIRD, THIRD));
        assertTotal("1");
        assertThat(harness.deliveries().get("d3").getState()).isEqualTo("COMPLETE");
    }

    @Test
    void deliveryThatIsHeldIsCarriedOutOnceAnOperatorConfirmsIt() {
        harness.send(SmallBill.november()
                .usage("a", "1")
                .usage("b", "2")
                .usage("c", "3")
                .delivered("d1", FIRST, FIRST));
        harness.send(SmallBill.november().usage("a", "1").delivered("d2", SECOND, SECOND));
        harness.send(instruction("CONFIRM", "report", "d1"));
        assertTotal("6");
        assertThat(harness.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getMessage()).contains("d1", "held"));

        harness.send(instruction("CONFIRM", "report", "d2"));
        assertTotal("1");
        assertThat(harness.deliveries().get("d2").getState()).isEqualTo("COMPLETE");
    }

    @Test
    void secondReportOfAPayerIsNotCountedTwiceAndTakesOverRowByRowOnceItIsPreferred() {
        SmallBill bill = SmallBill.november().usage("a", "1").usage("b", "2");
        harness.send(bill.delivered("d1", FIRST, FIRST));
        SmallBill other = SmallBill.november().usage("a", "1").usage("b", "4").usage("c", "8");
        harness.send(report("other", "o1", FIRST).of(SmallBill.HEADER, other.rows(), 2));
        assertTotal("3");
        assertThat(harness.deliveries().get("o1").getState()).isEqualTo("CONFLICT");

        harness.send(instruction("PREFER", "other", "o1"));
        assertTotal("3");
        harness.send(report("other", "o2", FIRST).of(SmallBill.HEADER, other.rows(), 2));
        assertTotal("13");
        Delivery preferred = harness.deliveries().get("o2");
        assertThat(preferred.getState()).isEqualTo("COMPLETE");
        assertThat(preferred.getRecordsUnchanged()).isEqualTo(1);
        assertThat(preferred.getRecordsRestated()).isEqualTo(1);
        assertThat(preferred.getRecordsAdded()).isEqualTo(1);

        harness.send(bill.delivered("d2", THIRD, THIRD));
        assertTotal("13");
        assertThat(harness.deliveries().get("d2").getState()).isEqualTo("CONFLICT");
    }

    private static Pages report(String name, String deliveryId, Instant time) {
        return new Pages("012345678901", SmallBill.NOVEMBER, deliveryId, time, SECOND).ofReport(name);
    }

    private static RawPage instruction(String kind, String reportName, String deliveryId) {
        return report(reportName, deliveryId, FIRST).instruction(kind);
    }

    @Test
    void digestTellsWhetherTwoDeliveriesSayTheSame() {
        harness.send(SmallBill.november()
                .usage("a", "1")
                .usage("a", "1")
                .usage("b", "2")
                .delivered("d1", FIRST, FIRST));
        harness.send(SmallBill.november()
                .usage("b", "2")
                .usage("a", "1")
                .usage("a", "1")
                .delivered("d2", SECOND, SECOND));
        harness.send(SmallBill.november().usage("a", "1").usage("b", "2").delivered("d3", THIRD, THIRD));

        Map<String, Delivery> deliveries = harness.deliveries();
        assertThat(deliveries.get("d1").getDigest()).hasSize(32);
        assertThat(deliveries.get("d2").getDigest())
                .isEqualTo(deliveries.get("d1").getDigest());
        assertThat(deliveries.get("d3").getDigest())
                .isNotEqualTo(deliveries.get("d1").getDigest());
    }

    @Test
    void deliveryThatHasOtherRowsInPlaceOfAllOfThemIsNotHeld() {
        harness.send(SmallBill.november()
                .usage("a", "1")
                .usage("b", "2")
                .usage("c", "4")
                .delivered("d1", FIRST, FIRST));
        harness.send(SmallBill.november().usage("x", "1").usage("y", "2").delivered("d2", SECOND, SECOND));

        assertTotal("3");
        assertThat(harness.deliveries().get("d2").getState()).isEqualTo("COMPLETE");
    }

    @Test
    void emptyDeliveryIsHeld() {
        harness.send(SmallBill.november().usage("a", "1").delivered("d1", FIRST, FIRST));
        harness.send(SmallBill.november().delivered("d2", SECOND, SECOND));

        assertTotal("1");
        assertThat(harness.deliveries().get("d2").getState()).isEqualTo("HELD");
    }

    @Test
    void whatAnAbandonedDeliveryLeftIsMendedByTheNewerOne() {
        harness.send(SmallBill.november().usage("a", "1").usage("b", "2").delivered("d1", FIRST, FIRST));
        List<RawPage> abandoned =
                SmallBill.november().usage("a", "9").usage("c", "9").delivered("d2", SECOND, SECOND);
        harness.send(abandoned.get(0));
        harness.send(SmallBill.november().usage("a", "1").usage("b", "2").delivered("d3", THIRD, THIRD));

        assertTotal("3");
        Map<String, Delivery> deliveries = harness.deliveries();
        assertThat(deliveries.get("d2").getState()).isEqualTo("ABANDONED");
        assertThat(deliveries.get("d3").getState()).isEqualTo("COMPLETE");
    }

    @Test
    void incompleteDeliveryWithdrawsNothing() {
        harness.send(SmallBill.november()
                .usage("a", "1")
                .usage("b", "2")
                .usage("c", "3")
                .usage("d", "4")
                .delivered("d1", FIRST, FIRST));
        List<RawPage> second = SmallBill.november()
                .usage("a", "1")
                .usage("b", "2")
                .usage("c", "3")
                .delivered("d2", SECOND, SECOND);
        harness.send(second.get(0));
        harness.send(second.get(2));
        assertTotal("10");
        Delivery incomplete = harness.deliveries().get("d2");
        assertThat(incomplete.getState()).isEqualTo("INCOMPLETE");
        assertThat(incomplete.getPagesMissing()).containsExactly(1);

        harness.send(second.get(1));
        harness.send(second.get(2));
        assertTotal("6");
        assertThat(harness.deliveries().get("d2").getState()).isEqualTo("COMPLETE");
    }

    @Test
    void largeSweepGoesOnBetweenRecords() {
        SmallBill large = SmallBill.november();
        SmallBill smaller = SmallBill.november();
        for (int i = 0; i < 24_000; i++) {
            large.usage("r" + i, "1");
            if (i % 3 != 0) {
                smaller.usage("r" + i, "1");
            }
        }
        harness.send(large.delivered("d1", FIRST, FIRST, 1000));
        harness.send(smaller.delivered("d2", SECOND, SECOND, 1000));
        assertThat(harness.deliveries()).doesNotContainKey("d2");
        for (int i = 0; i < 10; i++) {
            harness.advanceWallClock(Duration.ofMillis(50));
        }

        assertTotal("16000");
        assertThat(harness.deliveries().get("d2").getState()).isEqualTo("COMPLETE");
    }

    private void assertTotal(String billed) {
        assertTotal(billed, billed);
    }

    private void assertTotal(String billed, String byChanges) {
        harness.read();
        assertThat(harness.billed()).isEqualByComparingTo(billed);
        assertThat(harness.billedByChanges).isEqualByComparingTo(byChanges);
        assertThat(harness.ledgerByAccount.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(byChanges);
        assertThat(harness.live.values().stream().map(CostRecord::getXRecordId).collect(Collectors.toSet()))
                .isEqualTo(harness.live.keySet());
        assertThat(harness.live.values().stream().map(CostRecord::getBilledCost).map(BigDecimal::signum))
                .doesNotContain(0);
    }
}
