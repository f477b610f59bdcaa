package io.tributary.local.command.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.tributary.local.command.run.SampleDeliveries;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Judges deliveries. */
class VerdictTest {

    private static final Instant EARLY = SampleDeliveries.EARLY;
    private static final Instant LATE = EARLY.plusSeconds(60);

    @Test
    void aCompleteDeliveryHasNoProblems() {
        assertThat(problems(delivery("one", EARLY))).isEmpty();
        assertThat(Verdict.notes(List.of(delivery("one", EARLY)))).isEmpty();
    }

    @Test
    void aForgottenDeliveryIsToldWithTheCommandThatMendsIt() {
        Delivery delivery = delivery("one", EARLY);
        delivery.setState("FORGOTTEN");

        assertThat(problems(delivery))
                .singleElement()
                .asString()
                .contains("FORGOTTEN", "tributary deliveries rebuild --account 111 --period 2026-11");
    }

    @Test
    void rowsThatWereNotReadAreToldWithTheMoneyThatIsMissing() {
        Delivery delivery = delivery("one", EARLY);
        delivery.setRowsRejected(2);
        delivery.setRowsParkedWithoutAmount(1);
        delivery.setTotals(List.of(SampleDeliveries.totals("0", "0", "1000.000000000000000000000000")));

        assertThat(problems(delivery))
                .containsExactly("111 2026-11-01 delivery one: 2 rows were not read;"
                        + " 1000.00 USD and 1 amount that cannot be read are missing");
    }

    @Test
    void reasonsOfRowsThatWereNotReadAreToldTheMostFrequentFirst() {
        Delivery delivery = delivery("one", EARLY);
        delivery.setRowsRejected(10);
        delivery.setPagesRejected(1);
        DeadLetterKinds kinds = new DeadLetterKinds(List.of(delivery));
        kinds.add(letter(delivery, "UNKNOWN_CURRENCY", "Currency", "dollars").build());
        for (int row = 0; row < 7; row++) {
            kinds.add(letter(delivery, "INVALID_AMOUNT", "Cost", "1," + row)
                    .setArtifactRow(17L + row)
                    .build());
        }
        kinds.add(letter(delivery, "PAGE_CHECKSUM", null, null)
                .setPageRow(null)
                .setArtifactRow(null)
                .build());

        assertThat(Verdict.problems(List.of(delivery), kinds))
                .extracting(Problem::reasons)
                .containsExactly(
                        List.of("1 × PAGE_CHECKSUM: null is 'null': expected better; in bill.csv"),
                        List.of(
                                "7 × INVALID_AMOUNT: Cost is '1,0': expected better; first in bill.csv, row 18",
                                "1 × UNKNOWN_CURRENCY: Currency is 'dollars': expected better; in bill.csv, row 1",
                                "2 × other reasons"));
    }

    @Test
    void deadLettersOfOtherDeliveriesAndOfEarlierReadingsAreNotCounted() {
        Delivery delivery = delivery("one", EARLY);
        delivery.setRowsRejected(1);
        delivery.setFirstSeen(LATE);
        Delivery other = delivery("two", EARLY);
        other.setRowsRejected(1);
        DeadLetterKinds kinds = new DeadLetterKinds(List.of(delivery));

        kinds.add(letter(delivery, "INVALID_AMOUNT", "Cost", "x")
                .setRejectedAt(LATE.minusMillis(1))
                .build());
        kinds.add(letter(other, "INVALID_AMOUNT", "Cost", "x").build());
        assertThat(kinds.of(delivery)).isEmpty();
        assertThat(kinds.of(other)).isEmpty();

        kinds.add(letter(delivery, "INVALID_AMOUNT", "Cost", "x").build());
        assertThat(kinds.of(delivery)).hasSize(1);
    }

    @Test
    void aLongValueIsShortenedInTheMiddle() {
        Delivery delivery = delivery("one", EARLY);
        delivery.setRowsRejected(1);
        DeadLetterKinds kinds = new DeadLetterKinds(List.of(delivery));
        kinds.add(letter(delivery, "INVALID_AMOUNT", "Cost", "1".repeat(1_000)).build());

        assertThat(kinds.of(delivery))
                .singleElement()
                .satisfies(kind ->
                        assertThat(kind.text()).hasSizeLessThan(300).contains("Cost is '11", "…", "expected better"));
    }

