package io.tributary.streams.normalize.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.Records;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What becomes of each kind of row: a case file a rule, in rows/azure. Adding a case is adding a file. */
class CostRowsTest {

    /** Reasons for which a single row becomes a dead letter. UNEXPECTED is a defect of ours, so no row should cause it. */
    private static final Set<RejectionCode> CODES_OF_ROWS =
            EnumSet.range(RejectionCode.FIELD_COUNT, RejectionCode.RECORD_TOO_LARGE);

    private static final Map<String, CostCase> CASES = CostCase.all();

    @TestFactory
    Stream<DynamicTest> everyRowBecomesWhatItsCaseSays() {
        assertThat(CASES).as("case files in rows/azure").isNotEmpty();
        return CASES.entrySet().stream()
                .map(costCase -> DynamicTest.dynamicTest(costCase.getKey(), () -> check(costCase.getValue())));
    }

    @Test
    void everyReasonToRejectARowHasACase() {
        Set<String> shown = CASES.values().stream()
                .map(CostCase::rejection)
                .filter(Objects::nonNull)
                .map(CostCase.Rejected::code)
                .collect(Collectors.toSet());

        assertThat(shown)
                .as("reasons of which a case file in rows/azure is rejected")
                .containsAll(CODES_OF_ROWS.stream().map(Enum::name).toList());
    }

    @Test
    void everyChargeTypeThatIsKnownHasACase() {
        Set<ChargeType> shown = CASES.values().stream()
                .map(costCase -> costCase.columns().get("ChargeType"))
                .filter(Objects::nonNull)
                .map(ChargeType::of)
                .collect(Collectors.toSet());

        assertThat(shown).containsExactlyInAnyOrder(ChargeType.values());
    }

    private static void check(CostCase costCase) {
        assertThat(costCase.why()).as("why").isNotBlank();
        NormalizedPage page = AzurePages.normalize(costCase.page(), costCase.recordLimit());

        if (costCase.rejection() == null) {
            checkRecords(costCase.records(), page);
            checkThatMoneyIsKept(costCase.excluded(), page);
        } else {
            checkRejection(costCase.rejection(), page);
        }
    }

    private static void checkRecords(List<Map<String, String>> expected, NormalizedPage page) {
        assertThat(page.rejectedRows()).isEmpty();
        List<CostRecord> records = Records.of(page);
        assertThat(records).hasSameSizeAs(expected);
        assertThat(page.excludedRows()).isEqualTo(expected.isEmpty() ? 1 : 0);
        for (int i = 0; i < records.size(); i++) {
            CostRecord record = records.get(i);
            expected.get(i).forEach((field, value) -> checkField(record, field, value));
        }
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

    /** What the source states of a row is billed, or billed by other rows. */
    private static void checkThatMoneyIsKept(BigDecimal excluded, NormalizedPage page) {
        BigDecimal billed =
                page.records().stream().map(NormalizedRecord::billedCost).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum(page.excludedCosts()))
                .as("excluded")
                .isEqualByComparingTo(excluded == null ? BigDecimal.ZERO : excluded);
        assertThat(billed.add(sum(page.excludedCosts())))
                .as("billed and excluded")
                .isEqualByComparingTo(sum(page.sourceCosts()));
        assertThat(page.settlements()).isEmpty();
    }

    private static BigDecimal sum(Map<?, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void checkRejection(CostCase.Rejected expected, NormalizedPage page) {
        assertThat(page.records()).isEmpty();
        assertThat(page.sourceCosts()).isEmpty();
        assertThat(page.excludedCosts()).isEmpty();
        assertThat(page.rejectedRows()).hasSize(1);
        Rejection rejection = page.rejectedRows().get(0).rejection();
        assertThat(rejection.code().name()).as(rejection.message()).isEqualTo(expected.code());
        if (expected.column() != null) {
            assertThat(rejection.column()).contains(expected.column());
            assertThat(rejection.message()).contains(expected.column(), "expected");
        }
        if (expected.value() != null) {
            assertThat(rejection.value()).contains(expected.value());
            assertThat(rejection.message()).contains(expected.value());
        }
        assertThat(rejection.parkedCost().map(BigDecimal::stripTrailingZeros))
                .as("parked cost")
                .isEqualTo(Optional.ofNullable(expected.parkedCost()).map(BigDecimal::stripTrailingZeros));
        assertThat(rejection.parkedCurrency())
                .as("parked currency")
                .isEqualTo(Optional.ofNullable(expected.parkedCurrency()));
        if (expected.identified() != null) {
            assertThat(!rejection.keys().isEmpty()).as("identified").isEqualTo(expected.identified());
        }
    }
}
