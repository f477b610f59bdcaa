package io.tributary.samples.aws;

/** How a bill tells what a customer's contract takes off. */
public enum DiscountStyle {
    /** No discounts and no net columns. The cost basis is unblended. */
    NONE,
    /**
     * Rows of their own take the discounts off; their net cost is 0, and the net cost of the discounted rows is lower
     * by the same amount, so that both columns have one sum. The cost basis is unblended.
     */
    ROWS,
    /** No rows of their own: only the net columns know of the discounts. The cost basis is net. */
    NET_ONLY
}
