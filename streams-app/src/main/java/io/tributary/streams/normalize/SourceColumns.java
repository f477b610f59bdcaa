package io.tributary.streams.normalize;

import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostField;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.time.DateTimeException;

/**
 * What of a source row goes into x_SourceColumns: every value that no other column of the record says. A column says a
 * value if it has the same text, the same number or the same time; how a number was spelled does not count.
 */
public final class SourceColumns {

    private SourceColumns() {}

    /**
     * Whether {@code record}, which is written but for x_SourceColumns, says what a column of its row does.
     *
     * @param fields the fields that may take the column's value; none for a column that has no field
     * @param column a column that is not blank
     */
    public static boolean says(CostRow record, int[] fields, SourceRow row, int column) {
        return fields.length > 0 && says(record, fields, row.source(column), row.offset(column), row.length(column));
    }

    /** Whether one of {@code fields} says the value, which is a slice of UTF-8 text. */
    public static boolean says(CostRow record, int[] fields, byte[] source, int offset, int length) {
        for (int field : fields) {
            if (record.has(field) && says(record, field, source, offset, length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(CostRow record, int field, byte[] source, int offset, int length) {
        switch (CostField.ALL.get(field).kind()) {
            case TEXT:
                return record.isText(field, source, offset, length);
            case DECIMAL:
                try {
                    return record.decimal(field).compareTo(Decimals.parse(source, offset, length)) == 0;
                } catch (NumberFormatException noNumber) {
                    return false;
                }
            case NUMBER:
                try {
                    return !isFiner(source, offset, length)
                            && record.number(field) == Times.parse(source, offset, length);
                } catch (DateTimeException noTime) {
                    return false;
                }
            default:
                return false;
        }
    }

    /** Whether the time has digits below the millisecond, which is where times of a record end. */
    private static boolean isFiner(byte[] source, int offset, int length) {
        int point = offset;
        int end = offset + length;
        while (point < end && source[point] != '.') {
            point++;
        }
        for (int i = point + 4; i < end && source[i] >= '0' && source[i] <= '9'; i++) {
            if (source[i] != '0') {
                return true;
            }
        }
        return false;
    }
}
