package io.tributary.samples.azure;

/** What Microsoft bills under; each has columns of its own. */
public enum Agreement {
    /** An enterprise agreement: one enrollment, one currency. */
    EA,
    /** A Microsoft Customer Agreement: a billing account whose two billing profiles bill in two currencies. */
    MCA,
    /** Pay as you go (Microsoft Online Services): usage only, in periods that begin on any day of the month. */
    MOSA
}
