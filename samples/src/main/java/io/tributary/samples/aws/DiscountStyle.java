package io.tributary.samples.aws;

/** How a bill shows the discounts of a customer's contract. */
public enum DiscountStyle {
    /** No discounts and no net columns. The cost basis is unblended. */
    NONE,
    /**
     * Rows of their own take the discounts off; their net cost is 0, and the net cost of the discounted rows is lower
     * by the same amount, so that both columns have one sum. The cost basis is unblended.
     */
    ROWS,
    /** There are no discount rows: only the net columns show discounts. The cost basis is net. */
    NET_ONLY,
    /**
     * As {@link #NET_ONLY}, and there are also rows of some discounts, whose net cost is 0: more is taken off than the
     * rows say. The cost basis is net.
     */
    NET_WITH_ROWS;

    /** Whether the net columns are what is billed. */
    boolean isNet() {
        return this == NET_ONLY || this == NET_WITH_ROWS;
    }
}
