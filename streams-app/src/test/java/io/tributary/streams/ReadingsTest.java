package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Readings of deliveries: pages of two never mix, and beginning again never doubles. */
class ReadingsTest extends Scenario {

    private static SmallBill four() {
        return SmallBill.november()
                .usage("a", "1")
                .usage("b", "2")
                .usage("c", "4")
                .usage("d", "8");
    }

    private static SmallBill six() {
        return four().usage("e", "16").usage("f", "32");
    }

    private static RawPage stray(String reading) {
        String row = SmallBill.november().usage("z", "64").rows().get(0);
        return pages("report", "d1", FIRST, SECOND)
                .ofReading(reading)
                .page(7, SmallBill.HEADER + "\n" + row + "\n", 1, 9);
    }

    @Test
    void completeDeliveryThatIsCutAnewWithOtherPageBoundsChangesNothing() {
        SmallBill bill = four();
        harness.send(read(bill, "d1", FIRST, "r1", 2));
        total("15");
        int published = harness.published;

        harness.send(read(bill, "d1", FIRST, "r2", 1));

        total("15");
        complete("d1");
        assertThat(harness.published).isEqualTo(published);
        assertThat(verdict("d1").getPagesSeen()).isEqualTo(4);
        assertThat(verdict("d1").getReading()).isEqualTo("r2");
    }

    /** What an extractor that lost its cursor, and knows of no readings, sends. */
    @Test
    void completeDeliveryThatIsCutAnewWithoutANewReadingChangesNothing() {
        SmallBill bill = four();
        harness.send(bill.delivered("d1", FIRST, FIRST, 2));
        harness.send(bill.delivered("d1", FIRST, SECOND, 1));

        total("15");
        complete("d1");
    }

