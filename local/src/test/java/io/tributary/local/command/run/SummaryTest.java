package io.tributary.local.command.run;

import static io.tributary.local.command.run.SampleDeliveries.EARLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.deliveries.DeliveriesCommand;
import io.tributary.local.command.deliveries.LiveDeliveries;
import io.tributary.local.view.ViewTotal;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

        assertThat(Summary.deliveries(List.of(azure, aws)).lines())
                .satisfiesExactly(
                        head -> assertThat(head).contains("data set", "account", "currency"),
                        line -> assertThat(line)
                                .containsPattern("aws.cur.legacy +111 +2026-11 +one +COMPLETE +1 +USD +10.00 +9.00"),
                        line -> assertThat(line).containsPattern("azure.actual +subscriptions/3 +2026-11-13 +two"));
    }

    @Test
    void slicesOfAnAccountsMonthStandTogetherByStateAndTheNewestOfEachCounts() {
        List<Delivery> slices = new ArrayList<>();
        for (int slice = 0; slice < 1_200; slice++) {
            slices.add(slice(source(slice), "COMPLETE", EARLY));
        }
        slices.add(slice(source(1199), "COMPLETE", EARLY.plusSeconds(60)));
        slices.add(slice("table/2026-11-02/2026-11-02T00:00:00Z", "HELD", EARLY));

        assertThat(Summary.deliveries(slices).lines())
                .satisfiesExactly(
                        head -> assertThat(head).contains("data set"),
                        line -> assertThat(line)
                                .containsPattern("gcp.detailed +A-B-C +2026-11 +1,200 slices +COMPLETE +1,200 +USD"
                                        + " +3000.00 +2400.00 .* yes"),
                        line -> assertThat(line).containsPattern("1 slice +HELD +1 +USD +2.50 +2.00"));
        assertThat(DeliveriesCommand.table(slices, live(slices), false).lines())
                .satisfiesExactly(
                        head -> assertThat(head).contains("verdict"),
                        line -> assertThat(line)
                                .containsPattern("1,200 slices +2026-11-01T00:01:00Z +COMPLETE +whole +1200"),
                        line -> assertThat(line)
                                .containsPattern("one +2026-11-01T00:00:00Z +HELD +in part +1"
                                        + " +table/2026-11-02/2026-11-02T00:00:00Z: Nothing"));
        assertThat(DeliveriesCommand.table(slices, live(slices), true).lines()).hasSize(1 + slices.size());
    }

    private static String source(int slice) {
        return "table/2026-11-01/2026-11-01T00:00:00." + String.format(Locale.ROOT, "%06d", slice) + "Z";
    }

    private static Delivery slice(String source, String state, Instant time) {
        Delivery slice = SampleDeliveries.of("gcp", "gcp.detailed", "A-B-C", NOVEMBER, "one");
        slice.setScope(Keys.scope("gcp", "gcp.detailed", "A-B-C", NOVEMBER, source));
        slice.setState(state);
        slice.setDeliveryTime(time);
        slice.setTotals(List.of(SampleDeliveries.totals("2.5", "2", "0")));
        return slice;
    }

    @Test
    void viewStatesWhatEachProviderBilled() {
        assertThat(Summary.view(List.of(
                                period("aws", "111", "10"), period("azure", "7", "5", "one", "two", "three", "four")))
                        .lines())
                .satisfiesExactly(
                        head -> assertThat(head).contains("provider", "account", "billed cost"),
                        line -> assertThat(line).containsPattern("aws +111 +2026-11 +USD +1 +10.00 +10.00 +yes"),
                        line -> assertThat(line)
                                .containsPattern(
                                        "azure +7 +2026-11 +USD +1 +5.00 +5.00 +no: one; two; three; and 1 more"));
    }

    private static LiveDeliveries live(List<Delivery> deliveries) {
        return LiveDeliveries.of(deliveries, List.of(), SampleDeliveries.SETTINGS);
    }

    private static ViewPeriod period(String provider, String account, String cost, String... lacks) {
        return new ViewPeriod(
                provider, account, NOVEMBER, List.of(total(provider, account, cost)), List.of(), List.of(lacks));
    }

    private static ViewTotal total(String provider, String account, String cost) {
        BigDecimal amount = new BigDecimal(cost);
        return new ViewTotal(provider, account, NOVEMBER, "USD", 1, amount, amount, amount, amount);
    }
}
