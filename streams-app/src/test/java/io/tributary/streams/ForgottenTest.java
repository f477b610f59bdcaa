package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements are remembered for as long as is set, never guessed after it, and known again once rebuilt. */
class ForgottenTest extends Scenario {

    private static SmallBill two() {
        return SmallBill.november().usage("a", "4").usage("b", "6");
    }

    private void isForgotten(String deliveryId, String live) {
        total(live);
        is(deliveryId, "FORGOTTEN");
        assertThat(verdict(deliveryId).getVerdict()).contains("tributary deliveries rebuild");
    }

    @Test
    void monthIsKnownThirteenMonthsAfterItsLastDelivery() {
        harness.send(read(two(), "d1", FIRST, "r1"));
        harness.restart();
        Instant later = FIRST.plus(Duration.ofDays(395));
        harness.send(read(SmallBill.november().usage("a", "4"), "d2", later, "r2"));

        total("4");
        complete("d2");
        assertThat(verdict("d2").getRecordsVanished()).isEqualTo(1);
    }

    @Test
    void monthThatIsDeliveredNowAndThenIsKnownForYears() {
        for (int day = 0; day < 1_400; day += 280) {
            Instant time = FIRST.plus(Duration.ofDays(day));
            harness.send(read(two(), "d" + day, time, "r" + day));
            complete("d" + day);
        }

        total("10");
        assertThat(harness.published).isEqualTo(2);
    }

    @Test
    void howLongIsASetting() {
        harness.close();
        harness = new Harness(
                state.resolve("short"),
                Map.of(
                        "streams.memory.ms", Long.toString(Duration.ofDays(100).toMillis()),
                        "streams.window.ms", Long.toString(Duration.ofDays(10).toMillis())));
        harness.send(read(two(), "d1", FIRST, "r1"));
        Instant known = FIRST.plus(Duration.ofDays(99));
        harness.send(read(SmallBill.november().usage("a", "5").usage("b", "6"), "d2", known, "r2"));
        total("11");
        complete("d2");
        Instant forgotten = known.plus(Duration.ofDays(130));
        harness.send(read(two(), "d3", forgotten, "r3"));

        isForgotten("d3", "11");
    }

