package io.tributary.streams.normalize.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.PageNormalizer;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a query's rows are, what is billed and what other rows bill add up to what they cost. */
class QueryConservationTest {

    private static final List<String> COLUMNS =
            List.of("PreTaxCost", "UsageDate", "ChargeType", "PricingModel", "Currency");

    @Property(tries = 300)
    void billedAndExcludedCostsAddUpToTheSources(@ForAll CostsRole role, @ForAll("rows") List<List<String>> rows) {
        NormalizedPage page = new PageNormalizer(List.of(new AzureQuery(role)), 900_000)
                .normalize(QueryPages.of(role).page(COLUMNS, rows));

        assertThat(page.rejectedRows()).isEmpty();
        for (String currency : List.of("EUR", "JPY")) {
            BigDecimal source = rows.stream()
                    .filter(row -> row.get(4).contains(currency))
                    .map(row -> new BigDecimal(row.get(0)))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal billed = page.records().stream()
                    .filter(record -> record.currency().equals(currency))
                    .map(NormalizedRecord::billedCost)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal excluded = page.excludedCosts().getOrDefault(currency, BigDecimal.ZERO);
            assertThat(page.sourceCosts().getOrDefault(currency, BigDecimal.ZERO))
                    .isEqualByComparingTo(source);
            assertThat(billed.add(excluded)).isEqualByComparingTo(source);
        }
    }

    @Provide
    Arbitrary<List<List<String>>> rows() {
        return Combinators.combine(
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("-100000"), new BigDecimal("100000"))
                                .ofScale(15)
                                .map(BigDecimal::toString),
                        Arbitraries.of("20240201", "2.0240229E7"),
                        Arbitraries.of(
                                        "Usage",
                                        "purchase",
                                        "Refund",
                                        "UnusedReservation",
                                        "UnusedSavingsPlan",
                                        "RoundingAdjustment",
                                        "Tax",
                                        "News",
                                        "")
                                .map(QueryConservationTest::quoted),
                        Arbitraries.of("OnDemand", "Reservation", "savingsplan", "Spot", "")
                                .map(QueryConservationTest::quoted),
                        Arbitraries.of("EUR", "JPY").map(QueryConservationTest::quoted))
                .as(List::of)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
