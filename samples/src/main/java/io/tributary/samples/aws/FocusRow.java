package io.tributary.samples.aws;

import java.util.Arrays;

/** A row of a FOCUS export: its line, and the fields that the rules set. Reused for each row, by one thread. */
final class FocusRow {

    private static final long ABSENT = Long.MIN_VALUE;

    private final byte[][] texts = new byte[FocusColumn.COUNT][];
    private final long[] amounts = new long[FocusColumn.COUNT];
    private final LegacyColumn[] numbers = new LegacyColumn[FocusColumn.COUNT];
    private CurLine line = new CurLine();

    FocusRow begin(CurLine of) {
        line = of;
        Arrays.fill(texts, null);
        Arrays.fill(amounts, ABSENT);
        Arrays.fill(numbers, null);
        return this;
    }

    CurLine line() {
        return line;
    }

    FocusRow text(FocusColumn column, byte[] field) {
        texts[column.ordinal()] = field;
        return this;
    }

    /** An amount of money, in 10^-{@value CurLine#SCALE}. */
    FocusRow amount(FocusColumn column, long amount) {
        amounts[column.ordinal()] = amount;
        return this;
    }

    /** A number of the line, if it has one. */
    FocusRow number(FocusColumn column, LegacyColumn source) {
        numbers[column.ordinal()] = line.isBlank(source) ? null : source;
        return this;
    }

    /** The field as written to a file; null where it is blank. */
    byte[] text(FocusColumn column) {
        return texts[column.ordinal()];
    }

    long amount(FocusColumn column) {
        return amounts[column.ordinal()];
    }

    boolean hasAmount(FocusColumn column) {
        return amounts[column.ordinal()] != ABSENT;
    }

    /** The column of the line that the number is from, or null. */
    LegacyColumn number(FocusColumn column) {
        return numbers[column.ordinal()];
    }

    /** Whether this is the unreadable number of a broken row. */
    boolean isBroken(FocusColumn column) {
        return column == FocusColumn.BILLED_COST && line.isBroken();
    }
}
