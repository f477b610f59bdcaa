package io.tributary.samples.aws;

import java.io.IOException;

/** Takes contracts' discounts off rows, and at the end makes a discount row for each account and discount. */
final class Discounts {

    private final DiscountStyle style;
    private final long[][] taken;

    Discounts(DiscountStyle style, int accounts) {
        this.style = style;
        this.taken = new long[accounts][Discount.values().length];
    }

    /** What is left of an amount after a discount; all of it where there is none. */
    long left(long amount, Discount discount) {
        return style == DiscountStyle.NONE || discount == null
                ? amount
                : amount - Price.part(amount, discount.thousandths());
    }

    /** Fills in the net columns of a row whose net cost follows from its discount. */
    void apply(CurLine line) {
        if (style == DiscountStyle.NONE || line.hasNetOfItsOwn()) {
            return;
        }
        long cost = line.amount(LegacyColumn.UNBLENDED_COST);
        Discount discount = line.discount();
        long net = left(cost, discount);
        line.amount(LegacyColumn.NET_UNBLENDED_COST, net);
        if (line.hasRate()) {
            int thousandths = discount == null ? 0 : discount.thousandths();
            line.number(LegacyColumn.NET_UNBLENDED_RATE, line.rate() * (1_000 - thousandths), Price.SCALE + 3);
        }
        if (net != cost) {
            long off = cost - net;
            if (discount.column() != null) {
                line.amount(discount.column(), -off);
            }
            line.amount(LegacyColumn.DISCOUNT_TOTAL_DISCOUNT, -off);
            int account = line.account();
            taken[account][discount.ordinal()] = Math.addExact(taken[account][discount.ordinal()], off);
        }
    }

    /** Makes the rows that take the discounts off, where the bill has such rows. */
    void rows(CurLine line, Bill bill) throws IOException {
        if (style != DiscountStyle.ROWS && style != DiscountStyle.NET_WITH_ROWS) {
            return;
        }
        for (int account = 0; account < taken.length; account++) {
            for (Discount discount : Discount.values()) {
                long off = taken[account][discount.ordinal()];
                boolean isShown = style == DiscountStyle.ROWS || discount == Discount.ENTERPRISE;
                if (off != 0 && isShown) {
                    bill.begin(line, sku(discount), discount.rowType(), account);
                    line.quantity(0, 0)
                            .text(
                                    LegacyColumn.LINE_ITEM_DESCRIPTION,
                                    "Discount under contract, "
                                            + discount.rowType().spelling())
                            .amount(LegacyColumn.UNBLENDED_COST, -off)
                            .net(0);
                    bill.add(line);
                }
            }
        }
    }

    private static UsageKind sku(Discount discount) {
        return switch (discount) {
            case ENTERPRISE_WITHOUT_SKU -> null;
            case RESERVATION_VOLUME -> UsageKind.RDS_INSTANCE;
            default -> {
                for (UsageKind kind : UsageKind.values()) {
                    if (kind.discount() == discount) {
                        yield kind;
                    }
                }
                throw new IllegalStateException("no kind of usage has the discount " + discount);
            }
        };
    }
}
