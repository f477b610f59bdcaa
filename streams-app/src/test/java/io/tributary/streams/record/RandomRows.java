package io.tributary.streams.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Rows of random content; the seed decides all of it. */
final class RandomRows {

    private static final int[] ALPHABET =
            " aZ0\"\\,{}\n\u0000\u007f\u0080éß東\uffff".codePoints().toArray();
    private static final int ROCKET = 0x1F680;

    private final Random random;

    RandomRows(long seed) {
        random = new Random(seed);
    }

    /** A row in which every field that must be there is, and about every other one that may. */
    CostRow row() {
        CostRow row = new CostRow();
        for (CostField field : CostField.ALL) {
            if (!field.optional() || random.nextBoolean()) {
                set(row, field);
            }
        }
        return row;
    }

    void set(CostRow row, CostField field) {
        switch (field.kind()) {
            case TEXT:
                byte[] text = ("before" + text() + "after").getBytes(StandardCharsets.UTF_8);
                row.text(field.position(), text, 6, text.length - 11);
                break;
            case DECIMAL:
                row.decimal(field.position(), decimal(field.scale()));
                break;
            case NUMBER:
                row.number(field.position(), number(field));
                break;
            default:
                row.number(field.position(), random.nextInt(2));
                break;
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(8);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(random.nextInt(20) == 0 ? ROCKET : ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }

    /** Of any size that the schema holds, and of any scale up to the field's. */
    private BigDecimal decimal(int scale) {
        int digits = 1 + random.nextInt(Decimals.PRECISION);
        BigInteger unscaled = new BigInteger(126, random).mod(BigInteger.TEN.pow(digits));
        BigDecimal decimal = new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
        return random.nextBoolean() || decimal.signum() == 0 ? decimal : decimal.stripTrailingZeros();
    }

    private long number(CostField field) {
        boolean time = field.name().endsWith("Start")
                || field.name().endsWith("End")
                || field.name().endsWith("Time")
                || field.name().endsWith("At");
        return time ? random.nextLong() % 4_102_444_800_000L : random.nextInt();
    }
}
