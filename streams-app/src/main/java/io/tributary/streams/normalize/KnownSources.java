package io.tributary.streams.normalize;

import java.math.BigDecimal;

/** Source rows that are known as they are, by fingerprints that stand for them: they need not be normalized again. */
public interface KnownSources {

    /** No source row is known. */
    KnownSources NONE = new KnownSources() {
        @Override
        public int sight(long fingerprint) {
            return -1;
        }

        @Override
        public boolean bills(int known, String currency, BigDecimal cost) {
            throw new IllegalStateException("No row is known, and " + known + " is none");
        }

        @Override
        public void release(int known) {
            throw new IllegalStateException("No row is known, and " + known + " is none");
        }
    };

    /**
     * Sights a known row for whose source row {@code fingerprint} stands, and that was not sighted yet.
     *
     * @return the row, or -1 where there is none
     */
    int sight(long fingerprint);

    /** Whether the row was published with this BilledCost. */
    boolean bills(int known, String currency, BigDecimal cost);

    /** Takes back that the row, which was the last, was sighted. */
    void release(int known);
}
