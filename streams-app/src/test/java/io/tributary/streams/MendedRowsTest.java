package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Mend;
import io.tributary.schemas.RawPage;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rows that a person mended: in the totals, told apart from the provider's own, and by nobody taken for these. */
class MendedRowsTest extends Scenario {

    private static final SmallBill BROKEN =
            SmallBill.november().usage("a", "1").usage("b", "2.5O").usage("c", "4");
    private static final SmallBill MENDED =
            SmallBill.november().usage("a", "1").usage("b", "2.50").usage("c", "4");

    @Test
    void mendedRowIsInTheTotalAndSaysSo() {
        harness.send(read(BROKEN, "d1", FIRST, "r1"));
        total("5");

        harness.send(mended(SECOND, "r2", mend(1)));

        total("7.50");
        complete("d1");
        assertThat(verdict("d1").getRowsMended()).isEqualTo(1);
        assertThat(verdict("d1").getRowsRejected()).isZero();
        assertThat(verdict("d1").getReading()).isEqualTo("r2");
        assertThat(verdict("d1").getVerdict()).contains(" 1 row was mended by a person.");
        assertThat(defects()).containsExactlyInAnyOrder("none", "[\"ROW_MENDED\"]", "none");
    }

    @Test
    void copyOfTheReadingKeepsTheMend() {
        harness.send(read(BROKEN, "d1", FIRST, "r1"));
        List<RawPage> pages = mended(SECOND, "r2", mend(1));
        harness.send(pages);
        int published = harness.published;

        harness.send(Pages.replayed(pages, "r3"));

        total("7.50");
        assertThat(harness.published).as("records that were published").isEqualTo(published);
        assertThat(verdict("d1").getRowsMended()).isEqualTo(1);
    }

    @Test
    void providersOwnRowOfTheSameTextTakesTheFlagAway() {
        harness.send(read(BROKEN, "d1", FIRST, "r1"));
        harness.send(mended(SECOND, "r2", mend(1)));

        harness.send(read(MENDED, "d2", THIRD, "r3"));

        total("7.50");
        assertThat(defects()).containsExactly("none", "none", "none");
        assertThat(verdict("d2").getRecordsRestated()).isEqualTo(1);
        assertThat(verdict("d2").getRowsMended()).isZero();
        assertThat(verdict("d1").getState()).isEqualTo("SUPERSEDED");
    }

    @Test
    void mendedRowIsNotTakenForTheSameRowOfTheProvider() {
        harness.send(read(MENDED, "d1", FIRST, "r1"));

        harness.send(mended(SECOND, "r2", mend(1)));

        total("7.50");
        assertThat(verdict("d1").getRowsMended()).isEqualTo(1);
        assertThat(defects()).containsExactlyInAnyOrder("none", "[\"ROW_MENDED\"]", "none");
    }

    @Test
    void wholePageThatWasReplacedIsMendedWithAllItsRows() {
        harness.send(read(BROKEN, "d1", FIRST, "r1"));

        harness.send(mended(SECOND, "r2", new Mend(null, "", SECOND, 5)));

        total("7.50");
        assertThat(verdict("d1").getRowsMended()).isEqualTo(2);
        assertThat(verdict("d1").getPagesReplaced()).isEqualTo(1);
        assertThat(verdict("d1").getReplacedPagesRowDifference()).isEqualTo(-3);
        assertThat(verdict("d1").getVerdict())
                .contains("1 page was replaced by a person, with 3 rows fewer than the provider stated.");
    }

    @Test
    void mendedRowThatStillCannotBeReadIsADeadLetterOfItsReading() {
        harness.send(read(BROKEN, "d1", FIRST, "r1"));
        List<RawPage> pages = read(BROKEN, "d1", FIRST, "r2");
        pages.get(0).setMends(List.of(mend(1)));

        harness.send(pages);

        total("5");
        assertThat(verdict("d1").getRowsMended()).isEqualTo(1);
        assertThat(verdict("d1").getRowsRejected()).isEqualTo(1);
        assertThat(harness.deadLetters()).extracting(DeadLetter::getReading).containsExactly("r1", "r2");
    }

    private static Mend mend(int row) {
        return new Mend(row, "the invoice says so", SECOND, null);
    }

    /** The delivery once more, with its mended rows on the first page. */
    private static List<RawPage> mended(Instant published, String reading, Mend mend) {
        List<RawPage> pages =
                pages("report", "d1", FIRST, published).ofReading(reading).of(SmallBill.HEADER, MENDED.rows(), 2);
        pages.get(0).setMends(List.of(mend));
        return pages;
    }

    private List<String> defects() {
        return harness.live.values().stream()
                .map(CostRecord::getXSourceDefects)
                .flatMap(defects -> Stream.of(defects == null ? "none" : defects))
                .toList();
    }
}
