package io.tributary.streams.normalize;

import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.identity.NaturalKey;
import java.math.BigDecimal;

/**
 * A record whose source row was read: encoded up to its ordinal, which comparison gives it.
 *
 * @param row number of its source row within the page, from 0; -1 for a record that is no source row
 * @param key the natural key of its row
 * @param digest the digest of its content
 * @param from where its bytes begin in the page's bodies
 * @param to where they end
 * @param currency ISO 4217 code of its amounts
 * @param billedCost its BilledCost, with at most money's decimals
 * @param effectiveCost its EffectiveCost, with at most money's decimals
 * @param rounded whether an amount was rounded at the last place
 * @param unknownLineItemType whether its line item type is not known
 * @param valueUnreadable whether a value could not be read and was taken for blank
 * @param fingerprint what stands for its source row; 0 where nothing does
 */
public record NormalizedRecord(
        int row,
        NaturalKey key,
        ContentDigest digest,
        int from,
        int to,
        String currency,
        BigDecimal billedCost,
        BigDecimal effectiveCost,
        boolean rounded,
        boolean unknownLineItemType,
        boolean valueUnreadable,
        long fingerprint) {

    /** The same record, for whose source row {@code sourceFingerprint} stands. */
    NormalizedRecord standsFor(long sourceFingerprint) {
        return new NormalizedRecord(
                row,
                key,
                digest,
                from,
                to,
                currency,
                billedCost,
                effectiveCost,
                rounded,
                unknownLineItemType,
                valueUnreadable,
                sourceFingerprint);
    }
}
