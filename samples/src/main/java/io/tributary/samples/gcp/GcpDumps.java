package io.tributary.samples.gcp;

/** What is dumped when a table has grown. */
public enum GcpDumps {
    /** The rows that came since the dump before, into files of their own. */
    INCREMENTS,
    /** All rows, over the files of the dump before. */
    WHOLE
}
