package io.tributary.streams.normalize.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.normalize.Records;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What becomes of rows of FOCUS exports: a case file a rule, in rows/azure-focus and rows/aws-focus. */
class FocusCasesTest {

    @TestFactory
    Stream<DynamicTest> everyRowBecomesWhatItsCaseSays() {
        return Arrays.stream(FocusCase.Export.values()).flatMap(export -> {
            Map<String, FocusCase> cases = FocusCase.all(export);
            assertThat(cases).as("case files of " + export).isNotEmpty();
            return cases.entrySet().stream()
                    .map(focusCase -> DynamicTest.dynamicTest(
                            export + " " + focusCase.getKey(), () -> check(export, focusCase.getValue())));
        });
    }

    @Test
    void everyDefectHasACase() {
        List<String> shown = Arrays.stream(FocusCase.Export.values())
                .flatMap(export -> FocusCase.all(export).values().stream())
                .map(FocusCase::record)
                .filter(Objects::nonNull)
                .map(record -> record.get("x_SourceDefects"))
                .filter(Objects::nonNull)
                .toList();

        assertThat(Arrays.stream(FocusDefect.values()))
                .allSatisfy(defect -> assertThat(shown)
                        .as("x_SourceDefects of the case files")
                        .anyMatch(defects -> defects.contains('"' + defect.name() + '"')));
    }

    private static void check(FocusCase.Export export, FocusCase focusCase) {
        assertThat(focusCase.why()).as("why").isNotBlank();
        NormalizedPage page =
                new PageNormalizer(List.of(export.normalizer()), 900_000).normalize(focusCase.page(export));

        if (focusCase.rejection() == null) {
            checkRecord(focusCase.record(), page);
        } else {
            checkRejection(focusCase.rejection(), page);
        }
    }

    private static void checkRecord(Map<String, String> expected, NormalizedPage page) {
        assertThat(page.rejectedRows()).isEmpty();
        assertThat(page.excludedCosts()).isEmpty();
        List<CostRecord> records = Records.of(page);
        assertThat(records).hasSize(1);
        CostRecord record = records.get(0);
        expected.forEach((field, value) -> checkField(record, field, value));
        assertThat(page.sourceCosts().get(record.getBillingCurrency().toString()))
                .as("source cost")
                .isEqualByComparingTo(record.getBilledCost());
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

    private static void checkRejection(FocusCase.Rejected expected, NormalizedPage page) {
        assertThat(page.records()).isEmpty();
        assertThat(page.sourceCosts()).isEmpty();
        assertThat(page.rejectedRows()).hasSize(1);
        Rejection rejection = page.rejectedRows().get(0).rejection();
        assertThat(rejection.code().name()).as(rejection.message()).isEqualTo(expected.code());
        assertThat(rejection.column()).contains(expected.column());
        assertThat(rejection.message()).contains(expected.column(), "expected");
        if (expected.value() != null) {
            assertThat(rejection.message()).contains(expected.value());
        }
        assertThat(rejection.parkedCost().map(BigDecimal::stripTrailingZeros))
                .as("parked cost")
                .isEqualTo(Optional.ofNullable(expected.parkedCost()).map(BigDecimal::stripTrailingZeros));
        assertThat(rejection.parkedCurrency())
                .as("parked currency")
                .isEqualTo(Optional.ofNullable(expected.parkedCurrency()));
        assertThat(!rejection.keys().isEmpty()).as("identified").isEqualTo(expected.identified());
    }
}
