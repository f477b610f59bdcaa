package io.tributary.streams.normalize.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.Records;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever Google charges and gives back: the records of a row bill its cost and all its credits, to the last decimal.
 */
class GcpConservationTest {

    /** A row with its credits. */
    record Row(String type, BigDecimal cost, List<Credit> credits) {

        BigDecimal total() {
            return credits.stream().map(Credit::amount).reduce(cost, BigDecimal::add);
        }

        Map<String, String> columns() {
            String elements = credits.stream()
                    .map(credit -> "{\"type\":\"" + credit.type() + "\",\"amount\":" + credit.amount() + "}")
                    .collect(Collectors.joining(",", "[", "]"));
            return GcpCases.baseRow(Map.of("cost_type", type, "cost", cost.toString(), "credits", elements));
        }
    }

    record Credit(String type, BigDecimal amount) {}

    @Property(tries = 150)
    void recordsOfARowBillItsCostAndItsCredits(@ForAll("row") Row row) {
        NormalizedPage page = GcpPages.normalize(List.of(row.columns()));

        List<CostRecord> records = Records.of(page);
        assertThat(page.rejectedRows()).isEmpty();
        assertThat(records)
                .hasSize(1
                        + (int) row.credits().stream()
                                .filter(credit -> credit.type().equals("PROMOTION"))
                                .count());
        assertThat(sum(records)).isEqualByComparingTo(row.total());
        assertThat(page.sourceCosts().get("USD")).isEqualByComparingTo(row.total());
        assertThat(records).allSatisfy(record -> {
            assertThat(record.getEffectiveCost()).isEqualByComparingTo(record.getBilledCost());
            assertThat(record.getXAmountRounded()).isNull();
        });
        assertThat(records.stream().map(CostRecord::getXLineKey)).doesNotHaveDuplicates();
    }

    @Property(tries = 50)
    void recordsOfAPageBillTheSumOfItsRows(@ForAll("rows") List<Row> rows) {
        NormalizedPage page = GcpPages.normalize(rows.stream().map(Row::columns).toList());

        BigDecimal total = rows.stream().map(Row::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum(Records.of(page))).isEqualByComparingTo(total);
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        return row().list().ofMinSize(1).ofMaxSize(10);
    }

    @Provide
    Arbitrary<Row> row() {
        Arbitrary<String> types = Arbitraries.of("regular", "tax", "adjustment", "rounding_error", "tithe");
        Arbitrary<String> creditTypes = Arbitraries.of(
                "PROMOTION", "DISCOUNT", "COMMITTED_USAGE_DISCOUNT", "COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE", "", "x");
        Arbitrary<Credit> credits = Combinators.combine(creditTypes, amounts()).as(Credit::new);
        return Combinators.combine(types, amounts(), credits.list().ofMaxSize(6))
                .as(Row::new);
    }

    /** Amounts as FLOAT64 prints them and as NUMERIC does, some with an exponent. */
    private static Arbitrary<BigDecimal> amounts() {
        Arbitrary<BigDecimal> plain = Arbitraries.bigDecimals()
                .between(new BigDecimal("-99999"), new BigDecimal("99999"))
                .ofScale(24);
        Arbitrary<BigDecimal> small = Arbitraries.of("5e-06", "-5E-7", "-1.23456789012345E-9", "0", "-0.0", "1e-24")
                .map(BigDecimal::new);
        return Arbitraries.oneOf(plain, small);
    }

    private static BigDecimal sum(List<CostRecord> records) {
        return records.stream().map(CostRecord::getBilledCost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
