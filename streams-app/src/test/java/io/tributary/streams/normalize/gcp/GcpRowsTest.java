package io.tributary.streams.normalize.gcp;

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

/** What becomes of each kind of row: a case file a rule, in rows/gcp. Adding a case is adding a file. */
class GcpRowsTest {

    private static final Map<String, GcpCase> CASES = GcpCase.all();

    @TestFactory
    Stream<DynamicTest> everyRowBecomesWhatItsCaseSays() {
        assertThat(CASES).as("case files in rows/gcp").isNotEmpty();
        return CASES.entrySet().stream()
                .map(gcpCase -> DynamicTest.dynamicTest(gcpCase.getKey(), () -> check(gcpCase.getValue())));
    }

    @Test
    void everyReasonToRejectARowHasACase() {
        // No spreadsheet can make a number of a billing account's id. UNEXPECTED is a defect of ours.
        Set<RejectionCode> codes = EnumSet.range(RejectionCode.FIELD_COUNT, RejectionCode.RECORD_TOO_LARGE);
        codes.remove(RejectionCode.DAMAGED_ACCOUNT);
        Set<String> shown = CASES.values().stream()
                .map(GcpCase::rejection)
                .filter(Objects::nonNull)
                .map(GcpCase.Rejected::code)
                .collect(Collectors.toSet());

        assertThat(shown)
                .as("reasons of which a case file in rows/gcp is rejected")
                .containsAll(codes.stream().map(Enum::name).toList());
    }

    @Test
    void everyCostTypeThatIsKnownHasACase() {
        Set<CostType> shown = CASES.values().stream()
                .map(gcpCase -> GcpCase.baseRow(gcpCase.columns()).getOrDefault("cost_type", ""))
                .map(CostType::of)
                .collect(Collectors.toSet());

        assertThat(shown).containsExactlyInAnyOrder(CostType.values());
    }

    private static void check(GcpCase gcpCase) {
        assertThat(gcpCase.why()).as("why").isNotBlank();
        NormalizedPage page = GcpPages.normalize(gcpCase.page(), gcpCase.recordLimit());

        if (gcpCase.rejection() == null) {
            checkRecords(gcpCase.records(), page);
            checkThatMoneyIsKept(page);
        } else {
            checkRejection(gcpCase.rejection(), page);
        }
    }

    private static void checkRecords(List<Map<String, String>> expected, NormalizedPage page) {
        assertThat(page.rejectedRows()).isEmpty();
        List<CostRecord> records = Records.of(page);
        assertThat(records).hasSameSizeAs(expected);
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

    private static void checkThatMoneyIsKept(NormalizedPage page) {
        BigDecimal billed =
                page.records().stream().map(NormalizedRecord::billedCost).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal source = page.sourceCosts().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(billed).as("billed").isEqualByComparingTo(source);
        assertThat(page.excludedCosts()).isEmpty();
        assertThat(page.settlements()).isEmpty();
    }

    private static void checkRejection(GcpCase.Rejected expected, NormalizedPage page) {
        assertThat(page.records()).isEmpty();
        assertThat(page.sourceCosts()).isEmpty();
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
