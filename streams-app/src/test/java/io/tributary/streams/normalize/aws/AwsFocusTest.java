package io.tributary.streams.normalize.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.AnyAccount;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.focus.FocusCases;
import io.tributary.streams.normalize.focus.FocusExport;
import io.tributary.streams.normalize.focus.FocusPages;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which rows of AWS's FOCUS exports are the same line, what they state, and that their money arrives as it was sent.
 */
class AwsFocusTest {

    private static final FocusExport EXPORT = AwsDataSets.focus();
    private static final NaturalKey BASE = key(Map.of());

    /** What of a row is random: amounts as the doubles that AWS writes. */
    record Charge(String category, String status, double billed, double effective, String list, String currency) {

        Map<String, String> row() {
            Map<String, String> changes = new HashMap<>();
            changes.put("ChargeCategory", category);
            changes.put("CommitmentDiscountStatus", status);
            changes.put("BilledCost", Double.toString(billed));
            changes.put("EffectiveCost", Double.toString(effective));
            changes.put("ListCost", list);
            changes.put("BillingCurrency", currency);
            return aws(changes);
        }
    }

    @Test
    void statesTheSameBillAsACostAndUsageReport() {
        RawPage page = FocusPages.aws(List.of(aws(Map.of())));

        assertThat(EXPORT.dataSet()).isEqualTo("aws.focus");
        assertThat(EXPORT.statement(page))
                .isEqualTo("aws/cur/012345678901/2024-09-01/")
                .isEqualTo(CurDataSet.legacy(Optional.empty()).statement(page));
        assertThat(EXPORT.supplement(page)).isEmpty();
        assertThat(EXPORT.lease(page)).isEmpty();
    }

    @Test
    void rowsThatAreAlikeAreRows() {
        NormalizedPage page = normalize(List.of(aws(Map.of()), aws(Map.of())));

        assertThat(EXPORT.repeats()).isEqualTo(DataSetNormalizer.Repeats.ARE_ROWS);
        assertThat(page.records()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SubAccountId",
                "x_ServiceCode",
                "x_UsageType",
                "x_Operation",
                "SkuId",
                "SkuPriceId",
                "ResourceId",
                "RegionId",
                "AvailabilityZone",
                "CommitmentDiscountId",
                "ChargeDescription",
                "ChargeCategory",
                "ChargeClass",
                "ChargeFrequency",
                "PricingCategory",
                "CommitmentDiscountStatus"
            })
    void whatIdentifiesARowMakesItAnother(String column) {
        String another = column.equals("SubAccountId") ? "444455556666" : "another";

        assertThat(key(Map.of(column, another))).isNotEqualTo(BASE);
    }

    @Test
    void theMeterIdentifiesARowUnderTheNamesOfBothVersions() {
        NaturalKey input = key(Map.of("x_UsageType", "", "SkuMeter", "Input-tokens"));

        assertThat(input).isNotEqualTo(key(Map.of("x_UsageType", "", "SkuMeter", "Output-tokens")));
        assertThat(input).isEqualTo(key(Map.of("x_UsageType", "Input-tokens")));
    }

    @ParameterizedTest
    @CsvSource({
        "BillingAccountId, 999999999999",
        "ChargePeriodStart, 2024-09-03T09:00:00Z",
        "ChargePeriodEnd, 2024-09-03T12:00:00Z",
        "BillingPeriodStart, 2024-08-01T00:00:00Z",
        "BillingCurrency, INR"
    })
    void anotherAccountPeriodOrCurrencyMakesItAnother(String column, String value) {
        assertThat(key(Map.of(column, value))).isNotEqualTo(BASE);
    }

