package io.tributary.extractors.schedule;

/** How urgent the deliveries of a billing period are, from the most urgent on. */
public enum Lane {
    /** The period has just ended, or is an older one that was read before and has changed: its total is about to be relied on. */
    CLOSING,
    /** The period is running, or has not begun. */
    OPEN,
    /** The period ended long ago, and was never read as a whole. */
    BACKFILL
}
