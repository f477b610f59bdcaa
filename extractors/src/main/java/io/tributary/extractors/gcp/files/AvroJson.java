package io.tributary.extractors.gcp.files;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import com.fasterxml.jackson.core.io.schubfach.FloatToDecimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;

/**
 * Avro's values as JSON, exactly: decimals with all their digits, binary numbers as their shortest decimal form, times
 * in UTC with microseconds. Fields of a record that are null are left out.
 */
final class AvroJson {

    private AvroJson() {}

    static String of(Schema schema, Object value) {
        StringBuilder json = new StringBuilder(1_024);
        append(schema, value, json);
        return json.toString();
    }

    private static void append(Schema schema, Object value, StringBuilder json) {
        if (value == null) {
            json.append("null");
            return;
        }
        switch (schema.getType()) {
            case UNION -> append(branch(schema, value), value, json);
            case RECORD -> appendRecord(schema, (GenericRecord) value, json);
            case ARRAY -> appendArray(schema, (Iterable<?>) value, json);
            case MAP -> appendMap(schema, (Map<?, ?>) value, json);
            case STRING, ENUM -> json.append(RowJson.quoted(value.toString()));
            case INT, LONG -> json.append(integer(schema.getLogicalType(), ((Number) value).longValue()));
            case FLOAT -> json.append(number(FloatToDecimal.toString((Float) value)));
            case DOUBLE -> json.append(number(DoubleToDecimal.toString((Double) value)));
            case BOOLEAN -> json.append(value);
            case BYTES -> json.append(bytes(schema.getLogicalType(), content((ByteBuffer) value)));
            case FIXED -> json.append(bytes(schema.getLogicalType(), ((GenericFixed) value).bytes()));
            default -> throw new IllegalStateException("no JSON for " + schema.getType());
        }
    }

    /** The type of a value that may be of several: BigQuery has null and one other. */
    private static Schema branch(Schema union, Object value) {
        List<Schema> others = new ArrayList<>(union.getTypes());
        others.removeIf(type -> type.getType() == Schema.Type.NULL);
        return others.size() == 1
                ? others.get(0)
                : union.getTypes().get(GenericData.get().resolveUnion(union, value));
    }

    private static void appendRecord(Schema schema, GenericRecord row, StringBuilder json) {
        json.append('{');
        String separator = "";
        for (Schema.Field field : schema.getFields()) {
            Object value = row.get(field.pos());
            if (value != null) {
                json.append(separator).append(RowJson.quoted(field.name())).append(':');
                append(field.schema(), value, json);
                separator = ",";
            }
        }
        json.append('}');
    }

    private static void appendArray(Schema schema, Iterable<?> elements, StringBuilder json) {
        json.append('[');
        String separator = "";
        for (Object element : elements) {
            json.append(separator);
            append(schema.getElementType(), element, json);
            separator = ",";
        }
        json.append(']');
    }

    private static void appendMap(Schema schema, Map<?, ?> entries, StringBuilder json) {
        json.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            json.append(separator)
                    .append(RowJson.quoted(entry.getKey().toString()))
                    .append(':');
            append(schema.getValueType(), entry.getValue(), json);
            separator = ",";
        }
        json.append('}');
    }

    private static String integer(LogicalType type, long value) {
        if (type instanceof LogicalTypes.TimestampMicros || type instanceof LogicalTypes.LocalTimestampMicros) {
            return quoted(Instant.EPOCH.plus(value, ChronoUnit.MICROS));
        }
        if (type instanceof LogicalTypes.TimestampMillis || type instanceof LogicalTypes.LocalTimestampMillis) {
            return quoted(Instant.ofEpochMilli(value));
        }
        if (type instanceof LogicalTypes.Date) {
            return RowJson.quoted(LocalDate.ofEpochDay(value).toString());
        }
        if (type instanceof LogicalTypes.TimeMicros) {
            return RowJson.quoted(LocalTime.ofNanoOfDay(value * 1_000).toString());
        }
        return Long.toString(value);
    }

    private static String quoted(Instant time) {
        return RowJson.quoted(ExportTimes.text(time));
    }

    /** @param shortest the text of a binary number; NaN and infinities are quoted, as JSON has none */
    private static String number(String shortest) {
        if (!Character.isDigit(shortest.charAt(shortest.length() - 1))) {
            return RowJson.quoted(shortest);
        }
        BigDecimal exact = new BigDecimal(shortest);
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    private static String bytes(LogicalType type, byte[] value) {
        return type instanceof LogicalTypes.Decimal decimal
                ? new BigDecimal(new BigInteger(value), decimal.getScale()).toPlainString()
                : RowJson.quoted(Base64.getEncoder().encodeToString(value));
    }

    private static byte[] content(ByteBuffer value) {
        byte[] content = new byte[value.remaining()];
        value.duplicate().get(content);
        return content;
    }
}
