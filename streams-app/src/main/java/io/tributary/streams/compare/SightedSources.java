package io.tributary.streams.compare;

import io.tributary.streams.normalize.KnownSources;
import java.math.BigDecimal;

/**
 * The source rows of a statement that are known by their fingerprints.
 *
 * @param rows the statement's known rows
 */
record SightedSources(RowIndex rows) implements KnownSources {

    @Override
    public int sight(long fingerprint) {
        return rows.sightUnchanged(fingerprint);
    }

    @Override
    public boolean bills(int known, String currency, BigDecimal cost) {
        return rows.billedCost(known).compareTo(cost) == 0
                && rows.currency(known).equals(currency);
    }

    @Override
    public void release(int known) {
        rows.undoLast(known);
    }
}
