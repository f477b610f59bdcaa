package io.tributary.streams.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.schemas.CostRecord;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The case files of a data set, in a folder of src/test/resources/rows: a file a rule. Adding a case is adding a file.
 */
public final class RowCases {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private RowCases() {}

    /**
     * The case files of {@code folder}, by their names without ending.
     *
     * @param source the fields that only these case files have
     */
    public static <S> Map<String, RowCase<S>> all(String folder, Class<S> source) {
        Map<String, RowCase<S>> cases = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(resource(folder))) {
            files.sorted()
                    .forEach(file -> cases.put(file.getFileName().toString().replace(".json", ""), read(file, source)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        assertThat(cases).as("case files in rows/" + folder).isNotEmpty();
        return cases;
    }

    private static <S> RowCase<S> read(Path file, Class<S> source) {
        try {
            ObjectNode all = (ObjectNode) JSON.readTree(Files.readString(file));
            ObjectNode common = JSON.createObjectNode();
            for (RecordComponent component : RowCase.class.getRecordComponents()) {
                JsonNode value = all.remove(component.getName());
                if (value != null) {
                    common.set(component.getName(), value);
                }
            }
            common.set("source", all);
            return JSON.readValue(
                    common.toString(), JSON.getTypeFactory().constructParametricType(RowCase.class, source));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    /** The row of {@code name}.json, which case files change: values by the source's column names. */
    @SuppressWarnings("unchecked") // The files are flat objects of texts.
    public static Map<String, String> baseRow(String name) {
        try {
            return JSON.readValue(Files.readString(resource(name + ".json")), LinkedHashMap.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }

    /** The base row with some columns changed; null takes one out of it. */
    public static Map<String, String> baseRow(String name, Map<String, String> changes) {
        Map<String, String> row = baseRow(name);
        row.putAll(changes);
        row.values().removeIf(Objects::isNull);
        return row;
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(RowCases.class.getResource("/rows/" + name), name)
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A test for each case. */
    public static <S> Stream<DynamicTest> tests(
            Map<String, RowCase<S>> cases, Function<RowCase<S>, NormalizedPage> normalize) {
        return cases.entrySet().stream()
                .map(rowCase -> DynamicTest.dynamicTest(
                        rowCase.getKey(), () -> check(rowCase.getValue(), () -> normalize.apply(rowCase.getValue()))));
    }

    /**
     * The records of the cases whose rows can be read.
     *
     * @return by the folder and the name of the case
     */
    public static <S> Map<String, List<CostRecord>> records(
            String folder, Map<String, RowCase<S>> cases, Function<RowCase<S>, NormalizedPage> normalize) {
        Map<String, List<CostRecord>> records = new LinkedHashMap<>();
        cases.forEach((name, rowCase) -> {
            if (!rowCase.records().isEmpty()) {
                records.put(folder + "/" + name, Records.of(normalize.apply(rowCase)));
            }
        });
        return records;
    }

    /** A test for each case whose row can be read. */
    public static <S> Stream<DynamicTest> readable(Map<String, RowCase<S>> cases, Consumer<RowCase<S>> test) {
        return cases.entrySet().stream()
                .filter(rowCase -> !rowCase.getValue().records().isEmpty())
                .map(rowCase -> DynamicTest.dynamicTest(rowCase.getKey(), () -> test.accept(rowCase.getValue())));
    }

    /** Checks that cases are rejected for each of {@code codes}. */
    public static <S> void checkThatAllAreShown(Set<RejectionCode> codes, Map<String, RowCase<S>> cases) {
        Set<String> shown = cases.values().stream()
                .map(RowCase::rejection)
                .filter(Objects::nonNull)
                .map(RowCase.Rejected::code)
                .collect(Collectors.toSet());

        assertThat(shown)
                .as("reasons for which the row of a case file is rejected")
                .containsAll(codes.stream().map(Enum::name).toList());
    }

    private static void check(RowCase<?> rowCase, Supplier<NormalizedPage> normalize) {
        assertThat(rowCase.why()).as("why").isNotBlank();
        if (rowCase.rejectedPage() != null) {
            checkRejectedPage(rowCase.rejectedPage(), normalize);
            return;
        }
        NormalizedPage page = normalize.get();
        if (rowCase.rejection() == null) {
            checkRecords(rowCase.records(), page);
            checkSettled(rowCase.settled(), page);
            checkThatMoneyIsKept(rowCase.excluded(), page);
        } else {
            checkRejection(rowCase.rejection(), page);
            checkSettled(rowCase.settled(), page);
        }
    }

    private static void checkRejectedPage(List<String> words, Supplier<NormalizedPage> normalize) {
        assertThatThrownBy(normalize::get)
                .isInstanceOfSatisfying(
                        RejectedPageException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(RejectionCode.PAGE_COLUMNS))
                .hasMessageContainingAll(words.toArray(CharSequence[]::new))
                .hasMessageContaining("expected");
    }

    private static void checkRecords(List<Map<String, String>> expected, NormalizedPage page) {
        assertThat(page.rejectedRows()).isEmpty();
        List<CostRecord> records = Records.of(page);
        assertThat(records).hasSameSizeAs(expected);
        assertThat(page.excludedRows()).as("excluded rows").isEqualTo(expected.isEmpty() ? 1 : 0);
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

    /** What the source states of a row is billed, billed by other rows, or settled by a commitment. */
    private static void checkThatMoneyIsKept(BigDecimal excluded, NormalizedPage page) {
        BigDecimal billed =
                page.records().stream().map(NormalizedRecord::billedCost).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum(page.excludedCosts()))
                .as("excluded")
                .isEqualByComparingTo(excluded == null ? BigDecimal.ZERO : excluded);
        assertThat(billed.add(sum(page.excludedCosts())).add(sum(page.settlements())))
                .as("billed, excluded and settled")
                .isEqualByComparingTo(sum(page.sourceCosts()));
    }

    private static BigDecimal sum(Map<?, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void checkRejection(RowCase.Rejected expected, NormalizedPage page) {
        assertThat(page.records()).isEmpty();
        assertThat(sum(page.sourceCosts())).isEqualByComparingTo(sum(page.settlements()));
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
