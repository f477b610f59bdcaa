package io.tributary.extractors.schedule;

/** How urgent the deliveries of a billing period are; the most urgent first. */
public enum Lane {
    /**
     * The period has just ended, or it is an older one that was read and has changed: people are about to rely on its
     * total.
     */
    CLOSING,
    /** The period is running, or has not begun. */
    OPEN,
    /** The period ended long ago, and was never read completely. */
    BACKFILL
}
