package io.tributary.extractors.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.extractors.csv.ByteBuilder;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * Writes rows as lines of CSV, as their values come: a comma between two columns, nothing for null, JSON for what is
 * nested.
 */
final class RowConverter extends GroupConverter {

    private static final byte[] EMPTY_FIELD = {'"', '"'};

    private final ByteBuilder out;
    private final ByteBuilder json = new ByteBuilder();
    private final Converter[] columns;
    private final boolean[] isRepeated;
    private int place;
    private int rowStart;

    /** @param out takes the lines */
    RowConverter(MessageType schema, ByteBuilder out) {
        this.out = out;
        this.columns = new Converter[schema.getFieldCount()];
        this.isRepeated = new boolean[columns.length];
        JsonValues nested = new JsonValues(json);
        for (int column = 0; column < columns.length; column++) {
            Type type = schema.getType(column);
            int current = column;
            isRepeated[column] = type.isRepetition(Type.Repetition.REPEATED);
            columns[column] = type.isPrimitive() && !isRepeated[column]
                    ? plain(type.asPrimitiveType(), column)
                    : nested.of(type, () -> beforeNested(current));
        }
    }

    /** Writes the line with the names of the columns. */
    static void writeHeader(MessageType schema, ByteBuilder out) {
        for (int column = 0; column < schema.getFieldCount(); column++) {
            if (column > 0) {
                out.append(',');
            }
            out.append(CsvText.field(schema.getFieldName(column).getBytes(UTF_8)));
        }
        out.append('\n');
    }

    /** Parquet's reader needs a record: it is a placeholder, as the line is written already. */
    RecordMaterializer<Boolean> materializer() {
        return new RecordMaterializer<>() {
            @Override
            public Boolean getCurrentRecord() {
                return true;
            }

            @Override
            public GroupConverter getRootConverter() {
                return RowConverter.this;
            }
        };
    }

    private Converter plain(PrimitiveType type, int column) {
        return new ValueConverter(type, ValueText.of(type), CsvText::field, value -> {
            moveTo(column);
            out.append(value);
        });
    }

    private void beforeNested(int column) {
        moveTo(column);
        if (isRepeated[column]) {
            json.append(json.size() == 0 ? '[' : ',');
        }
    }

    private void moveTo(int column) {
        while (place < column) {
            closeColumn();
            out.append(',');
            place++;
        }
    }

    private void closeColumn() {
        if (isRepeated[place]) {
            if (json.size() == 0) {
                json.append('[');
            }
            json.append(']');
        }
        if (json.size() > 0) {
            out.append(CsvText.field(json.copy(0, json.size())));
            json.truncate(0);
        }
    }

    @Override
    public Converter getConverter(int column) {
        return columns[column];
    }

    @Override
    public void start() {
        place = 0;
        rowStart = out.size();
    }

    @Override
    public void end() {
        moveTo(columns.length - 1);
        closeColumn();
        if (out.size() == rowStart) {
            // An empty line is no row.
            out.append(EMPTY_FIELD);
        }
        out.append('\n');
    }
}
