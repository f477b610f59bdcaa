package io.tributary.local.command.alerts;

/** What an alert is about. Names are never changed: they are on the topic. */
enum AlertKind {
    /** Rows or pages that were not read: money may be missing. */
    PARKED,
    /** A delivery that lacks much of what is published. */
    HELD,
    /** Two sources that state the same money. */
    CONFLICT,
    /** A delivery that a setting excludes: nothing of it is published. */
    NOT_TAKEN,
    /** A delivery of an account's period whose rows are no longer known. */
    FORGOTTEN,
    /** A delivery with pages or rows missing. */
    INCOMPLETE,
    /** Rows or money in are not rows or money out. */
    NOT_CONSERVED,
    /** A check across deliveries that did not find what it expected. */
    DIFFERS,
    /** A bill that is not what was invoiced. */
    GAP,
    /** A source that has been silent for longer than it ever is. */
    LATE,
    /** An input that could not be read. */
    EXTRACTION_FAILED,
    /** The streams application failed, or makes no progress. */
    STREAMS_FAILED
}
