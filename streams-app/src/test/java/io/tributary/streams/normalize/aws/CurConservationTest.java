package io.tributary.streams.normalize.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.CostSurvey;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.Records;
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

/** Whatever AWS charges, in whatever format and on whatever basis: every cost is billed by a record or settled. */
class CurConservationTest {

    @Property(tries = 150)
    void whatIsBilledAndWhatIsSettledAddUpToTheSource(
            @ForAll Formats format, @ForAll CostBasis basis, @ForAll("rows") List<Map<String, String>> rows) {
        boolean net = basis == CostBasis.NET_UNBLENDED;

        NormalizedPage page = format.normalize(rows, net ? netSurvey() : null);

        BigDecimal source = costs(rows, net ? "lineItem/NetUnblendedCost" : "lineItem/UnblendedCost");
        assertThat(page.rejectedRows()).isEmpty();
        assertThat(page.excludedCosts()).isEmpty();
        assertThat(page.sourceCosts().get("USD")).isEqualByComparingTo(source);
        assertThat(billed(page).add(sum(page.settlements().values()))).isEqualByComparingTo(source);
        assertThat(page.excludedRows()).isEqualTo((int) rows.stream()
                .filter(row -> row.get("lineItem/LineItemType").equals("SavingsPlanNegation"))
                .count());
    }

    /** What is allocated is billed where it was used: shares are never added to a cost. */
    @Property(tries = 50)
    void sharesOfSplitCostsChangeNoTotal(@ForAll Formats format, @ForAll("rows") List<Map<String, String>> rows) {
        List<Map<String, String>> whole = rows.stream()
                .map(row -> changed(row, "splitLineItem/ParentResourceId", "", "splitLineItem/SplitCost", ""))
                .toList();

        assertThat(billed(format.normalize(rows, null))).isEqualByComparingTo(billed(format.normalize(whole, null)));
    }

    @Provide
    Arbitrary<List<Map<String, String>>> rows() {
        Arbitrary<String> types = Arbitraries.of(
                "Usage",
                "SavingsPlanCoveredUsage",
                "SavingsPlanNegation",
                "SavingsPlanRecurringFee",
                "SavingsPlanUpfrontFee",
                "DiscountedUsage",
                "RIFee",
                "Fee",
                "FlatRateSubscription",
                "Tax",
                "Credit",
                "Refund",
                "Discount",
                "EdpDiscount",
                "RiVolumeDiscount",
                "BundledDiscount",
                "Tithe");
        Arbitrary<String> parents = Arbitraries.of("", "i-0123456789abcdef0");
        Arbitrary<String> skus = Arbitraries.of("", "ABCDEF123456");
        Arbitrary<BigDecimal> amounts = Arbitraries.oneOf(
                Arbitraries.just(BigDecimal.ZERO),
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-99999"), new BigDecimal("99999"))
                        .ofScale(24));
        return Combinators.combine(types, parents, skus, amounts, amounts, amounts)
                .as(CurConservationTest::row)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private static Map<String, String> row(
            String type, String parent, String sku, BigDecimal cost, BigDecimal net, BigDecimal other) {
        Map<String, String> row = changed(
                CurCases.baseRow(),
                "lineItem/LineItemType",
                type,
                "splitLineItem/ParentResourceId",
                parent,
                "product/sku",
                sku,
                "lineItem/UnblendedCost",
                cost.toString(),
                "lineItem/NetUnblendedCost",
                net.toString());
        String amount = other.toString();
        List.of(
                        "splitLineItem/SplitCost",
                        "pricing/publicOnDemandCost",
                        "reservation/EffectiveCost",
                        "reservation/UnusedRecurringFee",
                        "savingsPlan/SavingsPlanEffectiveCost",
                        "savingsPlan/TotalCommitmentToDate")
                .forEach(column -> row.put(column, amount));
        row.put("savingsPlan/SavingsPlanARN", type.startsWith("SavingsPlan") ? "arn:plan" : "");
        return row;
    }

    private static Map<String, String> changed(Map<String, String> row, String... changes) {
        Map<String, String> changed = new LinkedHashMap<>(row);
        for (int i = 0; i < changes.length; i += 2) {
            changed.put(changes[i], changes[i + 1]);
        }
        return changed;
    }

    private static CostSurvey netSurvey() {
        return new CostSurvey(BigDecimal.TEN, BigDecimal.ONE, 0L, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private static BigDecimal costs(List<Map<String, String>> rows, String column) {
        return sum(rows.stream().map(row -> new BigDecimal(row.get(column))).toList());
    }

    private static BigDecimal billed(NormalizedPage page) {
        return sum(Records.of(page).stream().map(CostRecord::getBilledCost).toList());
    }

    private static BigDecimal sum(Iterable<BigDecimal> amounts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : amounts) {
            sum = sum.add(amount);
        }
        return sum;
    }
}
