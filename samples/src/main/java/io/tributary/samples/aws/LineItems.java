package io.tributary.samples.aws;

/** Which kinds of line a bill has. */
public enum LineItems {
    /** Usage, taxes, fees, credits, refunds, marketplace, discounts, and what commitments make of them. */
    STANDARD,
    /**
     * More kinds of commitment besides: reservations and Savings Plans of which nothing is paid each month, partly and
     * wholly, instances of several sizes under one reservation, and refunds and credits that take part of those back.
     */
    ALL
}
