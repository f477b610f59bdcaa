package io.tributary.samples.aws;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.tributary.samples.file.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A column of a Cost and Usage Report, as text for CSV and as a value for Parquet. Used by one thread: it remembers the
 * time it was last asked for.
 */
final class CurColumn {

    private final String name;
    private final Kind kind;
    private final List<Entry> entries;
    private byte[] shownTime;
    private long shownMillis;

    private CurColumn(String name, Kind kind, List<Entry> entries) {
        this.name = name;
        this.kind = kind;
        this.entries = List.copyOf(entries);
    }

    /** A column that says what the first of its sources says that is not blank. */
    static CurColumn of(String name, List<LegacyColumn> sources) {
        return new CurColumn(
                name,
                sources.isEmpty() ? Kind.TEXT : Kind.of(sources.get(0)),
                List.of(new Entry(new byte[0], List.copyOf(sources))));
    }

    /** A column of a kind that never says anything. */
    static CurColumn blank(String name, LegacyColumn kind) {
        return new CurColumn(name, Kind.of(kind), List.of(new Entry(new byte[0], List.of())));
    }

    /** A map of what is not blank. */
    static CurColumn map(String name, Map<String, List<LegacyColumn>> sources, boolean numbers) {
        List<Entry> entries = new ArrayList<>();
        sources.forEach(
                (key, columns) -> entries.add(new Entry(key.getBytes(StandardCharsets.UTF_8), List.copyOf(columns))));
        return new CurColumn(name, numbers ? Kind.NUMBERS : Kind.TEXTS, entries);
    }

    String name() {
        return name;
    }

    /** The manifest's word for what its values are. */
    String typeInManifest() {
        return switch (kind) {
            case TEXT -> "string";
            case NUMBER -> "double";
            case TIME -> "timestamp";
            case TEXTS -> "map<string,string>";
            case NUMBERS -> "map<string,double>";
        };
    }

    Type parquetType() {
        return switch (kind) {
            case TEXT ->
                Types.optional(BINARY).as(LogicalTypeAnnotation.stringType()).named(name);
            case NUMBER -> Types.optional(DOUBLE).named(name);
            case TIME ->
                Types.optional(INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                        .named(name);
            case TEXTS ->
                Types.optionalMap()
                        .key(Types.required(BINARY)
                                .as(LogicalTypeAnnotation.stringType())
                                .named("key"))
                        .value(Types.optional(BINARY)
                                .as(LogicalTypeAnnotation.stringType())
                                .named("value"))
                        .named(name);
            case NUMBERS ->
                Types.optionalMap()
                        .key(Types.required(BINARY)
                                .as(LogicalTypeAnnotation.stringType())
                                .named("key"))
                        .value(Types.optional(DOUBLE).named("value"))
                        .named(name);
        };
    }

    /** Writes the field. */
    void write(CurLine line, Text into) {
        if (kind == Kind.TEXTS || kind == Kind.NUMBERS) {
            writeJson(line, into);
            return;
        }
        LegacyColumn source = entries.get(0).source(line);
        if (source != null) {
            into.put(line.text(source));
        }
    }

    /** Writes the value, where there is one. */
    void write(CurLine line, RecordConsumer into, int place) {
        if (kind == Kind.TEXTS || kind == Kind.NUMBERS) {
            into.startField(name, place);
            writeMap(line, into);
            into.endField(name, place);
            return;
        }
        LegacyColumn source = entries.get(0).source(line);
        if (source == null) {
            return;
        }
        into.startField(name, place);
        switch (kind) {
            case NUMBER -> into.addDouble(BinaryAmounts.of(line, source));
            case TIME -> into.addLong(millis(line.text(source)));
            default -> into.addBinary(text(line, source));
        }
        into.endField(name, place);
    }

    private void writeJson(CurLine line, Text into) {
        into.put('"').put('{');
        boolean any = false;
        for (Entry entry : entries) {
            LegacyColumn source = entry.source(line);
            if (source != null) {
                if (any) {
                    into.put(',');
                }
                any = true;
                JsonFields.quoted(entry.key(), into);
                into.put(':');
                if (kind == Kind.NUMBERS) {
                    into.put(line.text(source));
                } else {
                    JsonFields.quoted(Text.value(line.text(source)), into);
                }
            }
        }
        into.put('}').put('"');
    }

    private void writeMap(CurLine line, RecordConsumer into) {
        into.startGroup();
        boolean any = false;
        for (Entry entry : entries) {
            LegacyColumn source = entry.source(line);
            if (source != null) {
                if (!any) {
                    into.startField("key_value", 0);
                    any = true;
                }
                into.startGroup();
                into.startField("key", 0);
                into.addBinary(Binary.fromConstantByteArray(entry.key()));
                into.endField("key", 0);
                into.startField("value", 1);
                if (kind == Kind.NUMBERS) {
                    into.addDouble(BinaryAmounts.of(line, source));
                } else {
                    into.addBinary(text(line, source));
                }
                into.endField("value", 1);
                into.endGroup();
            }
        }
        if (any) {
            into.endField("key_value", 0);
        }
        into.endGroup();
    }

    private long millis(byte[] time) {
        // Rows of an hour share the bytes that name it.
        if (time != shownTime) {
            shownMillis =
                    Instant.parse(new String(time, StandardCharsets.US_ASCII)).toEpochMilli();
            shownTime = time;
        }
        return shownMillis;
    }

    private static Binary text(CurLine line, LegacyColumn source) {
        return Binary.fromConstantByteArray(Text.value(line.text(source)));
    }

    /**
     * One value of a column, or of a map in it.
     *
     * @param key the map's key, or nothing
     * @param sources where it is from: the first that says something
     */
    private record Entry(byte[] key, List<LegacyColumn> sources) {

        LegacyColumn source(CurLine line) {
            for (int i = 0; i < sources.size(); i++) {
                if (!line.isBlank(sources.get(i))) {
                    return sources.get(i);
                }
            }
            return null;
        }
    }

    /** What values are. */
    private enum Kind {
        TEXT,
        NUMBER,
        TIME,
        TEXTS,
        NUMBERS;

        static Kind of(LegacyColumn column) {
            return switch (column.type()) {
                case "BigDecimal", "OptionalBigDecimal" -> NUMBER;
                case "DateTime" -> TIME;
                default -> TEXT;
            };
        }
    }
}
