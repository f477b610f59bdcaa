package io.tributary.streams.normalize.gcp;

import static java.util.Objects.requireNonNull;

import io.tributary.streams.deadletter.RejectedRowException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.RowContent;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the columns of a row by their meaning, and remembers which of them the record holds whole. */
final class GcpRow {

    private static final Pattern MONTH = Pattern.compile("20\\d{4}");

    final GcpColumns columns;
    final RowReader reader;
    private final boolean[] held;
    private SourceRow row;

    GcpRow(GcpColumns columns) {
        this.columns = requireNonNull(columns, "columns");
        reader = new RowReader(columns::name);
        held = new boolean[columns.count()];
    }

    void start(SourceRow nextRow) {
        row = nextRow;
        reader.start(nextRow);
        Arrays.fill(held, false);
    }

    SourceRow source() {
        return row;
    }

    boolean isBlank(GcpColumn column) {
        return reader.isBlank(columns.index(column));
    }

    /** The column's text; empty where the row has none. */
    String text(GcpColumn column) {
        return isBlank(column) ? "" : row.string(columns.index(column));
    }

    /** Checks that the row has a value there. */
    int require(GcpColumn column) {
        int index = columns.index(column);
        if (index < 0) {
            throw new RejectedRowException(RejectionCode.BLANK_COLUMN, column.path, "", "a value");
        }
        reader.require(index);
        return index;
    }

    String currency() {
        return reader.currency(require(GcpColumn.CURRENCY));
    }

    /** The cost before credits. */
    BigDecimal cost() {
        return reader.money(require(GcpColumn.COST));
    }

    /**
     * The price, rate, or cost in the column, without which the bill can be read; {@code null} where it is blank or
     * cannot be read.
     */
    BigDecimal price(GcpColumn column) {
        return reader.optionalMoney(columns.index(column));
    }

    /**
     * The quantity in the column; {@code null} where it is blank or cannot be read. Quantities of small usage have more
     * decimals than the schema: the one that is rounded is kept as it was in x_SourceColumns.
     */
    BigDecimal quantity(GcpColumn column) {
        int index = columns.index(column);
        if (reader.isBlank(index)) {
            return null;
        }
        try {
            BigDecimal delivered = Decimals.parse(row.source(index), row.offset(index), row.length(index));
            boolean finer = Decimals.exceedsScale(delivered, Decimals.QUANTITY_SCALE);
            BigDecimal quantity = finer ? Decimals.scaled(delivered, Decimals.QUANTITY_SCALE) : delivered;
            if (!Decimals.exceedsPrecision(quantity, Decimals.QUANTITY_SCALE)) {
                return quantity;
            }
        } catch (NumberFormatException noNumber) {
            // As one that is too large.
        }
        reader.defects().add(SourceDefect.VALUE_UNREADABLE);
        return null;
    }

    /** The time in the column, in milliseconds since 1970-01-01T00:00Z. */
    long time(GcpColumn column) {
        int index = require(column);
        held[index] = hasNoMicroseconds(index);
        return reader.time(index);
    }

    private boolean hasNoMicroseconds(int index) {
        byte[] source = row.source(index);
        int end = row.offset(index) + row.length(index);
        int point = row.offset(index);
        while (point < end && source[point] != '.') {
            point++;
        }
        for (int i = point + 4; i < end && source[i] >= '0' && source[i] <= '9'; i++) {
            if (source[i] != '0') {
                return false;
            }
        }
        return true;
    }

    /** The month in which the row is invoiced. */
    YearMonth invoiceMonth() {
        int index = require(GcpColumn.INVOICE_MONTH);
        Optional<YearMonth> month = month(row.string(index));
        return month.orElseThrow(() -> reader.rejected(
                RejectionCode.INVALID_TIME, index, "an invoice month between 2000 and 2099, such as 202511"));
    }

    private static Optional<YearMonth> month(String text) {
        if (!MONTH.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    YearMonth.of(Integer.parseInt(text.substring(0, 4)), Integer.parseInt(text.substring(4))));
        } catch (DateTimeException noMonth) {
            return Optional.empty();
        }
    }

    /** Copies the column whole into {@code field}; whether there is anything to copy. */
    boolean copy(GcpColumn column, CostRow record, int field) {
        int index = columns.index(column);
        if (reader.isBlank(index)) {
            return false;
        }
        record.text(field, row.source(index), row.offset(index), row.length(index));
        held[index] = true;
        return true;
    }

    /** Marks the column as held whole by the record. */
    void hold(GcpColumn column) {
        int index = columns.index(column);
        if (index >= 0) {
            held[index] = true;
        }
    }

    /** Whether the column has content that the record does not have. */
    boolean isLeft(int index) {
        return !held[index]
                && !row.isBlank(index)
                && !RowContent.isEmptyArray(row.source(index), row.offset(index), row.length(index));
    }
}
