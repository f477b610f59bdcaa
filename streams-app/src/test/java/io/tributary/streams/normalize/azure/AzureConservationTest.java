package io.tributary.streams.normalize.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever Azure charges, every cost is billed by a record, or excluded because another row bills it. */
class AzureConservationTest {

    @Property(tries = 100)
    void whatIsBilledAndWhatIsExcludedAddUpToTheSource(
            @ForAll CostsRole role, @ForAll("rows") List<Map<String, String>> rows) {
        NormalizedPage page = AzurePages.normalize(role, rows);

        assertThat(page.rejectedRows()).isEmpty();
        assertThat(page.records().size() + page.excludedRows()).isEqualTo(rows.size());
        assertThat(billed(page).add(excluded(page))).isEqualByComparingTo(costs(rows));
        assertThat(page.sourceCosts().get("USD")).isEqualByComparingTo(costs(rows));
    }

    /** The amortized set and the commitments beside it bill exactly what the actual set states. */
    @Property(tries = 100)
    void bothSetsTogetherBillWhatTheActualSetStates(@ForAll("rows") List<Map<String, String>> actual) {
        List<Map<String, String>> costless =
                actual.stream().map(AzureConservationTest::asActual).toList();
        List<Map<String, String>> amortized =
                actual.stream().filter(row -> !isCommitmentFee(row)).toList();

        BigDecimal together = billed(AzurePages.normalize(CostsRole.COMMITMENTS, costless))
                .add(
                        amortized.isEmpty()
                                ? BigDecimal.ZERO
                                : billed(AzurePages.normalize(CostsRole.AMORTIZED, amortized)));

        assertThat(together).isEqualByComparingTo(billed(AzurePages.normalize(CostsRole.ACTUAL, costless)));
        assertThat(together).isEqualByComparingTo(costs(costless));
    }

    /** Amortized costs are effective to the last decimal. */
    @Property(tries = 100)
    void whatIsEffectiveIsWhatTheAmortizedSetStates(@ForAll("rows") List<Map<String, String>> rows) {
        List<Map<String, String>> amortized =
                rows.stream().filter(row -> !isCommitmentFee(row)).toList();
        if (amortized.isEmpty()) {
            return;
        }

        BigDecimal effective = AzurePages.normalize(CostsRole.AMORTIZED, amortized).records().stream()
                .map(NormalizedRecord::effectiveCost)
                .reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(effective).isEqualByComparingTo(costs(amortized));
    }

    @Provide
    Arbitrary<List<Map<String, String>>> rows() {
        Arbitrary<String> types = Arbitraries.of(
                "Usage",
                "Purchase",
                "Refund",
                "UnusedReservation",
                "UnusedSavingsPlan",
                "RoundingAdjustment",
                "Adjustment",
                "Tax",
                "Credit",
                "Tithe",
                "");
        Arbitrary<String> models = Arbitraries.of("OnDemand", "Reservation", "SavingsPlan", "Spot", "Barter", "");
        Arbitrary<String> reservations = Arbitraries.of("", "9a2b");
        Arbitrary<BigDecimal> amounts = Arbitraries.bigDecimals()
                .between(new BigDecimal("-99999"), new BigDecimal("99999"))
                .ofScale(24);
        return Combinators.combine(types, models, reservations, amounts, amounts, amounts)
                .as(AzureConservationTest::row)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private static Map<String, String> row(
            String type, String model, String reservation, BigDecimal cost, BigDecimal price, BigDecimal quantity) {
        Map<String, String> row = new LinkedHashMap<>(AzureCases.baseRow("ea"));
        row.put("ChargeType", type);
        row.put("PricingModel", model);
        row.put("ReservationId", reservation);
        row.put("CostInBillingCurrency", cost.toString());
        row.put("UnitPrice", price.toString());
        row.put("Quantity", quantity.toPlainString());
        return row;
    }

    /** The row as the actual set states it: what a commitment covers costs nothing there. */
    private static Map<String, String> asActual(Map<String, String> row) {
        if (isCovered(row)) {
            Map<String, String> costless = new LinkedHashMap<>(row);
            costless.put("CostInBillingCurrency", "0");
            return costless;
        }
        return row;
    }

    private static boolean isCovered(Map<String, String> row) {
        String type = row.get("ChargeType");
        return type.startsWith("Unused") || (type.isEmpty() || type.equals("Usage")) && isCommitted(row);
    }

    private static boolean isCommitmentFee(Map<String, String> row) {
        String type = row.get("ChargeType");
        return (type.equals("Purchase") || type.equals("Refund")) && isCommitted(row);
    }

    private static boolean isCommitted(Map<String, String> row) {
        String model = row.get("PricingModel");
        boolean named = model.isEmpty() && !row.get("ReservationId").isEmpty();
        return named || model.equals("Reservation") || model.equals("SavingsPlan");
    }

    private static BigDecimal costs(List<Map<String, String>> rows) {
        return rows.stream()
                .map(row -> new BigDecimal(row.get("CostInBillingCurrency")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal billed(NormalizedPage page) {
        return page.records().stream().map(NormalizedRecord::billedCost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal excluded(NormalizedPage page) {
        return page.excludedCosts().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
