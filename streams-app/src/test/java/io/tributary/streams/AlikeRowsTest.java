package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows of one natural key, few and thousands, good and dead. */
class AlikeRowsTest extends Scenario {

    /** The largest value that a store is to have, and what of its key and frame may come to it. */
    private static final int LARGEST_VALUE = 256 * 1024 + 4 * 1024;

    @Test
    void deadRowDoesNotTakeAnAlikeRowsPlace() {
        harness.send(
                Report.of("d1").usage("a", "3").usage("x", "0").usage("a", "5").delivered("d1", FIRST));
        total("8");
        harness.send(Report.of("d2")
                .usage("a", "5,0")
                .usage("x", "0")
                .usage("a", "3")
                .delivered("d2", SECOND));

        // The last good values: 3, which is there, and 5 for the row that cannot be read.
        total("8");
        complete("d2");
        assertThat(verdict("d2").getRecordsVanished()).isZero();
        assertThat(verdict("d2").getRecordsRestated()).isZero();
    }

    @Test
    void deadRowClaimsLastOverARestart() {
        harness.send(
                Report.of("d1").usage("a", "3").usage("x", "0").usage("a", "5").delivered("d1", FIRST));
        List<RawPage> pages = Report.of("d2")
                .usage("a", "5,0")
                .usage("x", "0")
                .usage("a", "3")
                .delivered("d2", SECOND);
        harness.send(pages.get(0));
        harness.restart();
        harness.send(pages.subList(1, pages.size()));

        total("8");
        complete("d2");
    }

    @Test
    void deadRowThatIsMendedReplacesItsLastGoodValue() {
        harness.send(
                Report.of("d1").usage("a", "3").usage("x", "0").usage("a", "5").delivered("d1", FIRST));
        harness.send(Report.of("d2")
                .usage("a", "5,0")
                .usage("x", "0")
                .usage("a", "3")
                .delivered("d2", SECOND));
        harness.send(
                Report.of("d3").usage("a", "50").usage("a", "3").usage("x", "0").delivered("d3", THIRD));

        total("53");
        complete("d3");
        assertThat(verdict("d3").getRecordsRestated()).isEqualTo(1);
    }

    @Test
    void deadRowsOfAnAbandonedReadingClaimNothing() {
        harness.send(
                Report.of("d1").usage("a", "3").usage("b", "1").usage("a", "5").delivered("d1", FIRST));
        Report dead = Report.of("d2").usage("a", "x").usage("a", "x").usage("b", "1");
        harness.send(Pages.replayed(dead.delivered("d2", SECOND), "r2").get(0));
        harness.send(Report.of("d3").usage("b", "1").usage("c", "9").delivered("d3", THIRD));

        total("10");
        complete("d3");
    }

    @Test
    void moreDeadRowsThanWereKnownClaimWhatThereIs() {
        harness.send(Report.of("d1").usage("a", "3").usage("b", "1").delivered("d1", FIRST));
        harness.send(Report.of("d2")
                .usage("a", "x")
                .usage("a", "x")
                .usage("b", "1")
                .usage("a", "x")
                .delivered("d2", SECOND));

        total("4");
        complete("d2");
        assertThat(verdict("d2").getRowsRejected()).isEqualTo(3);
    }

    @Test
    void deadRowStandsWhileItsReadingIsReplayed() {
        harness.send(Report.of("d1").usage("a", "3").usage("b", "1").delivered("d1", FIRST));
        List<RawPage> pages = Report.of("d2").usage("a", "x").usage("b", "1").delivered("d2", SECOND);
        harness.send(pages);
        harness.send(Pages.replayed(pages, "r2"));
        harness.send(Pages.replayed(pages, "r3"));

        total("4");
        complete("d2");
        assertThat(verdict("d2").getRowsRejected()).isEqualTo(1);
    }

    @Test
    void oneChangeAmongAlikeRowsIsOneRestatement() {
        SmallBill before = SmallBill.november().usage("a", "1").usage("a", "2").usage("a", "3");
        harness.send(read(before, "d1", FIRST, "r1", 3));
        SmallBill after = SmallBill.november().usage("a", "4").usage("a", "1").usage("a", "2");
        harness.send(read(after, "d2", SECOND, "r2", 3));

        total("7");
        assertThat(verdict("d2").getRecordsRestated()).isEqualTo(1);
        assertThat(verdict("d2").getRecordsUnchanged()).isEqualTo(2);
        assertThat(harness.published).isEqualTo(4);
    }

    @Test
    void alikeRowsThatSwapTheirPagesAddUp() {
        harness.send(read(SmallBill.november().usage("a", "1").usage("a", "2").usage("a", "4"), "d1", FIRST, "r1", 1));
        harness.send(read(SmallBill.november().usage("a", "4").usage("a", "1").usage("a", "2"), "d2", SECOND, "r2", 1));

        total("7");
        complete("d2");
    }

    /** Thousands of rows that differ in nothing but their cost, as usage that is reported without a resource. */
    @Test
    void thousandsOfAlikeRowsNeedNoLargerValuesThanADefaultBrokerTakes() {
        int rows = 3_000;
        Random random = new Random(1);
        SmallBill first = SmallBill.november();
        SmallBill second = SmallBill.november();
        for (int i = 0; i < rows; i++) {
            String cost = "0." + (1_000_000_000L + random.nextInt(1_000_000_000));
            first.usage("", cost);
            if (i % 100 != 0) {
                second.usage("", i % 10 == 1 ? cost + "1" : cost);
            }
        }
        harness.send(read(first, "d1", FIRST, "r1", 500));
        harness.send(read(second, "d2", SECOND, "r2", 500));
        harness.settle();

        complete("d2");
        assertThat(harness.live).hasSize(rows - rows / 100);
        assertThat(harness.billedByChanges).isEqualByComparingTo(harness.billed());
        AddUpColumns.agree(harness);
        assertThat(verdict("d2").getTotals().get(0).getBilledCost()).isEqualByComparingTo(harness.billed());
        assertThat(harness.largestChangelogValue()).isPositive().isLessThanOrEqualTo(LARGEST_VALUE);
    }

    @Test
    void alikeRowsInHundredsOverManyPagesAndReadingsAreAMultiset() {
        SmallBill many = SmallBill.november();
        SmallBill fewer = SmallBill.november();
        for (int i = 0; i < 300; i++) {
            many.usage("a", Integer.toString(i % 7));
            if (i % 5 != 0) {
                fewer.usage("a", Integer.toString(i % 7));
            }
        }
        String whole = many.sum();
        String rest = fewer.sum();
        Instant time = FIRST;
        for (int delivery = 1; delivery <= 6; delivery++) {
            SmallBill bill = delivery % 2 == 1 ? many : fewer;
            harness.send(read(bill, "d" + delivery, time, "r" + delivery, 11).subList(0, 9));
            harness.send(read(bill, "d" + delivery, time, "s" + delivery, 20 + delivery));
            total(delivery % 2 == 1 ? whole : rest);
            complete("d" + delivery);
            time = time.plus(Duration.ofDays(1));
        }
    }
}
