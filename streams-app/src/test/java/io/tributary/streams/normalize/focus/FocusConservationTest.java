package io.tributary.streams.normalize.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.normalize.azure.AzureDataSets;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the rows are, their money arrives as it was sent. */
class FocusConservationTest {

    private static final BigDecimal ZERO = BigDecimal.ZERO;

    /** What of a row is random. */
    record Charge(
            String category, String status, BigDecimal billed, BigDecimal effective, String list, String currency) {

        Map<String, String> row() {
            Map<String, String> changes = new HashMap<>();
            changes.put("ChargeCategory", category);
            changes.put("CommitmentDiscountStatus", status);
            changes.put("BilledCost", billed.toPlainString());
            changes.put("EffectiveCost", effective.toString());
            changes.put("ListCost", list);
            changes.put("BillingCurrency", currency);
            return FocusCases.row(changes);
        }
    }

    @Property(tries = 200)
    void billedAndEffectiveCostsAddUpToTheSourcesByCurrency(@ForAll("charges") List<Charge> charges) {
        List<Map<String, String>> rows = new ArrayList<>();
        charges.forEach(charge -> rows.add(charge.row()));
        NormalizedPage page =
                new PageNormalizer(List.of(AzureDataSets.focus()), 900_000).normalize(FocusPages.of(rows));

        assertThat(page.rejectedRows()).isEmpty();
        for (String currency : List.of("EUR", "JPY")) {
            BigDecimal billed = source(charges, currency, Charge::billed);
            assertThat(page.sourceCosts().getOrDefault(currency, ZERO)).isEqualByComparingTo(billed);
            assertThat(published(page, currency, NormalizedRecord::billedCost)).isEqualByComparingTo(billed);
            assertThat(published(page, currency, NormalizedRecord::effectiveCost))
                    .isEqualByComparingTo(source(charges, currency, Charge::effective));
        }
        assertThat(page.excludedCosts()).isEmpty();
    }

    private static BigDecimal source(List<Charge> charges, String currency, Function<Charge, BigDecimal> cost) {
        return charges.stream()
                .filter(charge -> charge.currency().equals(currency))
                .map(cost)
                .reduce(ZERO, BigDecimal::add);
    }

    private static BigDecimal published(
            NormalizedPage page, String currency, Function<NormalizedRecord, BigDecimal> cost) {
        return page.records().stream()
                .filter(record -> record.currency().equals(currency))
                .map(cost)
                .reduce(ZERO, BigDecimal::add);
    }

    @Provide
    Arbitrary<List<Charge>> charges() {
        return Combinators.combine(
                        Arbitraries.of("Usage", "Purchase", "Tax", "Credit", "Adjustment", "Nonsense", ""),
                        Arbitraries.of("Used", "Unused", ""),
                        amounts(),
                        amounts(),
                        Arbitraries.of("", "0", "-1", "3.5E-7"),
                        Arbitraries.of("EUR", "JPY"))
                .as(Charge::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private static Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-1000000"), new BigDecimal("1000000"))
                .ofScale(24);
    }
}