    @Test
    void nothingOfAForgottenMonthIsPublished() {
        harness.send(read(two(), "d1", FIRST, "r1"));
        int published = harness.published;
        int entries = harness.entries.size();
        harness.send(read(SmallBill.november().usage("a", "4").usage("z", "1"), "d2", FORGOTTEN, "r2"));

        isForgotten("d2", "10");
        assertThat(harness.published).isEqualTo(published);
        assertThat(harness.entries).hasSize(entries);
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void forgottenMonthIsRightOnceItIsRebuilt() {
        harness.send(read(two(), "d1", FIRST, "r1"));
        Set<String> ids = Set.copyOf(harness.live.keySet());
        List<RawPage> second = read(SmallBill.november().usage("a", "5").usage("z", "1"), "d2", FORGOTTEN, "r2");
        harness.send(second);
        isForgotten("d2", "10");

        harness.send(rebuild("d2", FORGOTTEN.plusSeconds(60)));
        total("10");
        harness.send(Pages.replayed(second, "r3"));

        total("6");
        complete("d2");
        assertThat(verdict("d2").getRecordsRestated()).isEqualTo(1);
        assertThat(verdict("d2").getRecordsVanished()).isEqualTo(1);
        assertThat(harness.live.keySet()).containsAnyElementsOf(ids);
        is("d1", "SUPERSEDED");
    }

    @Test
    void rebuiltMonthThatSaysTheSameIsSilent() {
        harness.send(read(two(), "d1", FIRST, "r1"));
        List<RawPage> second = read(two(), "d2", FORGOTTEN, "r2");
        harness.send(second);
        harness.send(rebuild("d2", FORGOTTEN.plusSeconds(60)));
        harness.restart();
        harness.send(Pages.replayed(second, "r3"));

        total("10");
        complete("d2");
        assertThat(harness.published).isEqualTo(2);
    }

    @Test
    void nextDeliveryIsTakenWithoutAReplayOnceTheMonthIsRebuilt() {
        harness.send(read(two(), "d1", FIRST, "r1"));
        harness.send(read(two(), "d2", FORGOTTEN, "r2"));
        harness.send(rebuild("d2", FORGOTTEN.plusSeconds(60)));
        Instant next = FORGOTTEN.plus(Duration.ofDays(1));
        harness.send(read(SmallBill.november().usage("a", "4").usage("b", "7"), "d3", next, "r3"));

        total("11");
        complete("d3");
        is("d2", "SUPERSEDED");
    }

    @Test
    void rebuildThatLacksAPageRebuildsNothing() {
        SmallBill bill = two().usage("c", "1").usage("d", "2");
        harness.send(read(bill, "d1", FIRST, "r1"));
        List<RawPage> second = read(two(), "d2", FORGOTTEN, "r2");
        harness.send(second);
        List<RawPage> rebuild = rebuild("d2", FORGOTTEN.plusSeconds(60));
        harness.send(rebuild.get(0));
        harness.send(rebuild.get(2));
        harness.send(Pages.replayed(second, "r3"));
        isForgotten("d2", "13");

        harness.send(rebuild("d2", FORGOTTEN.plusSeconds(120)));
        harness.send(Pages.replayed(second, "r4"));

        total("10");
        complete("d2");
    }

    @Test
    void rebuildThatIsReadAgainFromTheRawTopicChangesNothing() {
        List<RawPage> raw = new ArrayList<>(read(two(), "d1", FIRST, "r1"));
        harness.send(raw);
        List<RawPage> second = read(SmallBill.november().usage("a", "5").usage("b", "6"), "d2", FORGOTTEN, "r2");
        harness.send(second);
        List<RawPage> rebuild = rebuild("d2", FORGOTTEN.plusSeconds(60));
        harness.send(rebuild);
        harness.send(Pages.replayed(second, "r3"));
        total("11");
        raw.addAll(second);
        raw.addAll(rebuild);
        raw.addAll(Pages.replayed(second, "r3"));

        harness.restart();
        harness.send(raw);
        Instant next = FORGOTTEN.plus(Duration.ofDays(1));
        harness.send(read(SmallBill.november().usage("a", "5"), "d3", next, "r4"));

        total("5");
        complete("d3");
    }

    /** What is rebuilt is a state as good as any: alike rows, shares that are no costs, several records of a row. */
    @Test
    void everyRecordOfAMonthIsKnownAgain() {
        Report report = Report.of("d1")
                .usage("a", "3")
                .usage("a", "3")
                .usage("a", "4")
                .covered("b", "2", "1.5")
                .negation("-1.9")
                .planFee("10", "7");
        harness.send(Pages.replayed(report.delivered("d1", FIRST), "r1"));
        harness.settle();
        int published = harness.published;
        List<RawPage> second = Pages.replayed(report.delivered("d2", FORGOTTEN), "r2");
        harness.send(second);
        is("d2", "FORGOTTEN");
        harness.send(rebuild("d2", FORGOTTEN.plusSeconds(60)));
        harness.send(Pages.replayed(second, "r3"));

        total("20.1");
        complete("d2");
        assertThat(harness.published).isEqualTo(published);
        assertThat(verdict("d2").getRecordsUnchanged()).isEqualTo(published);
    }

    @Test
    void incompleteMonthThatWasForgottenIsForgottenLikeAnyOther() {
        SmallBill bill = SmallBill.november().usage("a", "1").usage("b", "2").usage("c", "4");
        List<RawPage> pages = read(bill, "d1", FIRST, "r1");
        harness.send(pages.get(0));
        harness.send(pages.get(2));
        is("d1", "INCOMPLETE");
        List<RawPage> second = read(bill, "d2", FORGOTTEN, "r2");
        harness.send(second);
        isForgotten("d2", "3");

        harness.send(rebuild("d2", FORGOTTEN.plusSeconds(60)));
        harness.send(Pages.replayed(second, "r3"));

        total("7");
        complete("d2");
    }

    @Test
    void anotherSourceThatIsPreferredForAForgottenMonthReplacesTheFirst() {
        harness.send(Report.of("line").usage("i-1", "2").usage("i-2", "4").delivered("d1", FIRST));
        AwsFocusBill focus = AwsFocusBill.november().usage("i-1", "2.0").usage("i-2", "4.0");
        harness.send(focus.instruction("PREFER", "f1", FORGOTTEN));
        List<RawPage> pages = focus.delivered("f1", FORGOTTEN);
        harness.send(pages);
        isForgotten("f1", "6");

        Instant rebuilt = FORGOTTEN.plusSeconds(60);
        harness.send(focus.pages("f1", FORGOTTEN, rebuilt).ofReading("rebuild").rebuild(harness.published(PAYER), 2));
        harness.send(Pages.replayed(pages, "r2"));

        total("6");
        complete("f1");
        assertThat(harness.live.values())
                .allSatisfy(record -> assertThat(record.getXDataSet()).isEqualTo("aws.focus"));
    }

    @Test
    void emptyDeliveryOfAForgottenMonthIsHeldOnceItIsRebuilt() {
        harness.send(read(two(), "d1", FIRST, "r1"));
        List<RawPage> empty = read(SmallBill.november(), "d2", FORGOTTEN, "r2");
        harness.send(empty);
        isForgotten("d2", "10");

        harness.send(rebuild("d2", FORGOTTEN.plusSeconds(60)));
        harness.send(Pages.replayed(empty, "r3"));

        total("10");
        is("d2", "HELD");
    }

    /** Offsets are reset after a change of rules, and a month is among the pages of which nothing is known any more. */
    @Test
    void resetOffsetsDoNotBringAForgottenMonthBackAsNew() {
        harness.restart(Map.of("streams.aws.cost.basis", "unblended"));
        LocalDate october = LocalDate.of(2025, 10, 1);
        List<RawPage> old = Pages.replayed(
                new SmallBill(october).usage("a", "3").usage("b", "1").delivered("d1", FIRST, FIRST), "r1");
        harness.send(old);
        harness.send(read(SmallBill.november().usage("n", "16"), "n1", FORGOTTEN, "r2"));
        harness.restart(Map.of("streams.aws.cost.basis", "net"));
        harness.send(old);
        total("20");

        harness.send(Pages.replayed(old, "r3"));

        isForgotten("d1", "20");
    }

    @Test
    void lostStateIsMendedByARebuild(@TempDir Path other) {
        harness.send(read(two().usage("c", "1"), "d1", FIRST, "r1"));
        Harness lost = harness.withoutState(other);
        harness.close();
        harness = lost;
        harness.send(rebuild("d1", SECOND));
        harness.send(read(SmallBill.november().usage("a", "5").usage("b", "6"), "d2", THIRD, "r2"));

        total("11");
        complete("d2");
        assertThat(verdict("d2").getRecordsRestated()).isEqualTo(1);
        assertThat(verdict("d2").getRecordsUnchanged()).isEqualTo(1);
        assertThat(verdict("d2").getRecordsVanished()).isEqualTo(1);
    }

    @Test
    void otherMonthsAreKnownWhileOneIsForgotten() {
        harness.send(read(two(), "d1", FIRST, "r1"));
        SmallBill october =
                new SmallBill(LocalDate.of(2025, 10, 1)).usage("a", "3").usage("b", "1");
        Instant later = FIRST.plus(Duration.ofDays(300));
        harness.send(Pages.replayed(october.delivered("o1", later, later), "r2"));
        harness.send(Pages.replayed(october.delivered("o2", FORGOTTEN, FORGOTTEN), "r3"));
        harness.send(read(two(), "d2", FORGOTTEN, "r4"));

        isForgotten("d2", "14");
        complete("o2");
        assertThat(harness.published).isEqualTo(4);
    }

    /** A statement is remembered as a whole: what its newest delivery only sighted is no older than what it added. */
    @Test
    void rowsOfDifferentAgesAreForgottenTogether() {
        Instant changed = FIRST.plus(Duration.ofDays(300));
        harness.send(read(two(), "d1", FIRST, "r1"));
        harness.send(read(two().usage("c", "1"), "d2", changed, "r2"));
        Instant later = changed.plus(Duration.ofDays(395));
        harness.send(read(SmallBill.november().usage("b", "6").usage("c", "1"), "d3", later, "r3"));

        total("7");
        complete("d3");
    }
}
