package io.tributary.streams.reconcile;

/** States of a delivery. Names are on the wire and in alerts: they are never changed. */
public enum DeliveryState {
    /** Pages are coming; its completion has not been seen. */
    OPEN,
    /** All pages and rows that its completion states were seen. */
    COMPLETE,
    /** Its completion was seen, but not all that it states: what was published stands, nothing is withdrawn. */
    INCOMPLETE,
    /**
     * Complete, but it lacks all of the scope's published records, or more than the set share: nothing is withdrawn
     * until the next delivery lacks them, too, or an operator confirms it.
     */
    HELD,
    /** Another scope states the same account's period already: none of it was taken, so that no money counts twice. */
    CONFLICT,
    /** A setting excludes it, and nothing else that is there states its period: none of it was taken. */
    NOT_TAKEN,
    /** What was published of its statement is not known any more: none of it was taken. */
    FORGOTTEN,
    /**
     * Of earlier releases: what was known of its scope had been forgotten, and all its records were published again.
     */
    REBUILT,
    /**
     * A newer delivery of its statement is complete, or had begun before it came, or another was chosen over it:
     * nothing is to be done about it any more.
     */
    SUPERSEDED,
    /** On a check across deliveries: what one leaves to the other is not what the other states. */
    DIFFERS,
    /** A newer delivery of its scope began before its completion came: the newer one corrects what it left. */
    ABANDONED
}
