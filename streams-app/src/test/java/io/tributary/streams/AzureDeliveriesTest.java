package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Azure states the same money in several ways: whatever comes, in whatever order, it counts once. */
class AzureDeliveriesTest {

    private static final AzureBill AMORTIZED = AzureBill.of("azure.amortized")
            .usage("vm-1", "10")
            .covered("vm-2", "3")
            .unused("1");
    private static final AzureBill COMMITMENTS = actual("azure.actual.commitments");
    private static final AzureBill ACTUAL_ALONE = actual("azure.actual");
    private static final AzureBill FOCUS = AzureBill.of("azure.focus")
            .charge("vm-1", "Usage", "10", "10")
            .charge("vm-2", "Usage", "0", "3")
            .charge("", "Purchase", "100", "0");

    @TempDir
    private Path state;

    private Harness harness;
    private Instant now = Harness.START;

    private final Map<String, Delivery> deliveries = new HashMap<>();

    @BeforeEach
    void start() {
        harness = new Harness(state, Map.of());
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private static AzureBill actual(String dataSet) {
        return AzureBill.of(dataSet)
                .usage("vm-1", "10")
                .covered("vm-2", "0")
                .reservation("100")
                .refund("-20");
    }

    @Test
    void amortizedCostsAndTheCommitmentsOfTheActualOnesMakeOneBill() {
        send(AMORTIZED, "a1");
        send(COMMITMENTS, "c1");

        assertTotal("90", "14");
        assertThat(delivery("a1").getState()).isEqualTo("COMPLETE");
        assertThat(delivery("c1").getState()).isEqualTo("COMPLETE");
        assertThat(delivery("c1").getRowsExcluded()).isEqualTo(2);
        assertThat(List.of(delivery("a1"), delivery("c1"))).allMatch(Delivery::getConserved);
    }

    @Test
    void whichOfTheTwoComesFirstDoesNotMatter() {
        send(COMMITMENTS, "c1");
        send(AMORTIZED, "a1");
        send(AMORTIZED, "a2");
        send(COMMITMENTS, "c2");

        assertTotal("90", "14");
        assertThat(delivery("a2").getRecordsUnchanged()).isEqualTo(3);
        assertThat(delivery("c2").getRecordsUnchanged()).isEqualTo(2);
    }

    @Test
    void everyRowOfANightCanBeRatedAnew() {
        send(AMORTIZED, "a1");
        send(COMMITMENTS, "c1");
        send(
                AzureBill.of("azure.amortized")
                        .usage("vm-1", "9.75")
                        .covered("vm-2", "3.5")
                        .unused("0.5"),
                "a2");

        assertTotal("89.75", "13.75");
        assertThat(delivery("a2").getRecordsRestated()).isEqualTo(3);
    }

    @Test
    void actualCostsAloneAreTheWholeBill() {
        send(ACTUAL_ALONE, "b1");

        assertTotal("90", "90");
        assertThat(harness.live.values())
                .filteredOn(record -> Boolean.TRUE.equals(record.getXAmortizationMissing()))
                .isNotEmpty();
    }

    @Test
    void amortizedCostsBesideActualOnesThatStandAloneAreHeldUntilTheyArePreferred() {
        send(ACTUAL_ALONE, "b1");
        send(AMORTIZED, "a1");
        send(COMMITMENTS, "c1");
        assertTotal("90", "90");
        assertThat(delivery("a1").getState()).isEqualTo("CONFLICT");
        assertThat(delivery("c1").getState()).isEqualTo("CONFLICT");
        assertThat(delivery("c1").getVerdict()).contains("azure.actual/", "states the whole");

        instruct(AMORTIZED, "PREFER", "a1");
        send(AMORTIZED, "a2");
        send(COMMITMENTS, "c2");
        assertTotal("90", "14");
        assertThat(delivery("c2").getState()).isEqualTo("COMPLETE");
    }

    @Test
    void focusExportBesideThePairIsHeldAndTakesOverFromBothOnceItIsPreferred() {
        send(AMORTIZED, "a1");
        send(COMMITMENTS, "c1");
        send(FOCUS, "f1");
        assertTotal("90", "14");
        assertThat(delivery("f1").getState()).isEqualTo("CONFLICT");

        instruct(FOCUS, "PREFER", "f1");
        assertTotal("90", "14");
        send(COMMITMENTS, "c2");
        assertThat(delivery("c2").getState()).isEqualTo("CONFLICT");
        send(FOCUS, "f2");
        assertTotal("110", "13");
        assertThat(delivery("c1").getState()).isEqualTo("SUPERSEDED");
        assertThat(delivery("c1").getVerdict()).contains("azure.focus/");

        harness.restart();
        send(COMMITMENTS, "c3");
        send(AMORTIZED, "a2");
        assertTotal("110", "13");

        instruct(AMORTIZED, "PREFER", "a2");
        send(AMORTIZED, "a3");
        send(COMMITMENTS, "c3");
        assertTotal("90", "14");
    }

    @Test
    void supplementThatCameFirstKeepsWhatStatesTheWholeAway() {
        send(COMMITMENTS, "c1");
        send(FOCUS, "f1");

        assertTotal("80", "0");
        assertThat(delivery("f1").getState()).isEqualTo("CONFLICT");
        assertThat(delivery("f1").getVerdict()).contains("azure.actual.commitments/", "prefer one of them");
    }

    @Test
    void supplementThatWasPreferredAndHasStatedNothingGivesWayToTheWhole() {
        instruct(COMMITMENTS, "PREFER", "c1");
        instruct(FOCUS, "PREFER", "f1");
        send(FOCUS, "f1");
        send(COMMITMENTS, "c1");

        assertTotal("110", "13");
        assertThat(delivery("f1").getState()).isEqualTo("COMPLETE");
        assertThat(delivery("c1").getState()).isEqualTo("CONFLICT");
    }

    /** What is live of a forgotten supplement cannot be withdrawn: that is said, and done once it is known again. */
    @Test
    void forgottenSupplementIsNotTakenForOneThatHasStatedNothing() {
        now = Instant.parse("2021-11-02T00:00:00Z");
        send(COMMITMENTS, "c1");
        List<Harness.Published> supplement =
                harness.published(harness.live.values().iterator().next().getBillingAccountId());
        assertThat(supplement).hasSize(2);
        now = now.plus(Duration.ofDays(600));
        instruct(FOCUS, "PREFER", "f1");
        // The hourly purge keeps of the supplement only that it existed.
        harness.advanceWallClock(Duration.ofHours(2));
        send(FOCUS, "f1");

        assertTotal("190", "13");
        assertThat(delivery("c1").getState()).isEqualTo("FORGOTTEN");
        now = now.plus(Duration.ofHours(1));
        harness.send(COMMITMENTS.rebuild(supplement, "c1", now));
        send(FOCUS, "f2");
        assertTotal("110", "13");
    }

    @Test
    void supplementCannotBePreferredToWhatStatesTheWhole() {
        send(FOCUS, "f1");
        instruct(COMMITMENTS, "PREFER", "c1");

        assertThat(harness.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getMessage()).contains("azure.focus/", "preferred first"));
        assertTotal("110", "13");
    }

    private void send(AzureBill bill, String deliveryId) {
        now = now.plus(Duration.ofHours(1));
        harness.send(bill.delivered(deliveryId, now));
        deliveries.putAll(harness.deliveries());
    }

    private void instruct(AzureBill bill, String kind, String deliveryId) {
        now = now.plus(Duration.ofHours(1));
        RawPage instruction = bill.instruction(kind, deliveryId, now);
        harness.send(instruction);
        deliveries.putAll(harness.deliveries());
    }

    private Delivery delivery(String id) {
        return deliveries.get(id);
    }

    private void assertTotal(String billed, String effective) {
        assertThat(harness.billed()).isEqualByComparingTo(billed);
        assertThat(harness.effective()).isEqualByComparingTo(effective);
        assertThat(harness.billedByChanges).isEqualByComparingTo(billed);
        assertThat(harness.ledgerByAccount.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(billed);
    }
}
