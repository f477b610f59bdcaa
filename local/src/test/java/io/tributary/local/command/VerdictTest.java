package io.tributary.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Judges deliveries. */
class VerdictTest {

    private static final Instant EARLY = Instant.parse("2026-11-01T00:00:00Z");
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
        delivery.setTotals(List.of(totals("1000.000000000000000000000000")));

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
    void ofAScopeTheNewestDeliveryCountsEvenIfItIsNotOfThisRun() {
        Delivery early = delivery("one", EARLY);
        Delivery late = delivery("two", LATE);
        Delivery elsewhere = delivery("three", LATE);
        elsewhere.setScope("another");

        assertThat(Verdict.newest(List.of(early), List.of(late, elsewhere, early)))
                .containsExactly(late);
    }

    private static CurrencyTotals totals(String parked) {
        BigDecimal zero = BigDecimal.ZERO.setScale(24);
        return CurrencyTotals.newBuilder()
                .setCurrency("USD")
                .setSourceCost(zero)
                .setBilledCost(zero)
                .setEffectiveCost(zero)
                .setParkedCost(new BigDecimal(parked))
                .setExcludedCost(zero)
                .setAddedBilledCost(zero)
                .setRestatedBilledCost(zero)
                .setAddedEffectiveCost(zero)
                .setRestatedEffectiveCost(zero)
                .setVanishedBilledCost(zero)
                .setVanishedEffectiveCost(zero)
                .build();
    }

    private static Delivery delivery(String id, Instant time) {
        return Delivery.newBuilder()
                .setScope("scope")
                .setProvider("aws")
                .setDataSet("aws.cur.legacy")
                .setBillingAccountId("111")
                .setBillingPeriodStart(LocalDate.of(2026, 11, 1))
                .setBillingPeriodEnd(LocalDate.of(2026, 12, 1))
                .setDeliveryId(id)
                .setDeliveryTime(time)
                .setState("COMPLETE")
                .setVerdict("Nothing is missing.")
                .setConserved(true)
                .setFirstSeen(time)
                .setLastSeen(time)
                .setPagesSeen(1)
                .setPagesRepeated(0)
                .setPagesRejected(0)
                .setRowsSeen(1)
                .setRowsPublished(1)
                .setRowsUnchanged(0)
                .setRowsRepeated(0)
                .setRowsExcluded(0)
                .setRowsRejected(0)
                .setRowsParkedWithoutAmount(0)
                .setRecordsAdded(1)
                .setRecordsUnchanged(0)
                .setRecordsRestated(0)
                .setRecordsVanished(0)
                .setAmountsRounded(0)
                .setUnknownLineItemTypes(0)
                .setMappingVersion("1")
                .setTotals(List.of())
                .build();
    }
}
