package io.tributary.streams.record;

import io.tributary.schemas.CostRecord;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A cost record under construction: a value for each field of the schema, by the field's position. Text is held as a
 * slice of an existing array, so that most columns are copied once, from the page into the record. Reusable for the
 * next row; not thread-safe.
 */
public final class CostRow {

    private final byte[][] text = new byte[CostField.ALL.size()][];
    private final int[] offset = new int[CostField.ALL.size()];
    private final int[] length = new int[CostField.ALL.size()];
    private final long[] number = new long[CostField.ALL.size()];
    private final BigDecimal[] decimal = new BigDecimal[CostField.ALL.size()];
    private final boolean[] present = new boolean[CostField.ALL.size()];

    /** Makes every field absent. */
    public void clear() {
        java.util.Arrays.fill(present, false);
    }

    /** Copies every field of {@code other}, for a source row that becomes several records. */
    public void copyFrom(CostRow other) {
        int fields = present.length;
        System.arraycopy(other.text, 0, text, 0, fields);
        System.arraycopy(other.offset, 0, offset, 0, fields);
        System.arraycopy(other.length, 0, length, 0, fields);
        System.arraycopy(other.number, 0, number, 0, fields);
        System.arraycopy(other.decimal, 0, decimal, 0, fields);
        System.arraycopy(other.present, 0, present, 0, fields);
    }

    /** Copies every field of a published record. */
    public void copyFrom(CostRecord record) {
        for (CostField field : CostField.ALL) {
            int at = field.position();
            Object value = record.get(at);
            if (value == null) {
                absent(at);
            } else if (value instanceof BigDecimal amount) {
                decimal(at, amount);
            } else if (value instanceof Instant time) {
                number(at, time.toEpochMilli());
            } else if (value instanceof Boolean flag) {
                number(at, flag ? 1 : 0);
            } else if (value instanceof Number count) {
                number(at, count.longValue());
            } else {
                text(at, value.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    public void text(int field, byte[] value) {
        text(field, value, 0, value.length);
    }

    /** UTF-8 text, which must not change until the row is encoded. */
    public void text(int field, byte[] source, int from, int count) {
        text[field] = source;
        offset[field] = from;
        length[field] = count;
        present[field] = true;
    }

    /** Copies the text of {@code field}, which must be present, to {@code target}. */
    public void copyText(int field, int target) {
        text(target, text[field], offset[field], length[field]);
    }

    public void decimal(int field, BigDecimal value) {
        decimal[field] = value;
        present[field] = true;
    }

    /** An integer, or a time in milliseconds since 1970-01-01T00:00Z. */
    public void number(int field, long value) {
        number[field] = value;
        present[field] = true;
    }

    public void flag(int field) {
        number(field, 1);
    }

    public void absent(int field) {
        present[field] = false;
    }

    public boolean has(int field) {
        return present[field];
    }

    /** The amount of {@code field}, which must be present. */
    public BigDecimal decimal(int field) {
        return decimal[field];
    }

    public long number(int field) {
        return number[field];
    }

    /** Whether the text of {@code field}, which must be present, is {@code expected}. */
    public boolean isText(int field, byte[] expected) {
        return java.util.Arrays.equals(
                text[field], offset[field], offset[field] + length[field], expected, 0, expected.length);
    }

    /** Whether the text of {@code field}, which must be present, is that slice. */
    public boolean isText(int field, byte[] source, int from, int count) {
        if (length[field] != count) {
            return false;
        }
        // Most text that is compared was copied from there.
        boolean same = text[field] == source && offset[field] == from;
        return same
                || java.util.Arrays.equals(
                        text[field], offset[field], offset[field] + count, source, from, from + count);
    }

    /** Whether two fields, which must be present, have the same text. */
    public boolean sameText(int field, int other) {
        return isText(field, text[other], offset[other], length[other]);
    }

    /** The text of {@code field}, or an empty one where it is absent. */
    public String string(int field) {
        return present[field] ? new String(text[field], offset[field], length[field], StandardCharsets.UTF_8) : "";
    }

    byte[] source(int field) {
        return text[field];
    }

    int offset(int field) {
        return offset[field];
    }

    int length(int field) {
        return length[field];
    }
}
