package io.tributary.streams.normalize.aws;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.Pages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A case file: one row of a report, and what is to become of it.
 *
 * @param why the rule that the case shows, and where it comes from
 * @param dataSet the data set that the row is of; absent for legacy reports
 * @param base whether {@code columns} change the data set's base row; otherwise they are the whole row
 * @param survey what the extractor found about the delivery's cost columns; absent where it made no survey
 * @param largestRecord bytes that a record may have; 0 for the default
 * @param row the row as it stands in the page, where it does not follow from {@code columns}
 * @param columns values by the report's column names; null takes a column out of the base row
 * @param records the records that come of it, in order: expected values by the schema's field names, null for absent;
 *     fields that are not named are not checked
 * @param settled the money that belongs to a commitment; absent where none does
 * @param rejection why it becomes a dead letter; absent where it does not
 */
record RowCase(
        String why,
        String dataSet,
        Boolean base,
        Survey survey,
        int largestRecord,
        String row,
        Map<String, String> columns,
        List<Map<String, String>> records,
        Settled settled,
        Rejected rejection) {

    /** The parts of a survey that decide the cost basis. */
    record Survey(
            BigDecimal unblendedCost,
            BigDecimal netUnblendedCost,
            long discountRows,
            BigDecimal discountUnblendedCost,
            BigDecimal discountNetUnblendedCost) {}

    /** Money that is settled with the commitment of this id. */
    record Settled(String commitment, BigDecimal cost) {}

    /**
     * A dead letter.
     *
     * @param column the column at fault; absent where the row as a whole is
     * @param value the value at fault; absent where it is not checked
     * @param parkedCost the cost that can still be read; absent where it cannot
     * @param parkedCurrency its currency; absent where it cannot be read
     * @param identified whether the keys of the records that the row would have become are still known
     */
    record Rejected(
            String code,
            String column,
            String value,
            BigDecimal parkedCost,
            String parkedCurrency,
            Boolean identified) {}

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final int LARGEST_RECORD = 900_000;

    /** The case files, by their names without ending. */
    static Map<String, RowCase> all() {
        Map<String, RowCase> cases = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(resource("/rows/aws"))) {
            files.sorted()
                    .forEach(file ->
                            cases.put(file.getFileName().toString().replace(".json", ""), read(file, RowCase.class)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return cases;
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(RowCase.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            return JSON.readValue(Files.readString(file), type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    /** The base row of legacy reports: an hour of on-demand usage. */
    static Map<String, String> baseRow() {
        return baseRow("/rows/aws-base-row.json");
    }

    /** The same line as CUR 2.0 has it. */
    static Map<String, String> dataExportsBaseRow() {
        return baseRow("/rows/aws-cur-2-base-row.json");
    }

    @SuppressWarnings("unchecked") // The files are flat objects of texts.
    private static Map<String, String> baseRow(String name) {
        return read(resource(name), LinkedHashMap.class);
    }

    int recordLimit() {
        return largestRecord == 0 ? LARGEST_RECORD : largestRecord;
    }

    /** A page of this one row. */
    RawPage page() {
        boolean dataExports = CurDataSet.DATA_EXPORTS.equals(dataSet);
        Map<String, String> values =
                Boolean.FALSE.equals(base) ? new LinkedHashMap<>() : dataExports ? dataExportsBaseRow() : baseRow();
        columns.forEach(values::put);
        values.values().removeIf(Objects::isNull);
        String text = row == null ? Csv.line(values.values()) : row;
        Instant time = Instant.parse("2025-11-04T00:00:00Z");
        RawPage page = new Pages("012345678901", LocalDate.of(2025, 11, 1), "delivery", time, time)
                .surveyed(survey == null ? null : costSurvey())
                .page(0, Csv.line(values.keySet()) + "\n" + text + "\n", 1, 0);
        if (dataSet != null) {
            page.setDataSet(dataSet);
        }
        return page;
    }

    private CostSurvey costSurvey() {
        return new CostSurvey(
                survey.unblendedCost,
                survey.netUnblendedCost,
                survey.discountRows,
                Objects.requireNonNullElse(survey.discountUnblendedCost, BigDecimal.ZERO),
                Objects.requireNonNullElse(survey.discountNetUnblendedCost, BigDecimal.ZERO));
    }
}
