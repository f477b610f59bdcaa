package io.tributary.extractors.gcp.bigquery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.StandardSQLTypeName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A row as a line of JSON, nested like the table's schema: a record is an object, a repeated field an array, a number
 * the exact text of BigQuery's answer, a time ISO 8601 with microseconds. Null fields are left out.
 */
final class RowJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LIKELY_BYTES = 2048;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private RowJson() {}

    /** The row as a line, with its line end. */
    static byte[] line(FieldList columns, FieldValueList row) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(LIKELY_BYTES);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            writeObject(json, columns, row);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written to", e);
        }
        line.write('\n');
        return line.toByteArray();
    }

    /** The point in time that a value of type TIMESTAMP is. */
    static Instant instant(String text) {
        // Whole microseconds, as they were asked for; a server that knows only seconds writes a fraction or an
        // exponent.
        boolean isSeconds = text.indexOf('.') >= 0 || text.indexOf('E') >= 0 || text.indexOf('e') >= 0;
        BigDecimal number = new BigDecimal(text);
        long micros = (isSeconds ? number.movePointRight(6) : number).longValueExact();
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static void writeObject(JsonGenerator json, FieldList columns, FieldValueList row) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < row.size(); i++) {
            Field column = columns.get(i);
            FieldValue value = row.get(i);
            if (!value.isNull()) {
                json.writeFieldName(column.getName());
                if (column.getMode() == Field.Mode.REPEATED) {
                    writeArray(json, column, value.getRepeatedValue());
                } else {
                    writeValue(json, column, value);
                }
            }
        }
        json.writeEndObject();
    }

    private static void writeArray(JsonGenerator json, Field column, List<FieldValue> values) throws IOException {
        json.writeStartArray();
        for (FieldValue value : values) {
            writeValue(json, column, value);
        }
        json.writeEndArray();
    }

    private static void writeValue(JsonGenerator json, Field column, FieldValue value) throws IOException {
        StandardSQLTypeName type = column.getType().getStandardType();
        if (value.isNull()) {
            json.writeNull();
        } else if (type == StandardSQLTypeName.STRUCT) {
            writeObject(json, column.getSubFields(), value.getRecordValue());
        } else if (type == StandardSQLTypeName.RANGE) {
            json.writeString(String.valueOf(value.getValue()));
        } else {
            writeScalar(json, type, value.getStringValue());
        }
    }

    private static void writeScalar(JsonGenerator json, StandardSQLTypeName type, String text) throws IOException {
        switch (type) {
            case INT64, FLOAT64, NUMERIC, BIGNUMERIC -> {
                // Not a number, or infinite: no JSON number.
                if (NUMBER.matcher(text).matches()) {
                    json.writeNumber(text);
                } else {
                    json.writeString(text);
                }
            }
            case BOOL -> json.writeBoolean(Boolean.parseBoolean(text));
            case TIMESTAMP -> json.writeString(MICROS.format(instant(text)));
            default -> json.writeString(text);
        }
    }
}
