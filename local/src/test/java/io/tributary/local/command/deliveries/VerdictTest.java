package io.tributary.local.command.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.run.SampleDeliveries;
import io.tributary.schemas.Delivery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Judges deliveries. */
class VerdictTest {

    private static final Instant EARLY = SampleDeliveries.EARLY;
    private static final Instant LATE = EARLY.plusSeconds(60);

    @Test
    void nothingIsAmissWithACompleteDelivery() {
        assertThat(Verdict.problems(List.of(delivery("one", EARLY)))).isEmpty();
        assertThat(Verdict.notes(List.of(delivery("one", EARLY)))).isEmpty();
    }

    @Test
    void deadLettersAreToldWithWhatTheyPark() {
        Delivery delivery = delivery("one", EARLY);
        delivery.setRowsRejected(2);
        delivery.setRowsParkedWithoutAmount(1);
        delivery.setTotals(List.of(SampleDeliveries.totals("0", "0", "1000.000000000000000000000000")));

        assertThat(Verdict.problems(List.of(delivery)))
                .containsExactly("111 2026-11-01 delivery one: 2 rows are dead letters,"
                        + " 1000.00 USD and 1 of unknown amount parked");
    }

    @Test
    void anIncompleteDeliveryAndMoneyThatIsNotConservedAreAmiss() {
        Delivery incomplete = delivery("one", EARLY);
        incomplete.setState("INCOMPLETE");
        incomplete.setVerdict("Page 3 is missing.");
        Delivery lossy = delivery("two", EARLY);
        lossy.setConserved(false);

        assertThat(Verdict.problems(List.of(incomplete, lossy)))
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("one is INCOMPLETE: Page 3 is missing."),
                        problem -> assertThat(problem).contains("two: rows or money were not conserved"));
    }

    @Test
    void anUnknownLineItemTypeIsANoteSinceItsMoneyIsCounted() {
        Delivery delivery = delivery("one", EARLY);
        delivery.setUnknownLineItemTypes(2);

        assertThat(Verdict.problems(List.of(delivery))).isEmpty();
        assertThat(Verdict.notes(List.of(delivery))).hasSize(1);
    }

    @Test
    void aSliceIsNamedByItsTablePartitionAndTimeOfExport() {
        Delivery slice = SampleDeliveries.of("gcp", "gcp.detailed", "A-B-C", LocalDate.of(2026, 11, 1), "one");
        slice.setScope("gcp/gcp.detailed/A-B-C/2026-11-01/table/2026-11-02/2026-11-02T03:04:05.678901Z");
        slice.setState("INCOMPLETE");

        assertThat(Verdict.problems(List.of(slice)))
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

    private static Delivery delivery(String id, Instant time) {
        Delivery delivery = SampleDeliveries.of("aws", "aws.cur.legacy", "111", LocalDate.of(2026, 11, 1), id);
        delivery.setDeliveryTime(time);
        return delivery;
    }
}
