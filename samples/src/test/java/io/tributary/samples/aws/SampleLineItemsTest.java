package io.tributary.samples.aws;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of line that a bill has only where a setting asks for them. */
class SampleLineItemsTest {

    private static final AwsSampleSettings SMALL =
            AwsSampleSettings.builder().rows(2_500).build();

    @TempDir
    private Path directory;

    @Test
    void reservationsArePaidNotPartlyAndWhollyUpfront() throws IOException {
        List<NamedCsvRecord> fees = newest(
                        SMALL.toBuilder().lineItems(LineItems.ALL).build())
                .stream()
                .filter(row -> row.getField("lineItem/LineItemType").equals("RIFee"))
                .toList();

        assertThat(fees)
                .extracting(row -> row.getField("pricing/PurchaseOption"))
                .contains("No Upfront", "Partial Upfront", "All Upfront");
        assertThat(fees)
                .filteredOn(row -> row.getField("pricing/PurchaseOption").equals("All Upfront"))
                .isNotEmpty()
                .allSatisfy(row -> {
                    assertThat(amount(row, "lineItem/UnblendedCost")).isZero();
                    assertThat(amount(row, "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod"))
                            .isPositive();
                });
    }

    @Test
    void instancesOfSeveralSizesUseOneReservation() throws IOException {
        Map<String, Map<String, BigDecimal>> factors = new HashMap<>();
        for (NamedCsvRecord row :
                newest(SMALL.toBuilder().lineItems(LineItems.ALL).build())) {
            if (row.getField("lineItem/LineItemType").equals("DiscountedUsage")) {
                factors.computeIfAbsent(row.getField("reservation/ReservationARN"), arn -> new HashMap<>())
                        .put(row.getField("product/instanceType"), amount(row, "lineItem/NormalizationFactor"));
                assertThat(amount(row, "lineItem/NormalizedUsageAmount"))
                        .isEqualByComparingTo(amount(row, "lineItem/NormalizationFactor")
                                .multiply(amount(row, "lineItem/UsageAmount")));
            }
        }

        assertThat(factors.values())
                .filteredOn(sizes -> sizes.size() == 4)
                .hasSize(3)
                .allSatisfy(sizes -> {
                    assertThat(sizes.get("m5.medium")).isEqualByComparingTo("2");
                    assertThat(sizes.get("m5.2xlarge")).isEqualByComparingTo("16");
                });
    }

    @Test
    void splitCostsComeToTheCostOfTheirInstance() throws IOException {
        List<NamedCsvRecord> rows = newest(SMALL.toBuilder().splitCost(true).build());
        Map<String, BigDecimal> split = new HashMap<>();
        Map<String, BigDecimal> netSplit = new HashMap<>();
        Map<String, BigDecimal> costs = new HashMap<>();
        Map<String, BigDecimal> netCosts = new HashMap<>();
        for (NamedCsvRecord row : rows) {
            String at = " " + row.getField("lineItem/UsageStartDate");
            String parent = row.getField("splitLineItem/ParentResourceId");
            if (parent.isEmpty()) {
                costs.put(row.getField("lineItem/ResourceId") + at, amount(row, "lineItem/UnblendedCost"));
                netCosts.put(row.getField("lineItem/ResourceId") + at, amount(row, "lineItem/NetUnblendedCost"));
            } else {
                assertThat(amount(row, "lineItem/UnblendedCost")).isZero();
                assertThat(row.getField("lineItem/Operation")).isIn("EKSPod-EC2", "ECSTask-EC2");
                split.merge(
                        parent + at,
                        amount(row, "splitLineItem/SplitCost").add(amount(row, "splitLineItem/UnusedCost")),
                        BigDecimal::add);
                netSplit.merge(
                        parent + at,
                        amount(row, "splitLineItem/NetSplitCost").add(amount(row, "splitLineItem/NetUnusedCost")),
                        BigDecimal::add);
            }
        }

        assertThat(split).hasSize(6);
        split.forEach((instance, sum) -> assertThat(sum).isEqualByComparingTo(costs.get(instance)));
        netSplit.forEach((instance, sum) -> assertThat(sum).isEqualByComparingTo(netCosts.get(instance)));
    }

    @Test
    void payersInIndiaAndChinaBuyFromSellersThere() throws IOException {
        assertThat(sellers("INR")).containsExactly("AISPL, Amazon Web Services India Private Limited, INR");
        assertThat(sellers("CNY")).containsExactly("AWS, Beijing Sinnet Technology Co., Ltd., CNY");
        assertThat(sellers("EUR")).contains("AWS, Amazon Web Services, Inc., EUR");
    }

    private List<String> sellers(String currency) throws IOException {
        return newest(SMALL.toBuilder().currency(Currency.getInstance(currency)).build()).stream()
                .filter(row -> !row.getField("bill/BillingEntity").equals("AWS Marketplace"))
                .map(row -> row.getField("bill/BillingEntity") + ", " + row.getField("lineItem/LegalEntity") + ", "
                        + row.getField("lineItem/CurrencyCode"))
                .distinct()
                .toList();
    }

    private List<NamedCsvRecord> newest(AwsSampleSettings settings) throws IOException {
        Path sample = directory.resolve(settings.currency().getCurrencyCode());
        SampleTruth truth = AwsSampleBill.write(settings, sample);
        return SampleRows.of(sample, truth.deliveries().get(truth.deliveries().size() - 1));
    }

    private static BigDecimal amount(NamedCsvRecord row, String column) {
        String text = row.getField(column);
        return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
    }
}