    @ParameterizedTest
    @CsvSource({
        "BilledCost, 2",
        "EffectiveCost, 2",
        "ListCost, 2",
        "ListUnitPrice, ''",
        "ContractedUnitPrice, 2",
        "PricingQuantity, 2",
        "PricingUnit, ''",
        "InvoiceIssuerName, ''",
        "PublisherName, ''",
        "BillingAccountName, renamed",
        "SubAccountName, renamed",
        "ServiceName, renamed",
        "ServiceCategory, Storage",
        "RegionName, renamed",
        "ResourceName, renamed",
        "ResourceType, renamed",
        "Tags, '{}'",
        "x_CostCategories, '{}'",
        "x_Discounts, '{\"EdpDiscount\":-1}'",
        "CommitmentDiscountName, renamed",
        "ResourceName, NULL",
        "ChargePeriodStart, 2024-09-03 10:00:00"
    })
    void whatAwsFillsInOrChangesWhileAMonthIsOpenDoesNot(String column, String value) {
        assertThat(key(Map.of(column, value))).isEqualTo(BASE);
    }

    @Test
    void theColumnsOfTheNextVersionChangeNothing() {
        Map<String, String> next = new LinkedHashMap<>(aws(Map.of()));
        next.put("InvoiceId", "1234567890");
        next.put("SkuMeter", next.remove("x_UsageType"));
        next.remove("x_CostCategories");
        next.put("CapacityReservationId", "");

        assertThat(keyOf(next)).isEqualTo(BASE);
    }

    @Test
    void anAccountThatLostItsZerosIsTheSameAccount() {
        assertThat(key(Map.of("BillingAccountId", "12345678901"))).isEqualTo(BASE);
    }

    @Property(tries = 200)
    void billedAndEffectiveCostsAddUpToTheSourcesByCurrency(@ForAll("charges") List<Charge> charges) {
        List<Map<String, String>> rows = new ArrayList<>();
        charges.forEach(charge -> rows.add(charge.row()));
        NormalizedPage page = normalize(rows);

        assertThat(page.rejectedRows()).isEmpty();
        assertThat(page.excludedCosts()).isEmpty();
        for (String currency : List.of("USD", "INR")) {
            BigDecimal billed = source(charges, currency, Charge::billed);
            assertThat(page.sourceCosts().getOrDefault(currency, BigDecimal.ZERO))
                    .isEqualByComparingTo(billed);
            assertThat(published(page, currency, NormalizedRecord::billedCost)).isEqualByComparingTo(billed);
            assertThat(published(page, currency, NormalizedRecord::effectiveCost))
                    .isEqualByComparingTo(source(charges, currency, Charge::effective));
        }
    }

    @Provide
    Arbitrary<List<Charge>> charges() {
        // Doubles of no more decimals than a cost has.
        Arbitrary<Double> costs =
                Arbitraries.doubles().between(-1_000_000, 1_000_000).ofScale(15);
        return Combinators.combine(
                        Arbitraries.of("Usage", "Purchase", "Tax", "Credit", "Adjustment", "Nonsense", ""),
                        Arbitraries.of("Used", "Unused", ""),
                        costs,
                        costs,
                        Arbitraries.of("", "0.0", "-1.0", "3.5E-7"),
                        Arbitraries.of("USD", "INR"))
                .as(Charge::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private static BigDecimal source(List<Charge> charges, String currency, Function<Charge, Double> cost) {
        return charges.stream()
                .filter(charge -> charge.currency().equals(currency))
                .map(charge -> new BigDecimal(Double.toString(cost.apply(charge))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal published(
            NormalizedPage page, String currency, Function<NormalizedRecord, BigDecimal> cost) {
        return page.records().stream()
                .filter(record -> record.currency().equals(currency))
                .map(cost)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, String> aws(Map<String, String> changes) {
        return FocusCases.row(FocusCases.Export.AWS, changes);
    }

    private static NaturalKey key(Map<String, String> changes) {
        return keyOf(aws(changes));
    }

    private static NaturalKey keyOf(Map<String, String> row) {
        NormalizedPage page = normalize(List.of(row));
        assertThat(page.rejectedRows()).isEmpty();
        return page.records().get(0).key();
    }

    private static NormalizedPage normalize(List<Map<String, String>> rows) {
        return AnyAccount.normalizer(900_000, EXPORT).normalize(FocusPages.aws(rows));
    }
}
