package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.view.ViewTotal;
import io.tributary.samples.SampleTruth;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares deliveries and views with what samples hold. */
class TruthCheckTest {

    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);
    private static final BigDecimal LIST = new BigDecimal(20);
    private static final Truth AWS = new Truth(List.of(sum("111", "10", "9")), List.of(sum("111", "10", "9")), 0);
    private static final Truth AZURE = new Truth(
            List.of(sum("providers/microsoft.billing/billingaccounts/7", "5", "4")), List.of(sum("7", "5", "4")), 1);

    @Test
    void truthsOfSeveralProvidersHoldTogether() {
        Delivery commitments = delivery("azure", "azure.actual.commitments", "5", "0");
        commitments.setRowsRejected(1);
        List<Delivery> newest = List.of(
                delivery("aws", "aws.cur.legacy", "10.00", "9"),
                commitments,
                delivery("azure", "azure.amortized", "0", "4"));

        assertThat(TruthCheck.deliveries(List.of(AWS, AZURE), newest)).isEmpty();
        assertThat(TruthCheck.view(
                        List.of(AWS, AZURE), List.of(view("aws", "111", "10", "9"), view("azure", "7", "5", "4"))))
                .isEmpty();
    }

    @Test
    void everyDifferenceIsToldWithTheTruth() {
        assertThat(TruthCheck.deliveries(List.of(AZURE), List.of(delivery("azure", "azure.amortized", "0", "4"))))
                .containsExactly(
                        "providers/microsoft.billing/billingaccounts/7 2026-11 USD: 0.00 billed, 4.00 effective;"
                                + " the truth is 5.00 billed, 4.00 effective",
                        "0 dead letters, the truth is 1");
        assertThat(TruthCheck.view(List.of(AWS), List.of(view("azure", "7", "5", "4"))))
                .containsExactly(
                        "111 2026-11 USD: 0.00 billed, 0.00 effective, 0.00 list, 0.00 contracted;"
                                + " the truth is 10.00 billed, 9.00 effective, 20.00 list, 10.00 contracted",
                        "7 2026-11 USD: 5.00 billed, 4.00 effective, 20.00 list, 5.00 contracted;"
                                + " the truth is 0.00 billed, 0.00 effective, 0.00 list, 0.00 contracted");
    }

    private static Truth.Sum sum(String account, String billed, String effective) {
        return new Truth.Sum(
                account,
                NOVEMBER,
                "USD",
                new SampleTruth.Costs(
                        1, new BigDecimal(billed), new BigDecimal(effective), LIST, new BigDecimal(billed)));
    }

    private static Delivery delivery(String provider, String dataSet, String billed, String effective) {
        String account = provider.equals("aws") ? "111" : "providers/microsoft.billing/billingaccounts/7";
        Delivery delivery = SampleDeliveries.of(provider, dataSet, account, NOVEMBER, "one");
        delivery.setTotals(List.of(SampleDeliveries.totals(billed, effective, "0")));
        return delivery;
    }

    private static ViewTotal view(String provider, String account, String billed, String effective) {
        BigDecimal cost = new BigDecimal(billed);
        return new ViewTotal(provider, account, NOVEMBER, "USD", 1, cost, new BigDecimal(effective), LIST, cost);
    }
}