    private static DeadLetter.Builder letter(Delivery delivery, String code, String column, String value) {
        return DeadLetter.newBuilder()
                .setCode(code)
                .setMessage(column + " is '" + value + "': expected better")
                .setColumn(column)
                .setValue(value)
                .setContent(ByteBuffer.allocate(0))
                .setScope(delivery.getScope())
                .setDeliveryId(delivery.getDeliveryId())
                .setTopic("raw.aws.billing")
                .setPartition(0)
                .setOffset(0)
                .setPageRow(0)
                .setArtifact("bill.csv")
                .setArtifactRow(0L)
                .setRejectedAt(LATE);
    }

    @Test
    void anIncompleteDeliveryAndMoneyThatIsNotConservedAreProblems() {
        Delivery incomplete = delivery("one", EARLY);
        incomplete.setState("INCOMPLETE");
        incomplete.setVerdict("Page 3 is missing.");
        Delivery lossy = delivery("two", EARLY);
        lossy.setConserved(false);

        assertThat(problems(incomplete, lossy))
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("one is INCOMPLETE: Page 3 is missing."),
                        problem -> assertThat(problem).contains("two: rows or money were not conserved"));
    }

    @Test
    void anUnknownLineItemTypeIsANoteSinceItsMoneyIsCounted() {
        Delivery delivery = delivery("one", EARLY);
        delivery.setUnknownLineItemTypes(2);

        assertThat(problems(delivery)).isEmpty();
        assertThat(Verdict.notes(List.of(delivery))).hasSize(1);
    }

    @Test
    void aValueThatCannotBeReadIsANoteSinceItsMoneyIsCounted() {
        Delivery delivery = delivery("one", EARLY);
        delivery.setValuesUnreadable(1424);

        assertThat(problems(delivery)).isEmpty();
        assertThat(Verdict.notes(List.of(delivery)))
                .singleElement(STRING)
                .contains("one: 1,424 records with a price, a quantity or another value that is no number");
    }

    @Test
    void aSliceIsNamedByItsTablePartitionAndTimeOfExport() {
        Delivery slice = SampleDeliveries.of("gcp", "gcp.detailed", "A-B-C", LocalDate.of(2026, 11, 1), "one");
        slice.setScope("gcp/gcp.detailed/A-B-C/2026-11-01/table/2026-11-02/2026-11-02T03:04:05.678901Z");
        slice.setState("INCOMPLETE");

        assertThat(problems(slice))
                .containsExactly("A-B-C 2026-11-01 slice table/2026-11-02/2026-11-02T03:04:05.678901Z delivery one is"
                        + " INCOMPLETE: Nothing is missing.");
    }

    @Test
    void ofAScopeTheNewestDeliveryCountsEvenIfItIsNotOfThisRun() {
        Delivery early = delivery("one", EARLY);
        Delivery late = delivery("two", LATE);
        Delivery elsewhere = delivery("three", LATE);
        elsewhere.setScope("another");

        assertThat(Verdict.newest(List.of(early), List.of(late, elsewhere, early)))
                .containsExactly(late);
    }

    @Test
    void ofDeliveriesOfOneTimeTheOneThatWasTakenLastIsTheNewest() {
        Delivery first = delivery("one", EARLY);
        first.setFirstSeen(EARLY);
        Delivery second = delivery("two", EARLY);
        second.setFirstSeen(LATE);

        assertThat(Verdict.newest(List.of(first), List.of(second, first))).containsExactly(second);
        assertThat(Verdict.newest(List.of(first), List.of(first, second))).containsExactly(second);
    }

    private static List<String> problems(Delivery... deliveries) {
        return Verdict.problems(List.of(deliveries), new DeadLetterKinds(List.of())).stream()
                .map(Problem::sentence)
                .toList();
    }

    private static Delivery delivery(String id, Instant time) {
        Delivery delivery = SampleDeliveries.of("aws", "aws.cur.legacy", "111", LocalDate.of(2026, 11, 1), id);
        delivery.setDeliveryTime(time);
        return delivery;
    }
}
