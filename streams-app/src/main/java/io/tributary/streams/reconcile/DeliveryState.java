package io.tributary.streams.reconcile;

/** What a delivery has come to. Names are on the wire and in alerts: they are never changed. */
public enum DeliveryState {
    /** Pages are coming; its completion has not been seen. */
    OPEN,
    /** All pages and rows that its completion states were seen. */
    COMPLETE,
    /** Its completion was seen, but not all that it states: what was published stands, nothing is withdrawn. */
    INCOMPLETE,
    /**
     * Complete, but what is missing from it would withdraw all of the scope, or more than the set share: nothing is
     * withdrawn until the next delivery confirms it.
     */
    HELD,
    /** Another scope states the same account's period already: nothing of it was taken, lest the money count twice. */
    CONFLICT,
    /** Complete, but what was known of its scope had been forgotten: all its records were published anew. */
    REBUILT,
    /** A newer delivery of its scope was complete, or had begun, before it came: nothing of it was taken. */
    SUPERSEDED,
    /** A newer delivery of its scope began before its completion came: the newer one mends what it left. */
    ABANDONED
}
