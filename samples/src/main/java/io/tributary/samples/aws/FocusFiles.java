package io.tributary.samples.aws;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;

import io.tributary.samples.file.Compression;
import io.tributary.samples.file.CsvFormat;
import io.tributary.samples.file.ParquetFormat;
import io.tributary.samples.file.RowFormat;
import io.tributary.samples.file.Text;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Rows of a FOCUS export in files, as CSV or Parquet. */
final class FocusFiles {

    private final List<Field> fields = new ArrayList<>();

    private FocusFiles(ReportFormat.Table table) {
        for (FocusColumn column : FocusColumn.of(table)) {
            fields.add(new Field(column, column.isText() || column.isAmount() ? null : column.ofLine()));
        }
    }

    static RowFormat<FocusRow> format(ReportFormat format, Compression compression) {
        FocusFiles files = new FocusFiles(format.table());
        List<String> names =
                files.fields.stream().map(field -> field.column().columnName()).toList();
        return format.isParquet()
                ? new ParquetFormat<>(
                        new MessageType(
                                "row",
                                files.fields.stream().map(Field::parquetType).toList()),
                        files::write)
                : new CsvFormat<>(compression, names, files::write);
    }

    private void write(FocusRow row, Text into) {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                into.put(',');
            }
            fields.get(i).write(row, into);
        }
    }

    private void write(FocusRow row, RecordConsumer into) {
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).write(row, into, i);
        }
    }

    /**
     * A column of the files.
     *
     * @param column which one
     * @param ofLine the column of the line that it is copied from; null where the row has its own value
     */
    private record Field(FocusColumn column, CurColumn ofLine) {

        Type parquetType() {
            String name = column.columnName();
            if (column.isAmount()) {
                return Types.optional(DOUBLE).named(name);
            }
            return column.isText()
                    ? Types.optional(BINARY)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(name)
                    : ofLine.parquetType();
        }

        void write(FocusRow row, Text into) {
            if (ofLine != null) {
                ofLine.write(row.line(), into);
            } else if (row.isBroken(column)) {
                into.put(row.line().text(LegacyColumn.UNBLENDED_COST));
            } else if (row.hasAmount(column)) {
                into.put(DecimalStyle.PLAIN.spell(row.amount(column), CurLine.SCALE));
            } else if (row.number(column) != null) {
                into.put(row.line().text(row.number(column)));
            } else if (row.text(column) != null) {
                into.put(row.text(column));
            }
        }

        void write(FocusRow row, RecordConsumer into, int place) {
            String name = column.columnName();
            if (ofLine != null) {
                ofLine.write(row.line(), into, place);
            } else if (column.isText() && row.text(column) != null) {
                into.startField(name, place);
                into.addBinary(Binary.fromConstantByteArray(Text.value(row.text(column))));
                into.endField(name, place);
            } else if (column.isAmount() && (row.hasAmount(column) || row.number(column) != null)) {
                into.startField(name, place);
                into.addDouble(number(row));
                into.endField(name, place);
            }
        }

        private double number(FocusRow row) {
            if (row.isBroken(column)) {
                return Double.NaN;
            }
            return row.hasAmount(column)
                    ? BinaryAmounts.of(row.amount(column))
                    : BinaryAmounts.of(row.line(), row.number(column));
        }
    }
}
