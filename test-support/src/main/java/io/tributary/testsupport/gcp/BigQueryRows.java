package io.tributary.testsupport.gcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.testsupport.gcp.BigQueryServer.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Rows, as BigQuery's REST interface writes them. */
final class BigQueryRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The columns of the query that counts rows and adds up costs by group. */
    static final List<String> INVENTORY = List.of(
            "partition_day DATE",
            "export_time TIMESTAMP",
            "account STRING",
            "month STRING",
            "currency STRING",
            "row_count INTEGER",
            "cost BIGNUMERIC",
            "credits BIGNUMERIC");

    /** The columns of the query that adds up costs by invoice month and day of usage. */
    static final List<String> DAYS = List.of(
            "account STRING",
            "month STRING",
            "currency STRING",
            "usage_day DATE",
            "cost BIGNUMERIC",
            "last_export TIMESTAMP");

    /** The columns under a prefix, as BigQuery describes them. */
    static ArrayNode schema(List<String> types, String prefix) {
        ArrayNode fields = JSON.createArrayNode();
        for (String column : types) {
            String[] words = column.split(" ");
            boolean isOwn = words[0].startsWith(prefix) && words[0].indexOf('.', prefix.length()) < 0;
            if (isOwn) {
                ObjectNode field = fields.addObject().put("name", words[0].substring(prefix.length()));
                field.put("type", words[1].replace("*", ""));
                field.put("mode", words[1].endsWith("*") ? "REPEATED" : "NULLABLE");
                if (words[1].startsWith("RECORD")) {
                    field.set("fields", schema(types, words[0] + "."));
                }
            }
        }
        return fields;
    }

    /** The answer to the query that counts rows and adds up costs by group. */
    static List<JsonNode> inventory(List<Row> rows) {
        Map<List<String>, List<Row>> groups = new LinkedHashMap<>();
        rows.stream()
                .sorted(Comparator.comparing(row -> String.join("|", row.group())))
                .forEach(row -> groups.computeIfAbsent(row.group(), group -> new ArrayList<>())
                        .add(row));
        List<JsonNode> result = new ArrayList<>();
        groups.forEach((group, members) -> {
            ArrayNode cells = JSON.createArrayNode();
            group.forEach(value -> cells.addObject().put("v", value));
            cells.addObject().put("v", Integer.toString(members.size()));
            cells.addObject().put("v", sum(members, Row::cost).toPlainString());
            BigDecimal credits = sum(members, Row::credits);
            cells.addObject().put("v", credits.signum() == 0 ? null : credits.toPlainString());
            result.add(JSON.createObjectNode().set("f", cells));
        });
        return result;
    }

    /** The answer to the query that adds up costs by invoice month and day of usage. */
    static List<JsonNode> days(List<Row> rows) {
        Map<List<String>, List<Row>> groups = new TreeMap<>(Comparator.comparing(Object::toString));
        rows.forEach(row -> groups.computeIfAbsent(
                        List.of(row.group().get(2), row.month(), row.group().get(4), row.usageDay()),
                        group -> new ArrayList<>())
                .add(row));
        List<JsonNode> result = new ArrayList<>();
        groups.forEach((group, members) -> {
            ArrayNode cells = JSON.createArrayNode();
            group.forEach(value -> cells.addObject().put("v", value));
            cells.addObject().put("v", sum(members, Row::cost).toPlainString());
            long last = members.stream().mapToLong(Row::exportMicros).max().orElseThrow();
            cells.addObject().put("v", Long.toString(last));
            result.add(JSON.createObjectNode().set("f", cells));
        });
        return result;
    }

    private static BigDecimal sum(List<Row> rows, Function<Row, BigDecimal> amount) {
        return rows.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A record of an answer. */
    static JsonNode cells(JsonNode schema, Map<?, ?> values) {
        ArrayNode cells = JSON.createArrayNode();
        for (JsonNode field : schema) {
            Object value = values.get(field.path("name").asText());
            ObjectNode cell = cells.addObject();
            if (value instanceof List<?> items) {
                ArrayNode array = cell.putArray("v");
                items.forEach(item -> array.addObject().set("v", cells(field.path("fields"), (Map<?, ?>) item)));
            } else if (field.path("mode").asText().equals("REPEATED")) {
                cell.putArray("v");
            } else if (value instanceof Map<?, ?> record) {
                cell.set("v", cells(field.path("fields"), record));
            } else if (value instanceof Instant time) {
                cell.put("v", Long.toString(micros(time)));
            } else {
                cell.put("v", (String) value);
            }
        }
        return JSON.createObjectNode().set("f", cells);
    }

    /** The row with times in seconds, which BigQuery writes unless a request asks for whole microseconds. */
    static JsonNode inSeconds(JsonNode row, JsonNode schema) {
        JsonNode copy = row.deepCopy();
        for (int i = 0; i < schema.size(); i++) {
            ObjectNode cell = (ObjectNode) copy.path("f").get(i);
            if (schema.get(i).path("type").asText().equals("TIMESTAMP")
                    && !cell.path("v").isNull()) {
                cell.put(
                        "v",
                        new BigDecimal(cell.path("v").asText()).movePointLeft(6).toPlainString() + "E0");
            }
        }
        return copy;
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private BigQueryRows() {}
}
