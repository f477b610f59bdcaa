package io.tributary.samples.aws;

/** Which columns the query of an export of CUR 2.0 selects. */
public enum ExportColumns {
    /** All that the table has. */
    ALL,
    /**
     * Accounts, dates, usage, costs and the ids of commitments. There are no prices, and no costs of what commitments
     * cover, so that nothing is amortized.
     */
    FEW
}
