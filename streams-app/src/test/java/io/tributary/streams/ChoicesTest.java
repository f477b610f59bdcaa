package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Sources that state the same money: what an extractor chose among those of an account's period is live, in whatever
 * order they come, and what is not taken is counted.
 */
class ChoicesTest extends Scenario {

    private static final SmallBill OTHER =
            SmallBill.november().usage("a", "60").usage("b", "40").usage("c", "5");

    @Test
    void whatIsChosenOverThePublishedTakesItsPlace() {
        harness.send(read(SmallBill.november().usage("a", "60").usage("b", "40"), "lesser", FIRST, "r1"));
        harness.send(chosen("better", SECOND));

        complete("better");
        is("lesser", "SUPERSEDED");
        live("105");
    }

    @Test
    void whatWasReadBeforeTheChoiceIsSupersededAndWhatIsReadAfterItIsInConflict() {
        List<RawPage> lesser = read(SmallBill.november().usage("a", "60"), "lesser", FIRST, "r1");
        harness.send(lesser);
        harness.send(chosen("better", SECOND));
        harness.send(Pages.replayed(lesser, "r2"));
        harness.send(read(SmallBill.november().usage("a", "61"), "later", THIRD, "r3"));

        is("lesser", "SUPERSEDED");
        is("later", "CONFLICT");
        live("105");
    }

    @Test
    void operatorIsNotOverruled() {
        harness.send(read(SmallBill.november().usage("a", "60"), "first", FIRST, "r1"));
        harness.send(pages("report", "first", FIRST, FIRST).instruction("PREFER"));
        harness.send(chosen("better", SECOND));

        is("better", "CONFLICT");
        live("60");
    }

    @Test
    void conflictSaysHowManyRowsAndHowMuchMoneyItStatesAndByHowMuchThatDiffers() {
        harness.send(read(SmallBill.november().usage("a", "60").usage("b", "30"), "live", FIRST, "r1"));
        List<RawPage> conflict =
                pages("other", "other", SECOND, SECOND).ofReading("r2").of(SmallBill.HEADER, OTHER.rows(), 2);
        harness.send(conflict.get(0));
        // A page that comes twice is counted once.
        harness.send(conflict.get(0));
        harness.send(conflict.subList(1, conflict.size()));

        Delivery refused = verdict("other");
        assertThat(refused.getState()).isEqualTo("CONFLICT");
        assertThat(refused.getRowsSeen()).isEqualTo(3);
        assertThat(refused.getRowsNotTaken()).isEqualTo(3);
        assertThat(refused.getConserved()).isTrue();
        assertThat(refused.getTotals().get(0).getBilledCost()).isEqualByComparingTo("105");
        assertThat(refused.getVerdict())
                .endsWith("It states 105.00 USD in 3 rows. What is live states 90.00 USD in 2 rows:"
                        + " the difference is 15.00 USD.");
        live("90");
    }

    @Test
    void conflictWhoseBeginningIsMissingSaysThatNotAllWasCounted() {
        harness.send(read(SmallBill.november().usage("a", "60"), "live", FIRST, "r1"));
        List<RawPage> conflict =
                pages("other", "other", SECOND, SECOND).ofReading("r2").of(SmallBill.HEADER, OTHER.rows(), 2);
        harness.send(conflict.get(0));
        harness.send(conflict.get(2));

        assertThat(verdict("other").getVerdict()).endsWith("Of its 3 rows 2 were counted.");
    }

    @Test
    void conflictEndsOnceTheOtherIsChosenOverIt() {
        harness.send(read(OTHER, "live", FIRST, "r1"));
        harness.send(pages("lesser", "lesser", SECOND, SECOND)
                .of(SmallBill.HEADER, SmallBill.november().usage("a", "60").rows(), 2));
        is("lesser", "CONFLICT");
        harness.send(pages("report", "live#2", THIRD, THIRD)
                .ofReading("r2")
                .chosenOver("aws.cur.legacy")
                .of(SmallBill.HEADER, OTHER.rows(), 2));

        complete("live#2");
        is("lesser", "SUPERSEDED");
        live("105");
    }

    @Test
    void whatASettingExcludesIsCountedAndNotTaken() {
        harness.send(pages("report", "excluded", FIRST, FIRST)
                .notTaken("aws.format is focus, and the period has only a legacy report")
                .of(SmallBill.HEADER, OTHER.rows(), 2));

        Delivery excluded = verdict("excluded");
        assertThat(excluded.getState()).isEqualTo("NOT_TAKEN");
        assertThat(excluded.getVerdict())
                .startsWith("It is not taken: aws.format is focus, and the period has only a legacy report.")
                .endsWith("It states 105.00 USD in 3 rows.");
        assertThat(excluded.getConserved()).isTrue();
        live("0");
    }

    @Test
    void whatWasExcludedIsTakenOnceTheSettingAllowsIt() {
        harness.send(pages("report", "d1", FIRST, FIRST).notTaken("a setting").of(SmallBill.HEADER, OTHER.rows(), 2));
        harness.send(read(OTHER, "d1#2", FIRST.plusMillis(1), "r2"));

        complete("d1#2");
        live("105");
    }

    @Test
    void tableThatIsChosenOverAnotherTakesAllItsSlicesPlaces() {
        GcpSlice first = slice("2025-11-02").usage("vm", "2025-11-01", "3", "[]");
        GcpSlice second = slice("2025-11-03").usage("vm", "2025-11-02", "4", "[]");
        harness.send(first.ofStandardTable().read("s1", FIRST));
        harness.send(second.ofStandardTable().read("s2", FIRST));
        live("7");
        GcpSlice all = slice("2025-11-03").usage("vm", "2025-11-01", "3", "[]").usage("vm", "2025-11-02", "4", "[]");
        harness.send(over("gcp.standard", all.read("d1", SECOND)));

        complete("d1");
        is("s1", "SUPERSEDED");
        is("s2", "SUPERSEDED");
        live("7");
        harness.send(Pages.replayed(first.ofStandardTable().read("s1", FIRST), "again"));
        is("s1", "SUPERSEDED");
        live("7");
    }

    @Test
    void whatALaterChoiceSupersededStaysSoWherePagesAreReadAgain() {
        List<List<RawPage>> all = List.of(
                over(
                        "gcp.standard",
                        slice("2025-11-02").usage("vm", "2025-11-01", "3", "[]").read("d1", FIRST)),
                slice("2025-11-03")
                        .usage("vm", "2025-11-02", "4", "[]")
                        .ofStandardTable()
                        .read("s1", SECOND),
                over(
                        "gcp.standard",
                        slice("2025-11-03").usage("vm", "2025-11-02", "4", "[]").read("d2", THIRD)));
        all.forEach(harness::send);
        is("s1", "SUPERSEDED");
        all.forEach(harness::send);

        is("s1", "SUPERSEDED");
        live("7");
    }

    private static GcpSlice slice(String partition) {
        return GcpSlice.of(GcpSlice.NOVEMBER, partition, partition + "T00:00:00.000000Z");
    }

    private static List<RawPage> over(String dataSet, List<RawPage> pages) {
        pages.forEach(page -> page.setChosenOver(List.of(dataSet)));
        return pages;
    }

    private static List<RawPage> chosen(String deliveryId, Instant time) {
        return pages("better", deliveryId, time, time)
                .ofReading("chosen")
                .chosenOver("aws.cur.legacy")
                .of(SmallBill.HEADER, OTHER.rows(), 2);
    }
}
