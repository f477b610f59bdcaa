package io.tributary.samples.aws;

/** How much time a row of usage covers. */
public enum Granularity {
    /** One report, one row a resource and hour. */
    HOURLY,
    /** One report, one row a resource and day. */
    DAILY,
    /** An hourly report of one payer and a daily report of another, half the rows each. */
    BOTH
}
