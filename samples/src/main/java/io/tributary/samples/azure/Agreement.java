package io.tributary.samples.azure;

/** The kind of agreement with Microsoft; each has different columns. */
public enum Agreement {
    /** An enterprise agreement: one enrollment, one currency. */
    EA,
    /** A Microsoft Customer Agreement: a billing account whose two billing profiles bill in two currencies. */
    MCA,
    /** Pay as you go (Microsoft Online Services): usage only, in periods that begin on any day of the month. */
    MOSA
}
