package io.tributary.streams.normalize.azure;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A case file: one row of line detail, and what is to become of it.
 *
 * @param why the rule that the case shows, and where it comes from
 * @param role what the row's set is for, by the name of its {@link CostsRole}; absent for AMORTIZED
 * @param base which of the files azure-base-*.json {@code columns} change: ea, mca or mosa; absent for ea; none where they
 *     are the whole row
 * @param largestRecord bytes that a record may have; 0 for the default
 * @param row the row as it stands in the page, where it does not follow from {@code columns}
 * @param json an item of usageDetails, in place of a row of CSV
 * @param columns values by the source's column names; null takes a column out of the base row
 * @param records the records that come of it, in order: expected values by the schema's field names, null for absent;
 *     fields that are not named are not checked
 * @param excluded the money that other rows bill; absent where none is
 * @param rejection why it becomes a dead letter; absent where it does not
 */
record CostCase(
        String why,
        CostsRole role,
        String base,
        int largestRecord,
        String row,
        JsonNode json,
        Map<String, String> columns,
        List<Map<String, String>> records,
        BigDecimal excluded,
        Rejected rejection) {

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

    CostCase {
        role = role == null ? CostsRole.AMORTIZED : role;
        columns = columns == null ? Map.of() : columns;
    }

    /** The case files, by their names without ending. */
    static Map<String, CostCase> all() {
        Map<String, CostCase> cases = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(resource("/rows/azure"))) {
            files.sorted()
                    .forEach(file ->
                            cases.put(file.getFileName().toString().replace(".json", ""), read(file, CostCase.class)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return cases;
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(CostCase.class.getResource(name), name)
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

    /** The row of azure-base-{@code name}.json: a day of on-demand usage. */
    @SuppressWarnings("unchecked") // The file is a flat object of texts.
    static Map<String, String> baseRow(String name) {
        return read(resource("/rows/azure-base-" + name + ".json"), LinkedHashMap.class);
    }

    int recordLimit() {
        return largestRecord == 0 ? LARGEST_RECORD : largestRecord;
    }

    /** A page of this one row. */
    RawPage page() {
        if (json != null) {
            return AzurePages.json(role, "[" + json + "]", 1);
        }
        Map<String, String> values = "none".equals(base) ? new LinkedHashMap<>() : baseRow(base == null ? "ea" : base);
        columns.forEach(values::put);
        values.values().removeIf(Objects::isNull);
        String text = row == null ? Csv.line(values.values()) : row;
        return AzurePages.csv(role, Csv.line(values.keySet()) + "\n" + text + "\n", 1);
    }
}
