package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * The amounts of a row on the basis of its bill, which is one for all rows of a payer's period. On the net basis every
 * amount is that of the column's net twin, where this has a value; no rule outside of this class asks for the basis.
 */
final class CurAmounts {

    private static final byte[] UNBLENDED = text("Unblended");
    private static final byte[] NET_UNBLENDED = text("NetUnblended");

    private final CurColumns columns;
    private final RowReader reader;
    private final boolean net;

    CurAmounts(CurColumns columns, RowReader reader, CostBasis basis) {
        this.columns = columns;
        this.reader = reader;
        net = basis == CostBasis.NET_UNBLENDED;
    }

    /** The column of what is billed. */
    int costColumn() {
        return isNet() ? columns.netUnblendedCost : columns.unblendedCost;
    }

    private boolean isNet() {
        return net && !reader.isBlank(columns.netUnblendedCost);
    }

    /** What is billed: after negotiated discounts, and before commitments. */
    BigDecimal cost() {
        reader.require(costColumn());
        return reader.money(costColumn());
    }

    /** What x_ContractedCostBasis says of {@link #cost}. */
    byte[] costName() {
        return isNet() ? NET_UNBLENDED : UNBLENDED;
    }

    /** {@link #cost} before negotiated discounts. Where these are rows of their own, it is the same. */
    BigDecimal undiscounted() {
        BigDecimal gross = isNet() ? reader.optionalMoney(columns.unblendedCost) : null;
        return gross == null ? cost() : gross;
    }

    /** As {@link #undiscounted}, where EffectiveCost needs it: one that cannot be read is not taken for blank. */
    BigDecimal undiscountedForEffectiveCost() {
        BigDecimal gross = isNet() ? reader.money(columns.unblendedCost) : null;
        return gross == null ? cost() : gross;
    }

    /** The price of a unit of {@link #cost}; {@code null} where the report does not say. */
    BigDecimal rate() {
        BigDecimal rate = isNet() ? reader.optionalMoney(columns.netUnblendedRate) : null;
        return rate == null ? undiscountedRate() : rate;
    }

    /** The price of a unit of {@link #undiscounted}; {@code null} where the report does not say. */
    BigDecimal undiscountedRate() {
        return reader.optionalMoney(columns.unblendedRate);
    }

    /** Whether amounts are those of net twins, where these have values. */
    boolean areNet() {
        return net;
    }

    /** Whether the report has the column, or the twin that counts in its place. */
    boolean isThere(int netColumn, int column) {
        return column >= 0 || net && netColumn >= 0;
    }

    /** An amount that the bill or EffectiveCost needs; {@code null} where it is blank. */
    BigDecimal money(int netColumn, int column) {
        BigDecimal twin = net ? reader.money(netColumn) : null;
        return twin == null ? reader.money(column) : twin;
    }

    /** As {@link #money}, where the bill is readable without it. */
    BigDecimal optional(int netColumn, int column) {
        BigDecimal twin = net ? reader.optionalMoney(netColumn) : null;
        return twin == null ? reader.optionalMoney(column) : twin;
    }

    /**
     * {@code part} of an amount less its share of what the net twin takes off the whole.
     *
     * @param netWhole the whole after discounts; {@code null} or 0 where that is not known
     * @param whole the whole before discounts; {@code null} or 0 where that is not known
     * @return {@code null} where either is not known
     */
    static BigDecimal discounted(BigDecimal part, BigDecimal netWhole, BigDecimal whole) {
        if (netWhole == null || whole == null || netWhole.signum() == 0 || whole.signum() == 0) {
            return null;
        }
        return part.multiply(netWhole).divide(whole, Decimals.MONEY_SCALE, RoundingMode.HALF_EVEN);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
