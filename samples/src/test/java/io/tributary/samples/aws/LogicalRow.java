package io.tributary.samples.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The content of a row of any Cost and Usage Report, with names and spellings that do not depend on its format. */
final class LogicalRow {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, LegacyColumn> BY_NAME = byName();
    private static final Set<String> MAPS = Set.of("product", "resource_tags", "cost_category", "discount");
    private static final Map<String, String> NAMES = new HashMap<>();

    private LogicalRow() {}

    /** The rows of a delivery: values by snake-case name, without those that are blank. */
    static List<Map<String, String>> of(Path directory, SampleTruth.Delivery delivery) {
        return SampleRows.of(directory, delivery).stream().map(LogicalRow::of).toList();
    }

    private static Map<String, String> of(NamedCsvRecord row) {
        Map<String, String> values = new HashMap<>();
        List<String> fields = row.getFields();
        for (int i = 0; i < fields.size(); i++) {
            String header = row.getHeader().get(i);
            String text = fields.get(i);
            if (text.isEmpty()) {
                continue;
            }
            if (MAPS.contains(header)) {
                entries(text).forEach((key, value) -> put(values, header + "_" + key, value));
            } else {
                put(values, NAMES.computeIfAbsent(header, LogicalRow::name), text);
            }
        }
        return values;
    }

    private static String name(String header) {
        int slash = header.indexOf('/');
        return slash < 0
                ? header
                : CurNames.snake(header.substring(0, slash)) + "_" + CurNames.snake(header.substring(slash + 1));
    }

    private static void put(Map<String, String> values, String name, String text) {
        values.putIfAbsent(name, canonical(BY_NAME.get(name), text));
    }

    private static String canonical(LegacyColumn column, String text) {
        String type = column == null ? "String" : column.type();
        return switch (type) {
            case "BigDecimal", "OptionalBigDecimal" -> number(text);
            case "DateTime" -> Instant.parse(text).toString();
            default -> text;
        };
    }

    private static String number(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return "no number";
        }
    }

    private static Map<String, String> entries(String json) {
        try {
            Map<String, String> entries = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry : JSON.readTree(json).properties()) {
                entries.put(entry.getKey(), entry.getValue().asText());
            }
            return entries;
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    private static Map<String, LegacyColumn> byName() {
        Map<String, LegacyColumn> names = new HashMap<>();
        for (LegacyColumn column : LegacyColumn.values()) {
            names.put(CurNames.column(column), column);
        }
        return names;
    }
}
