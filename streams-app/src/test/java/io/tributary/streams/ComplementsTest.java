package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Amortized and actual costs share the money of a period: what one leaves to the other, the other bills. */
class ComplementsTest extends Scenario {

    /** After the period is closed, so that both state all of it. */
    private static final Instant CLOSED = Instant.parse("2025-12-10T00:00:00Z");

    private Instant now = CLOSED;

    @Test
    void pairThatStatesTheWholeAgrees() {
        send(amortized().usage("vm", "7"), "a1");
        send(commitments().usage("vm", "7").reservation("24"), "c1");

        assertThat(check().getState()).isEqualTo("COMPLETE");
        assertThat(check().getVerdict())
                .isEqualTo("Agrees: data set azure.actual.commitments leaves 7.00 EUR to data set azure.amortized,"
                        + " which bills 7.00 EUR.");
        live("31");
    }

    @Test
    void purchaseThatNeitherTakesDiffers() {
        send(amortized().usage("vm", "7").covered("db", "12"), "a1");
        // A purchase that does not say that it is one of a commitment.
        send(commitments().usage("vm", "7").purchase("2400").reservation("24"), "c1");

        assertThat(check().getState()).isEqualTo("DIFFERS");
        assertThat(check().getVerdict())
                .contains("leaves 2407.00 EUR", "bills 7.00 EUR", "The difference of 2400.00 EUR is in no record");
    }

    @Test
    void differenceIsARemarkWhileThePeriodIsOpenAndTheTwoAreOfOtherTimes() {
        now = Instant.parse("2025-11-20T00:00:00Z");
        send(amortized().usage("vm", "7"), "a1");
        send(commitments().usage("vm", "8"), "c1");

        assertThat(check().getState()).isEqualTo("COMPLETE");
        assertThat(check().getVerdict()).startsWith("Differs by 1.00 EUR while the period is open");
    }

    @Test
    void amortizedCostsAloneLackWhatCommitmentsCover() {
        send(amortized().usage("vm", "7").covered("db", "12"), "a1");

        assertThat(check().getState()).isEqualTo("INCOMPLETE");
        assertThat(check().getVerdict()).contains("usage of 12.00 EUR is covered", "no delivery has these");
        send(commitments().usage("vm", "7").reservation("24"), "c1");
        assertThat(check().getState()).isEqualTo("COMPLETE");
    }

    @Test
    void amortizedCostsAloneWithoutCommitmentsAreARemark() {
        send(amortized().usage("vm", "7"), "a1");

        assertThat(check().getState()).isEqualTo("COMPLETE");
        assertThat(check().getVerdict()).startsWith("Only data set azure.amortized is there");
    }

    @Test
    void purchasesAloneLackWhatTheyLeaveToAmortizedCosts() {
        send(commitments().usage("vm", "1500").reservation("240"), "c1");

        assertThat(check().getState()).isEqualTo("INCOMPLETE");
        assertThat(check().getVerdict()).contains("leaves 1500.00 EUR to amortized costs");
    }

    @Test
    void whatStatesTheWholeNeedsNoCheckAndEndsOne() {
        send(AzureBill.of("azure.actual").usage("vm", "7"), "w1");
        harness.settle();
        assertThat(harness.verdicts()).doesNotContainKey("check");
        harness.close();
        harness = new Harness(state.resolve("other"), java.util.Map.of());
        send(amortized().usage("vm", "7").covered("db", "12"), "a1");
        assertThat(check().getState()).isEqualTo("INCOMPLETE");
        now = now.plus(Duration.ofDays(1));
        harness.send(AzureBill.of("azure.focus")
                .charge("vm", "Usage", "7", "7")
                .charge("ri", "Purchase", "24", "0")
                .delivered("f1", now)
                .stream()
                .peek(page -> page.setChosenOver(java.util.List.of("azure.amortized")))
                .toList());

        complete("f1");
        assertThat(check().getState()).isEqualTo("COMPLETE");
        live("31");
    }

    @Test
    void differenceOfAPairOfWhichOneEndedBeforeThePeriodWasClosedIsNoRemark() {
        harness.send(amortized().usage("vm", "7").delivered("a1", Instant.parse("2025-12-02T00:00:00Z")));
        send(commitments().usage("vm", "8"), "c1");

        assertThat(check().getState()).isEqualTo("DIFFERS");
    }

    @Test
    void checkEndsWithTheLastDeliveryOfThePeriod() {
        send(amortized().usage("vm", "7").covered("db", "12"), "a1");
        assertThat(check().getState()).isEqualTo("INCOMPLETE");
        RawPage gone = amortized().instruction("YIELD", "azure/azure.actual/other/2025-11-01/export", now);
        harness.send(gone);

        is("a1", "SUPERSEDED");
        live("0");
        assertThat(check().getState()).isEqualTo("COMPLETE");
        assertThat(check().getVerdict()).startsWith("Agrees");
    }

    private static AzureBill amortized() {
        return AzureBill.of("azure.amortized");
    }

    private static AzureBill commitments() {
        return AzureBill.of("azure.actual.commitments");
    }

    private void send(AzureBill bill, String deliveryId) {
        now = now.plus(Duration.ofHours(1));
        harness.send(bill.delivered(deliveryId, now));
    }

    private Delivery check() {
        return verdict("check");
    }
}
