package io.tributary.streams.normalize.gcp;

import io.tributary.streams.normalize.FocusValue.Status;
import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.SliceMemo;
import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.normalize.gcp.Structs.Kind;
import io.tributary.streams.normalize.gcp.Structs.Value;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The labels and tags of a row as FOCUS's Tags. Keys of a resource's labels stay as they are; those of its project get
 * the prefix {@code project/}, Google's own {@code system/}, and tags {@code tag/} and their namespace. Keys of labels
 * have no slash, so none hides another. Content that Tags cannot hold, such as a label that occurs twice or an
 * inherited tag, stays in x_SourceColumns as delivered.
 */
final class GcpTags {

    private static final String MACHINE = "compute.googleapis.com/";
    private static final Set<String> FIELDS_OF_LABEL = Set.of("key", "value");
    private static final byte[] TRUE = text("true");
    private static final int MEBIBYTES = 1024;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    private final JsonText json;
    private final SliceMemo<Optional<List<Map<String, Value>>>> labels;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, String> machine = new HashMap<>();
    private boolean unreadable;

    /**
     * @param json where JSON text is written, until it is cleared
     * @param labels remembers the structs of labels and tags
     */
    GcpTags(JsonText json, SliceMemo<Optional<List<Map<String, Value>>>> labels) {
        this.json = json;
        this.labels = labels;
    }

    /** Writes Tags, and what the price depends on, into {@code record}. */
    void write(GcpRow row, CostRow record) {
        begin();
        column(row, GcpColumn.LABELS, "");
        column(row, GcpColumn.PROJECT_LABELS, "project/");
        column(row, GcpColumn.SYSTEM_LABELS, "system/");
        column(row, GcpColumn.TAGS, "tag/");
        end(record, row.reader.defects());
    }

    /** Begins the object of tags. */
    void begin() {
        seen.clear();
        machine.clear();
        unreadable = false;
        json.begin();
    }

    /**
     * Writes the tags that were added, and what of them the price depends on, into {@code record}, and into {@code
     * defects} that a column of them could not be read.
     */
    void end(CostRow record, Set<SourceDefect> defects) {
        end(record, CostColumns.TAGS);
        if (unreadable) {
            defects.add(SourceDefect.VALUE_UNREADABLE);
        }
        if (record.has(CostColumns.SKU_PRICE_ID)) {
            machine(record);
        }
    }

    private void column(GcpRow row, GcpColumn column, String prefix) {
        if (row.isBlank(column)) {
            return;
        }
        int index = row.columns.index(column);
        if (add(row.source(), index, prefix)) {
            row.hold(column);
        }
    }

    /**
     * Adds the labels or tags in a column.
     *
     * @return whether they have no other content
     */
    boolean add(SourceRow source, int column, String prefix) {
        List<Map<String, Value>> structs = labels.of(
                        source.source(column), source.offset(column), source.length(column))
                .orElse(null);
        if (structs == null) {
            unreadable = true;
            return false;
        }
        boolean whole = true;
        for (Map<String, Value> struct : structs) {
            whole &= add(struct, prefix);
        }
        return whole;
    }

    private boolean add(Map<String, Value> struct, String prefix) {
        String key = text(struct, "key", "Key");
        Value value = struct.getOrDefault("value", struct.getOrDefault("Value", Value.NULL));
        if (key.isEmpty() || value.kind() == Kind.NESTED) {
            return false;
        }
        String namespace = text(struct, "namespace", "x_Namespace");
        String name = prefix + (namespace.isEmpty() ? "" : namespace + "/") + key;
        if (!seen.add(name)) {
            return false;
        }
        if (value.kind() == Kind.NULL) {
            json.numberPair(JsonText.key(name), TRUE, 0, TRUE.length);
        } else {
            byte[] bytes = text(value.text());
            json.pair(JsonText.key(name), bytes, 0, bytes.length);
        }
        if (prefix.equals("system/") && key.startsWith(MACHINE)) {
            machine.put(key.substring(MACHINE.length()), value.text());
        }
        return FIELDS_OF_LABEL.containsAll(struct.keySet());
    }

    private static String text(Map<String, Value> struct, String name, String otherName) {
        return struct.getOrDefault(name, struct.getOrDefault(otherName, Value.NULL))
                .text();
    }

    /** Writes the capacity that the usage of the row that was written last was reserved, or that was left unused. */
    void capacityReservation(CostRow record) {
        String name = machine.getOrDefault("reservation_name", "");
        String project = machine.getOrDefault("reservation_project_id", "");
        if (!name.isEmpty()) {
            // Names are of a project, which may share its reservations.
            record.text(CostColumns.CAPACITY_RESERVATION_ID, text(project.isEmpty() ? name : project + "/" + name));
            boolean unused = machine.getOrDefault("is_unused_reservation", "").equalsIgnoreCase("true");
            record.text(CostColumns.CAPACITY_RESERVATION_STATUS, (unused ? Status.UNUSED : Status.USED).text());
        }
    }

    /** The machine that a core or its memory belongs to: its type, its cores, and its memory in GiB. */
    private void machine(CostRow record) {
        json.begin();
        String type = machine.getOrDefault("machine_spec", "");
        if (!type.isEmpty()) {
            byte[] bytes = text(type);
            json.pair(JsonText.key("InstanceType"), bytes, 0, bytes.length);
        }
        number("CoreCount", machine.getOrDefault("cores", ""), 1);
        number("MemorySize", machine.getOrDefault("memory", ""), MEBIBYTES);
        end(record, CostColumns.SKU_PRICE_DETAILS);
    }

    private void number(String name, String value, int divisor) {
        if (WHOLE_NUMBER.matcher(value).matches()) {
            byte[] bytes = text(
                    new BigDecimal(value).divide(BigDecimal.valueOf(divisor)).toPlainString());
            json.numberPair(JsonText.key(name), bytes, 0, bytes.length);
        }
    }

    private void end(CostRow record, int field) {
        if (json.end()) {
            record.text(field, json.source(), json.offset(), json.length());
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