    @Test
    void pageThatIsNotOfTheCompleteReadingIsRepeatedAndNotPublished() {
        harness.send(read(SmallBill.november().usage("a", "10"), "d1", FIRST, "r1"));
        harness.send(stray("r1"));

        total("10");
        complete("d1");
        assertThat(verdict("d1").getPagesRepeated()).isEqualTo(1);
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void pagesOfAReadingThatHasEndedAreCountedAsRepeated() {
        List<RawPage> pages = read(four(), "d1", FIRST, "r1");
        harness.send(pages);
        int published = harness.published;

        harness.send(pages);

        total("15");
        complete("d1");
        assertThat(harness.published).isEqualTo(published);
        assertThat(verdict("d1").getPagesRepeated()).isBetween(2L, 3L);
        assertThat(verdict("d1").getRowsRepeated()).isEqualTo(4);
    }

    @Test
    void replayIsAReadingOfItsOwn() {
        List<RawPage> pages = read(four(), "d1", FIRST, "r1");
        harness.send(pages);
        harness.send(Pages.replayed(pages, "r2"));

        total("15");
        complete("d1");
        Delivery delivery = verdict("d1");
        assertThat(delivery.getReading()).isEqualTo("r2");
        assertThat(delivery.getRowsUnchanged()).isEqualTo(4);
        assertThat(delivery.getPagesRepeated()).isZero();
        assertThat(harness.published).isEqualTo(4);
    }

    @Test
    void replayOfAnOlderDeliveryIsNotTaken() {
        List<RawPage> first = read(four(), "d1", FIRST, "r1");
        harness.send(first);
        harness.send(read(SmallBill.november().usage("a", "1").usage("b", "2").usage("c", "5"), "d2", SECOND, "r2"));
        harness.send(Pages.replayed(first, "r3"));

        total("8");
        complete("d2");
        is("d1", "SUPERSEDED");
    }

    @Test
    void twoReadingsPageByPageAreOneOfThem() {
        List<RawPage> twos = read(six(), "d1", FIRST, "r1", 2);
        List<RawPage> ones = read(six(), "d1", FIRST, "r2", 1);
        for (int i = 0; i < ones.size(); i++) {
            if (i < twos.size()) {
                harness.send(twos.get(i));
            }
            harness.send(ones.get(i));
        }

        total("63");
        complete("d1");
        assertThat(verdict("d1").getReading()).isEqualTo("r2");
        assertThat(verdict("d1").getPagesSeen()).isEqualTo(6);
    }

    @Test
    void readingThatWasAbandonedNeverBeginsAgain() {
        List<RawPage> abandoned = read(six(), "d1", FIRST, "r1", 2);
        List<RawPage> second = read(six(), "d1", FIRST, "r2", 3);
        harness.send(abandoned.get(0));
        harness.send(second.get(0));
        harness.send(abandoned);

        live("7");
        assertThat(verdict("d1").getState()).isEqualTo("OPEN");
        assertThat(verdict("d1").getReading()).isEqualTo("r2");

        harness.send(second);

        total("63");
        complete("d1");
    }

    @Test
    void rowsThatOnlyAnAbandonedReadingHadAreWithdrawn() {
        harness.send(read(four(), "d1", FIRST, "r1"));
        SmallBill more =
                SmallBill.november().usage("x", "100").usage("y", "200").usage("a", "1");
        harness.send(read(more, "d2", SECOND, "r2").get(0));
        live("315");

        harness.send(read(four(), "d3", THIRD, "r3"));

        total("15");
        complete("d3");
        is("d2", "ABANDONED");
    }

    /** An abandoned reading's alike rows had claimed the places that the next one's need. */
    @Test
    void beginningAgainNeverDoublesAlikeRows() {
        SmallBill bill = SmallBill.november()
                .usage("a", "3")
                .usage("a", "3")
                .usage("a", "5")
                .usage("b", "1")
                .usage("a", "3");
        for (int attempt = 1; attempt <= 4; attempt++) {
            harness.send(read(bill, "d1", FIRST, "r" + attempt, attempt).get(0));
        }
        harness.send(read(bill, "d1", FIRST, "r5", 1));

        total("15");
        complete("d1");
        assertThat(harness.live).hasSize(5);
        assertThat(harness.published).isEqualTo(5);
    }

    @Test
    void readingGoesOnAfterARestart() {
        List<RawPage> pages = read(six(), "d1", FIRST, "r1");
        for (RawPage page : pages) {
            harness.send(page);
            harness.restart();
        }

        total("63");
        complete("d1");
        assertThat(harness.published).isEqualTo(6);
    }

    @Test
    void incompleteReadingIsMendedByItsLatePage() {
        List<RawPage> pages = read(six(), "d1", FIRST, "r1");
        harness.send(pages.get(0));
        harness.send(pages.get(2));
        harness.send(pages.get(3));
        is("d1", "INCOMPLETE");

        harness.send(pages.get(1));
        harness.send(pages.get(3));

        total("63");
        complete("d1");
    }

    /** Rules that are rolled out and back while a delivery is open, and the replay that used to be the remedy. */
    @Test
    void rollBackOfRulesInMidReadingAndReplayDoNotDouble() {
        List<RawPage> pages = read(six(), "d1", FIRST, "r1");
        harness.restart(Map.of("streams.aws.cost.basis", "unblended"));
        harness.send(pages.get(0));
        harness.restart(Map.of("streams.aws.cost.basis", "net"));
        harness.send(pages.get(1));
        harness.restart(Map.of("streams.aws.cost.basis", "unblended"));
        harness.send(pages.subList(2, 4));
        total("63");
        complete("d1");

        harness.send(Pages.replayed(pages, "r2"));

        total("63");
        complete("d1");
        assertThat(harness.live.values())
                .allSatisfy(record -> assertThat(record.getXAwsCostBasis()).isEqualTo("Unblended"));
    }

    @Test
    void readingKeepsTheCostBasisWithWhichItBegan() {
        List<RawPage> pages = read(four(), "d1", FIRST, "r1");
        harness.restart(Map.of("streams.aws.cost.basis", "unblended"));
        harness.send(pages.get(0));
        harness.restart(Map.of("streams.aws.cost.basis", "net"));
        harness.send(pages.subList(1, 3));

        total("15");
        complete("d1");
        assertThat(verdict("d1").getCostBasis()).isEqualTo("Unblended");
        assertThat(harness.live.values())
                .allSatisfy(record -> assertThat(record.getXAwsCostBasis()).isEqualTo("Unblended"));
    }

    /** What of the state is yesterday's when the rules change between two readings is no reason to say so. */
    @Test
    void replayUnderOtherRulesRestatesWhatTheyChangeAndSaysNothingOfTwoVersions() {
        List<RawPage> pages = read(four(), "d1", FIRST, "r1");
        harness.restart(Map.of("streams.aws.cost.basis", "unblended"));
        harness.send(pages);
        String usual = verdict("d1").getVerdict();
        harness.restart(Map.of("streams.aws.cost.basis", "net"));
        harness.send(Pages.replayed(pages, "r2"));

        total("15");
        complete("d1");
        assertThat(verdict("d1").getRecordsRestated()).isEqualTo(4);
        assertThat(verdict("d1").getVerdict()).isEqualTo(usual);
        assertThat(harness.live.values())
                .allSatisfy(record -> assertThat(record.getXAwsCostBasis()).isEqualTo("NetUnblended"));
    }

    @Test
    void replayUnderTheOldRulesMendsAReplayUnderNewOnesThatWasCutShort() {
        Report report = Report.of("d1").usage("a", "1").usage("b", "2").usage("c", "4");
        List<RawPage> pages = report.delivered("d1", FIRST);
        harness.restart(Map.of("streams.aws.cost.basis", "unblended"));
        harness.send(pages);
        harness.restart(Map.of("streams.aws.cost.basis", "net"));
        harness.send(Pages.replayed(pages, "r2").get(0));
        harness.restart(Map.of("streams.aws.cost.basis", "unblended"));
        harness.send(Pages.replayed(pages, "r3"));

        total("7");
        complete("d1");
        assertThat(harness.live.values())
                .allSatisfy(record -> assertThat(record.getXAwsCostBasis()).isEqualTo("Unblended"));
    }

    /** The same pages, and the same reading of them, count again once the owner has changed. */
    @Test
    void preferringTheFirstReportAgainMendsWhatTheOthersIncompleteDeliveryLeft() {
        List<RawPage> own = read(SmallBill.november().usage("a", "1").usage("b", "2"), "d1", FIRST, "r1");
        harness.send(own);
        leaveIncomplete();

        harness.send(pages("report", "d1", FIRST, FOURTH).instruction("PREFER"));
        live("15");
        harness.send(own);

        total("3");
        complete("d1");
    }

    @Test
    void preferringTheFirstReportAgainWithAReplayMendsTheSame() {
        List<RawPage> own = read(SmallBill.november().usage("a", "1").usage("b", "2"), "d1", FIRST, "r1");
        harness.send(own);
        leaveIncomplete();

        harness.send(pages("report", "d1", FIRST, FOURTH).instruction("PREFER"));
        harness.send(Pages.replayed(own, "r3"));

        total("3");
        complete("d1");
    }

    /** Though the delivery that was seen last is the other report's, the newest complete one is known. */
    @Test
    void preferringTheFirstReportAgainTakesNoDeliveryThatIsOlderThanItsNewest() {
        List<RawPage> old = read(SmallBill.november().usage("a", "1"), "d1", FIRST, "r1");
        harness.send(old);
        List<RawPage> newest = read(SmallBill.november().usage("a", "1").usage("b", "2"), "d2", SECOND, "r2");
        harness.send(newest);
        leaveIncomplete();
        harness.send(pages("report", "d2", SECOND, FOURTH).instruction("PREFER"));
        harness.send(Pages.replayed(old, "r4"));
        live("15");
        is("d1", "SUPERSEDED");

        harness.send(Pages.replayed(newest, "r5"));
        total("3");
        complete("d2");
    }

    private void leaveIncomplete() {
        SmallBill other = SmallBill.november().usage("x", "4").usage("y", "8").usage("z", "16");
        harness.send(pages("other", "o1", SECOND, SECOND).instruction("PREFER"));
        List<RawPage> theirs =
                pages("other", "o1", SECOND, THIRD).ofReading("r2").of(SmallBill.HEADER, other.rows(), 2);
        harness.send(theirs.get(0));
        harness.send(theirs.get(2));
        is("o1", "INCOMPLETE");
        live("15");
    }

    @Test
    void decisionThatIsReadAgainDoesNothing() {
        SmallBill bill = SmallBill.november().usage("a", "1").usage("b", "2");
        SmallBill theirs = SmallBill.november().usage("x", "4").usage("y", "8");
        harness.send(read(bill, "d1", FIRST, "r1"));
        RawPage prefersOther = pages("other", "o1", SECOND, SECOND).instruction("PREFER");
        harness.send(prefersOther);
        harness.send(pages("other", "o1", SECOND, SECOND).of(SmallBill.HEADER, theirs.rows(), 2));
        total("12");
        RawPage prefersReport = pages("report", "d2", THIRD, THIRD).instruction("PREFER");
        harness.send(prefersReport);
        harness.send(read(bill, "d2", THIRD, "r3"));
        total("3");

        // Another delivery of the other report is not taken: these change no owner any more.
        harness.send(prefersOther);
        harness.send(prefersReport);
        harness.send(prefersOther);
        Instant later = THIRD.plus(Duration.ofDays(2));
        harness.send(pages("other", "o2", later, later).ofReading("r4").of(SmallBill.HEADER, theirs.rows(), 2));

        total("3");
        is("o2", "CONFLICT");
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void rawTopicThatIsReadAgainWithTheStateKeptChangesNothing() {
        SmallBill theirs = SmallBill.november().usage("a", "1").usage("y", "8");
        List<RawPage> raw = new ArrayList<>();
        raw.addAll(read(four(), "d1", FIRST, "r1"));
        raw.addAll(pages("other", "o1", FIRST, SECOND).ofReading("r2").of(SmallBill.HEADER, theirs.rows(), 2));
        raw.add(read(six(), "d2", SECOND, "r3").get(0));
        raw.addAll(read(six(), "d2", SECOND, "r4", 3));
        raw.add(pages("other", "o1", FIRST, THIRD).instruction("PREFER"));
        raw.addAll(pages("other", "o1", FIRST, THIRD).ofReading("r5").of(SmallBill.HEADER, theirs.rows(), 2));
        harness.send(raw);
        total("9");
        int published = harness.published;

        harness.restart();
        harness.send(raw);

        total("9");
        complete("o1");
        assertThat(harness.published).isEqualTo(published);
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void damagedPageIsMendedByALaterCopyOfTheSameReading() {
        List<RawPage> pages = read(four(), "d1", FIRST, "r1");
        RawPage damaged = RawPage.newBuilder(pages.get(1)).setChecksum(7).build();
        harness.send(pages.get(0));
        harness.send(damaged);
        harness.send(pages.get(2));
        is("d1", "INCOMPLETE");

        harness.send(pages.subList(1, 3));

        total("15");
        complete("d1");
    }

    @Test
    void olderDeliverysReadingDoesNotEndANewerDelivery() {
        harness.send(read(four(), "d1", FIRST, "r1").get(0));
        harness.send(read(six(), "d2", SECOND, "r2").subList(0, 2));
        harness.send(read(four(), "d1", FIRST, "r3"));
        live("15");
        is("d1", "SUPERSEDED");

        harness.send(read(six(), "d2", SECOND, "r4", 1));

        total("63");
        complete("d2");
    }

    /** What a complete delivery lacks goes, also where the next one is held before all of it was withdrawn. */
    @Test
    void heldDeliveryDoesNotKeepWhatTheOneBeforeItIsStillWithdrawing() {
        SmallBill whole = SmallBill.november();
        SmallBill half = SmallBill.november();
        SmallBill few = SmallBill.november();
        for (int i = 0; i < 12_000; i++) {
            whole.usage("r" + i, "1");
            if (i < 6_500) {
                half.usage("r" + i, "1");
            }
            if (i < 1_000) {
                few.usage("r" + i, "1");
            }
        }
        harness.send(read(whole, "d1", FIRST, "r1", 4_000));
        harness.send(read(half, "d2", SECOND, "r2", 4_000));
        harness.send(read(few, "d3", THIRD, "r3", 4_000));

        total("6500");
        is("d3", "HELD");
    }

    /** Both reports name their deliveries alike: only the one that is held can be confirmed. */
    @Test
    void deliveryOfAnotherScopeIsNotConfirmedByItsName() {
        harness.send(read(six(), "d1", FIRST, "r1"));
        harness.send(read(SmallBill.november().usage("a", "1"), "d2", SECOND, "r2"));
        is("d2", "HELD");
        harness.send(pages("other", "d2", SECOND, THIRD).instruction("CONFIRM"));

        total("63");
        is("d2", "HELD");
        assertThat(harness.deadLetters()).hasSize(1);
    }

    /** Sightings of the reading that follows count while what the one before lacks is still being withdrawn. */
    @Test
    void nextReadingIsTakenWhileTheOneBeforeIsStillWithdrawing() {
        harness.close();
        harness = new Harness(state.resolve("sweeping"), Map.of("streams.vanished.max.share", "1.0"));
        SmallBill whole = SmallBill.november();
        SmallBill most = SmallBill.november();
        for (int i = 0; i < 12_000; i++) {
            whole.usage("r" + i, "1");
            if (i < 2_000) {
                most.usage("r" + i, "1");
            }
        }
        harness.send(read(whole, "d1", FIRST, "r1", 2_000));
        harness.send(read(most, "d2", SECOND, "r2", 2_000));
        List<RawPage> third = read(whole, "d3", THIRD, "r3", 2_000);
        for (RawPage page : third) {
            int published = harness.published;
            harness.send(page);
            assertThat(harness.published - published)
                    .as("records that one page published: its 2,000, and a slice of what d2 withdraws")
                    .isLessThan(9_000);
        }

        total("12000");
        complete("d3");
        assertThat(verdict("d2").getState()).isIn("SUPERSEDED", "ABANDONED");
        assertThat(harness.live).hasSize(12_000);
    }
}
