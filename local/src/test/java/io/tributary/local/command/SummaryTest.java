package io.tributary.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.view.ViewTotal;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Puts what several providers billed side by side. */
class SummaryTest {

    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);

    @Test
    void deliveriesStandByProviderWithThePeriodsFirstDayWhereItIsNotAMonths() {
        Delivery azure =
                SampleDeliveries.of("azure", "azure.actual", "subscriptions/3", LocalDate.of(2026, 11, 13), "two");
        Delivery aws = SampleDeliveries.of("aws", "aws.cur.legacy", "111", NOVEMBER, "one");
        aws.setTotals(List.of(SampleDeliveries.totals("10", "9", "0")));

        assertThat(Summary.deliveries(List.of(azure, aws)))
                .satisfiesExactly(
                        head -> assertThat(head).contains("data set", "account", "currency"),
                        line -> assertThat(line)
                                .containsPattern("aws.cur.legacy +111 +2026-11 +one +COMPLETE +1 +USD +10.00 +9.00"),
                        line -> assertThat(line).containsPattern("azure.actual +subscriptions/3 +2026-11-13 +two"));
    }

    @Test
    void viewStatesWhatEachProviderBilled() {
        assertThat(Summary.view(List.of(total("aws", "111", "10"), total("azure", "7", "5"))))
                .satisfiesExactly(
                        head -> assertThat(head).contains("provider", "account", "billed cost"),
                        line -> assertThat(line).containsPattern("aws +111 +2026-11 +USD +1 +10.00 +10.00"),
                        line -> assertThat(line).containsPattern("azure +7 +2026-11 +USD +1 +5.00 +5.00"));
    }

    private static ViewTotal total(String provider, String account, String cost) {
        return new ViewTotal(provider, account, NOVEMBER, "USD", 1, new BigDecimal(cost), new BigDecimal(cost));
    }
}
