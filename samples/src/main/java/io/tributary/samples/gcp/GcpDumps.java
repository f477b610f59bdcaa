package io.tributary.samples.gcp;

/** The rows that are dumped when a table has grown. */
public enum GcpDumps {
    /** The rows since the dump before, into new files. */
    INCREMENTS,
    /** All rows, over the files of the dump before. */
    WHOLE
}
