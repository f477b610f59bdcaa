package io.tributary.streams.normalize.gcp;

import com.fasterxml.jackson.databind.DeserializationFeature;
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
 * A case file: one row of usage costs, and what is to become of it.
 *
 * @param why the rule that the case shows, and where it comes from
 * @param csv whether the row stands in a CSV dump; otherwise it is JSON
 * @param row the row's line in the dump, where it does not follow from {@code columns}
 * @param largestRecord bytes that a record may have; 0 for the default
 * @param columns changes to gcp-base-row.json, by the paths of the source's columns; null takes a column out of it
 * @param records the records that come of it, in order: expected values by the schema's field names, null for absent;
 *     fields that are not named are not checked
 * @param rejection why it becomes a dead letter; absent where it does not
 */
record GcpCase(
        String why,
        boolean csv,
        String row,
        int largestRecord,
        Map<String, String> columns,
        List<Map<String, String>> records,
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

    GcpCase {
        columns = columns == null ? Map.of() : columns;
    }

    /** The case files, by their names without ending. */
    static Map<String, GcpCase> all() {
        Map<String, GcpCase> cases = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(resource("/rows/gcp"))) {
            files.sorted()
                    .forEach(file ->
                            cases.put(file.getFileName().toString().replace(".json", ""), read(file, GcpCase.class)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return cases;
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(GcpCase.class.getResource(name), name)
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

    /** The row of gcp-base-row.json: an hour of a machine's core, by the paths of its columns. */
    @SuppressWarnings("unchecked") // The file is a flat object of texts.
    static Map<String, String> baseRow() {
        return read(resource("/rows/gcp-base-row.json"), LinkedHashMap.class);
    }

    /** The base row with some columns changed; null takes one out of it. */
    static Map<String, String> baseRow(Map<String, String> changes) {
        Map<String, String> values = baseRow();
        changes.forEach(values::put);
        values.values().removeIf(Objects::isNull);
        return values;
    }

    int recordLimit() {
        return largestRecord == 0 ? LARGEST_RECORD : largestRecord;
    }

    /** A page of this one row. */
    RawPage page() {
        Map<String, String> values = baseRow(columns);
        if (!csv) {
            return GcpPages.json(List.of(values));
        }
        String text = row == null ? Csv.line(values.values()) : row;
        return GcpPages.csv(Csv.line(values.keySet()) + "\n" + text + "\n", 1);
    }
}
