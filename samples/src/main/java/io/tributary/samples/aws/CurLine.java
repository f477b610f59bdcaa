package io.tributary.samples.aws;

import io.tributary.samples.file.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The row that is being made: what each column says, and for amounts also what it is worth. Reused from row to row by
 * one thread.
 */
final class CurLine {

    /** Decimals of amounts: they are counted in millionths of a millionth of the currency. */
    static final int SCALE = 12;

    private static final long ABSENT = Long.MIN_VALUE;

    private final byte[][] texts = new byte[LegacyColumn.COUNT][];
    private final long[] amounts = new long[LegacyColumn.COUNT];
    private LineItemType type = LineItemType.USAGE;
    private DecimalStyle style = DecimalStyle.PLAIN;
    private int account;
    private boolean used;
    private boolean broken;
    private boolean netOfItsOwn;
    private long rate;
    private Discount discount;
    private SavingsPlan plan;
    private boolean amortized;

    /** Starts a row with the fields of a prototype. */
    CurLine begin(byte[][] prototype, LineItemType type, DecimalStyle style) {
        System.arraycopy(prototype, 0, texts, 0, LegacyColumn.COUNT);
        Arrays.fill(amounts, ABSENT);
        this.style = style;
        this.account = 0;
        this.used = false;
        this.broken = false;
        this.netOfItsOwn = false;
        this.rate = ABSENT;
        this.discount = null;
        this.plan = null;
        this.amortized = true;
        return as(type);
    }

    CurLine as(LineItemType type) {
        this.type = type;
        texts[LegacyColumn.LINE_ITEM_TYPE.ordinal()] = type.text();
        return this;
    }

    CurLine account(int index, byte[] text) {
        account = index;
        return text(LegacyColumn.USAGE_ACCOUNT_ID, text);
    }

    CurLine text(LegacyColumn column, byte[] field) {
        texts[column.ordinal()] = field;
        return this;
    }

    CurLine text(LegacyColumn column, String value) {
        return text(column, Text.field(value));
    }

    /** An amount of money, in 10^-{@value #SCALE}. */
    CurLine amount(LegacyColumn column, long amount) {
        amounts[column.ordinal()] = amount;
        texts[column.ordinal()] = style.spell(amount, SCALE);
        return this;
    }

    /** An amount of money, spelled as given. */
    CurLine amount(LegacyColumn column, long amount, String spelling) {
        amounts[column.ordinal()] = amount;
        texts[column.ordinal()] = spelling.getBytes(StandardCharsets.US_ASCII);
        return this;
    }

    CurLine number(LegacyColumn column, long unscaled, int scale) {
        texts[column.ordinal()] = style.spell(unscaled, scale);
        return this;
    }

    CurLine quantity(long unscaled, int scale) {
        used = unscaled != 0;
        return number(LegacyColumn.USAGE_AMOUNT, unscaled, scale);
    }

    /** The price of a unit, in 10^-{@value Price#SCALE}. */
    CurLine rate(long price) {
        rate = price;
        number(LegacyColumn.UNBLENDED_RATE, price, Price.SCALE);
        return number(LegacyColumn.BLENDED_RATE, price, Price.SCALE);
    }

    /** What the row costs, by the columns that every bill has. */
    CurLine cost(long amount) {
        amount(LegacyColumn.UNBLENDED_COST, amount);
        return amount(LegacyColumn.BLENDED_COST, amount);
    }

    /** The net cost of a row that follows from other rows, and not from a discount. */
    CurLine net(long amount) {
        netOfItsOwn = true;
        return amount(LegacyColumn.NET_UNBLENDED_COST, amount);
    }

    CurLine discounted(Discount discount) {
        this.discount = discount;
        return this;
    }

    CurLine under(SavingsPlan plan) {
        this.plan = plan;
        plan.describe(this);
        return this;
    }

    /** Makes the row one of a commitment whose fees AWS does not spread over what it covers. */
    CurLine withoutAmortization() {
        amortized = false;
        return this;
    }

    /** Whether AWS spreads the fees of the row's commitment over what it covers. */
    boolean isAmortized() {
        return amortized;
    }

    /** Makes the row one that cannot become a record. */
    CurLine broken(String value) {
        broken = true;
        text(LegacyColumn.UNBLENDED_COST, value);
        return text(LegacyColumn.NET_UNBLENDED_COST, value);
    }

    LineItemType type() {
        return type;
    }

    int account() {
        return account;
    }

    /** Whether lineItem/UsageAmount is other than 0. */
    boolean isUsed() {
        return used;
    }

    boolean isBroken() {
        return broken;
    }

    boolean isBlank(LegacyColumn column) {
        byte[] text = texts[column.ordinal()];
        return text == null || text.length == 0;
    }

    /** Whether the column is one of money that the row says something about. */
    boolean hasAmount(LegacyColumn column) {
        return amounts[column.ordinal()] != ABSENT;
    }

    boolean hasNetOfItsOwn() {
        return netOfItsOwn;
    }

    /** What a column of money is worth: nothing where it is blank. */
    long amount(LegacyColumn column) {
        long amount = amounts[column.ordinal()];
        return amount == ABSENT ? 0 : amount;
    }

    boolean hasRate() {
        return rate != ABSENT;
    }

    long rate() {
        return rate;
    }

    /** What the contract takes off the row, or null. */
    Discount discount() {
        return discount;
    }

    /** The Savings Plan that the row is about, or null. */
    SavingsPlan plan() {
        return plan;
    }

    /** All fields, in order of the columns; not to be changed. */
    byte[][] texts() {
        return texts;
    }

    /** The field as it stands in the file, or null where it is blank. */
    byte[] text(LegacyColumn column) {
        return texts[column.ordinal()];
    }
}
