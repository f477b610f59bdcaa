package io.tributary.streams.normalize.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.normalize.Records;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
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

/** What becomes of each kind of row: a case file a rule, in rows/aws. Adding a case is adding a file. */
class RowCasesTest {

    /** Reasons for which a single row becomes a dead letter. UNEXPECTED is a defect of ours, so no row should cause it. */
    private static final Set<RejectionCode> CODES_OF_ROWS =
            EnumSet.range(RejectionCode.FIELD_COUNT, RejectionCode.RECORD_TOO_LARGE);

    private static final Map<String, RowCase> CASES = RowCase.all();

    @TestFactory
    Stream<DynamicTest> everyRowBecomesWhatItsCaseSays() {
        assertThat(CASES).as("case files in rows/aws").isNotEmpty();
        return CASES.entrySet().stream()
                .map(rowCase -> DynamicTest.dynamicTest(rowCase.getKey(), () -> check(rowCase.getValue())));
    }

    @Test
    void everyReasonToRejectARowHasACase() {
        Set<String> shown = CASES.values().stream()
                .map(RowCase::rejection)
                .filter(Objects::nonNull)
                .map(RowCase.Rejected::code)
                .collect(Collectors.toSet());

        assertThat(shown)
                .as("reasons of which a case file in rows/aws is rejected")
                .containsAll(CODES_OF_ROWS.stream().map(Enum::name).toList());
    }

    @Test
    void everyLineItemTypeThatIsKnownHasACase() {
        Set<LineItemType> shown = Stream.concat(
                        Stream.of("Usage"),
                        CASES.values().stream()
                                .map(rowCase -> rowCase.columns().get("lineItem/LineItemType"))
                                .filter(Objects::nonNull))
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .map(name -> LineItemType.of(name, 0, name.length))
                .collect(Collectors.toSet());

        assertThat(shown).containsExactlyInAnyOrder(LineItemType.values());
    }

    private static void check(RowCase rowCase) {
        assertThat(rowCase.why()).as("why").isNotBlank();
        NormalizedPage page = new PageNormalizer(
                        List.of(CurDataSet.legacy(Optional.empty()), CurDataSet.dataExports(Optional.empty())),
                        rowCase.recordLimit())
                .normalize(rowCase.page());

        if (rowCase.rejection() == null) {
            checkRecords(rowCase.records(), page);
            checkSettled(rowCase.settled(), page);
            checkThatMoneyIsKept(page);
        } else {
            checkRejection(rowCase.rejection(), page);
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

    private static void checkSettled(RowCase.Settled expected, NormalizedPage page) {
        Map<String, BigDecimal> settled = page.settlements().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().commitmentId(), Map.Entry::getValue));
        if (expected == null) {
            assertThat(settled).as("settled by commitments").isEmpty();
        } else {
            assertThat(settled).as("settled by commitments").containsOnlyKeys(expected.commitment());
            assertThat(settled.get(expected.commitment())).isEqualByComparingTo(expected.cost());
        }
    }

    /** What the source states of a row is billed, or settled by a commitment. */
    private static void checkThatMoneyIsKept(NormalizedPage page) {
        BigDecimal billed =
                page.records().stream().map(NormalizedRecord::billedCost).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(billed.add(sum(page.settlements())))
                .as("billed and settled")
                .isEqualByComparingTo(sum(page.sourceCosts()));
    }

    private static BigDecimal sum(Map<?, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void checkRejection(RowCase.Rejected expected, NormalizedPage page) {
        assertThat(page.records()).isEmpty();
        assertThat(page.sourceCosts()).isEmpty();
        assertThat(page.settlements()).isEmpty();
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
