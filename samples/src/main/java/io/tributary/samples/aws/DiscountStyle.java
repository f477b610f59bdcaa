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
    NET_ONLY
}
