package io.tributary.streams.normalize;

import static java.util.Objects.requireNonNull;

import io.tributary.streams.deadletter.RejectedRowException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntFunction;

/** Reads the typed columns of a row. An error names the column, its value and what was expected. */
public final class RowReader {

    // 2000-01-01 and 2100-01-01: no bill is older than the first, and no charge begins after the second.
    private static final long EARLIEST = 946_684_800_000L;
    private static final long LATEST = 4_102_444_800_000L;

    private final IntFunction<String> names;
    private final Set<SourceDefect> defects = EnumSet.noneOf(SourceDefect.class);
    private SourceRow row;
    private boolean rounded;

    /** @param names the name of a column that the row may have or not, for messages */
    public RowReader(IntFunction<String> names) {
        this.names = requireNonNull(names, "names");
    }

    public void start(SourceRow nextRow) {
        row = nextRow;
        rounded = false;
        defects.clear();
    }

    /** The defects that were found in the row so far. Whoever finds another one adds it. */
    public Set<SourceDefect> defects() {
        return defects;
    }

    /** Writes the defects that were found in the row, if any. */
    public void writeDefects(CostRow record) {
        if (!defects.isEmpty()) {
            record.text(CostColumns.X_SOURCE_DEFECTS, SourceDefect.names(defects));
        }
    }

    /** Whether an amount of the row had to be rounded. */
    public boolean rounded() {
        return rounded;
    }

    public boolean isBlank(int column) {
        return column < 0 || row.isBlank(column);
    }

    /** Copies the text in {@code column} into a field of {@code record}, unless it is blank. */
    public void copy(int column, CostRow record, int field) {
        if (!isBlank(column)) {
            record.text(field, row.source(column), row.offset(column), row.length(column));
        }
    }

    /** The cost or unit price in {@code column}; {@code null} where it is blank. */
    public BigDecimal money(int column) {
        return amount(column, Decimals.MONEY_SCALE);
    }

    public BigDecimal moneyOr(int column, BigDecimal otherwise) {
        BigDecimal money = money(column);
        return money == null ? otherwise : money;
    }

    /** The quantity in {@code column}; {@code null} where it is blank. */
    public BigDecimal quantity(int column) {
        return amount(column, Decimals.QUANTITY_SCALE);
    }

    /**
     * The cost or unit price in {@code column}, where the bill is readable without it; {@code null} where it is blank,
     * and where it cannot be read, which the defects of the row then say.
     */
    public BigDecimal optionalMoney(int column) {
        return optional(column, Decimals.MONEY_SCALE);
    }

    /** As {@link #optionalMoney}, for a quantity. */
    public BigDecimal optionalQuantity(int column) {
        return optional(column, Decimals.QUANTITY_SCALE);
    }

    /** As {@link #optionalMoney}, for a number that is written as it is, with all its decimals. */
    public BigDecimal optionalNumber(int column) {
        if (isBlank(column)) {
            return null;
        }
        try {
            return Decimals.parse(row.source(column), row.offset(column), row.length(column));
        } catch (NumberFormatException noNumber) {
            defects.add(SourceDefect.VALUE_UNREADABLE);
            return null;
        }
    }

    private BigDecimal optional(int column, int scale) {
        try {
            return amount(column, scale);
        } catch (RejectedRowException unreadable) {
            defects.add(SourceDefect.VALUE_UNREADABLE);
            return null;
        }
    }

    private BigDecimal amount(int column, int scale) {
        if (isBlank(column)) {
            return null;
        }
        BigDecimal amount;
        try {
            amount = Decimals.parse(row.source(column), row.offset(column), row.length(column));
        } catch (NumberFormatException noNumber) {
            throw rejected(RejectionCode.INVALID_AMOUNT, column, "a decimal number such as -12.50 or 7.8E-9");
        }
        return fitting(column, amount, scale);
    }

    /**
     * {@code amount}, which was read or derived from {@code column}, rounded to {@code scale} where it has more
     * decimals.
     */
    public BigDecimal fitting(int column, BigDecimal amount, int scale) {
        boolean finer = Decimals.exceedsScale(amount, scale);
        BigDecimal fitting = finer ? Decimals.scaled(amount, scale) : amount;
        if (Decimals.exceedsPrecision(fitting, scale)) {
            throw rejected(
                    RejectionCode.AMOUNT_TOO_LARGE,
                    column,
                    "at most " + (Decimals.PRECISION - scale) + " digits before the decimal point");
        }
        rounded |= finer;
        return fitting;
    }

    /** The time in {@code column}, in milliseconds since 1970-01-01T00:00Z. */
    public long time(int column) {
        require(column);
        long time;
        try {
            time = Times.parse(row.source(column), row.offset(column), row.length(column));
        } catch (DateTimeException noTime) {
            throw rejected(RejectionCode.INVALID_TIME, column, "a UTC time such as 2026-11-01T00:00:00Z");
        }
        if (time < EARLIEST || time >= LATEST) {
            throw rejected(RejectionCode.INVALID_TIME, column, "a time between the years 2000 and 2100");
        }
        return time;
    }

    /** The ISO 4217 code in {@code column}. */
    public String currency(int column) {
        require(column);
        String code = Currencies.code(row.source(column), row.offset(column), row.length(column));
        if (code == null) {
            throw rejected(RejectionCode.UNKNOWN_CURRENCY, column, "an ISO 4217 code such as USD");
        }
        return code;
    }

    /** Checks that the account id in {@code column} is digits, and not 1.23457E+11 as a spreadsheet leaves it. */
    public void requireAccount(int column) {
        require(column);
        byte[] source = row.source(column);
        int end = row.offset(column) + row.length(column);
        for (int i = row.offset(column); i < end; i++) {
            if (source[i] < '0' || source[i] > '9') {
                throw rejected(RejectionCode.DAMAGED_ACCOUNT, column, "the digits of an account id");
            }
        }
    }

    public void require(int column) {
        if (isBlank(column)) {
            throw rejected(RejectionCode.BLANK_COLUMN, column, "a value");
        }
    }

    public RejectedRowException rejected(RejectionCode code, int column, String expected) {
        return new RejectedRowException(code, names.apply(column), isBlank(column) ? "" : row.string(column), expected);
    }

    public boolean contains(int column, byte[] part) {
        if (isBlank(column)) {
            return false;
        }
        byte[] source = row.source(column);
        int last = row.offset(column) + row.length(column) - part.length;
        for (int i = row.offset(column); i <= last; i++) {
            int matched = 0;
            while (matched < part.length && source[i + matched] == part[matched]) {
                matched++;
            }
            if (matched == part.length) {
                return true;
            }
        }
        return false;
    }

    public boolean is(int column, byte[] text) {
        return !isBlank(column) && row.length(column) == text.length && contains(column, text);
    }
}
