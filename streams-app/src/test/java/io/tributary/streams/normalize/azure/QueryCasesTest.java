package io.tributary.streams.normalize.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.CostRecord;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.normalize.Records;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What becomes of rows of the Query interface: a case file a rule, in rows/azure-query. */
class QueryCasesTest {

    private static final Map<String, QueryCase> CASES = QueryCase.all();

    @TestFactory
    Stream<DynamicTest> everyRowBecomesWhatItsCaseSays() {
        assertThat(CASES).as("case files in rows/azure-query").isNotEmpty();
        return CASES.entrySet().stream()
                .map(queryCase -> DynamicTest.dynamicTest(queryCase.getKey(), () -> check(queryCase.getValue())));
    }

    private static void check(QueryCase queryCase) {
        assertThat(queryCase.why()).as("why").isNotBlank();
        PageNormalizer normalizer = new PageNormalizer(List.of(new AzureQuery(queryCase.role())), 900_000);
        if (queryCase.rejectedPage() != null) {
            assertThatThrownBy(() -> normalizer.normalize(queryCase.page()))
                    .isInstanceOfSatisfying(
                            RejectedPageException.class,
                            rejected -> assertThat(rejected.code()).isEqualTo(RejectionCode.PAGE_COLUMNS))
                    .hasMessageContainingAll(queryCase.rejectedPage().toArray(CharSequence[]::new))
                    .hasMessageContaining("expected");
            return;
        }
        NormalizedPage page = normalizer.normalize(queryCase.page());
        if (queryCase.rejection() == null) {
            checkRecord(queryCase, page);
        } else {
            checkRejection(queryCase.rejection(), page);
        }
    }

    private static void checkRecord(QueryCase queryCase, NormalizedPage page) {
        assertThat(page.rejectedRows()).isEmpty();
        List<CostRecord> records = Records.of(page);
        assertThat(records).hasSize(queryCase.record() == null ? 0 : 1);
        records.forEach(record -> queryCase.record().forEach((field, value) -> checkField(record, field, value)));
        BigDecimal excluded = queryCase.excluded() == null ? BigDecimal.ZERO : queryCase.excluded();
        assertThat(sum(page.excludedCosts())).as("excluded").isEqualByComparingTo(excluded);
        BigDecimal billed = records.stream().map(CostRecord::getBilledCost).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(billed.add(excluded)).as("billed and excluded").isEqualByComparingTo(sum(page.sourceCosts()));
    }

    private static BigDecimal sum(Map<?, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void checkField(CostRecord record, String field, String expected) {
        assertThat(CostRecord.getClassSchema().getField(field))
                .as("field " + field)
                .isNotNull();
        Object actual = record.get(field);
        if (actual instanceof BigDecimal amount && expected != null) {
            assertThat(amount).as(field).isEqualByComparingTo(expected);
        } else {
            assertThat(actual == null ? null : actual.toString()).as(field).isEqualTo(expected);
        }
    }

    private static void checkRejection(QueryCase.Rejected expected, NormalizedPage page) {
        assertThat(page.records()).isEmpty();
        assertThat(page.sourceCosts()).isEmpty();
        assertThat(page.rejectedRows()).hasSize(1);
        Rejection rejection = page.rejectedRows().get(0).rejection();
        assertThat(rejection.code().name()).as(rejection.message()).isEqualTo(expected.code());
        assertThat(rejection.message()).contains(expected.column(), "expected");
        assertThat(rejection.parkedCost().map(BigDecimal::stripTrailingZeros))
                .as("parked cost")
                .isEqualTo(Optional.ofNullable(expected.parkedCost()).map(BigDecimal::stripTrailingZeros));
        assertThat(rejection.parkedCurrency())
                .as("parked currency")
                .isEqualTo(Optional.ofNullable(expected.parkedCurrency()));
        assertThat(!rejection.keys().isEmpty()).as("identified").isEqualTo(expected.identified());
    }
}
