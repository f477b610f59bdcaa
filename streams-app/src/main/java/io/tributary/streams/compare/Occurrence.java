package io.tributary.streams.compare;

import io.tributary.streams.identity.ContentDigest;
import java.math.BigDecimal;

/**
 * What was last published under one record id: enough to tell whether it changed, and to reverse it.
 *
 * @param digest what it said
 * @param billedCost its BilledCost, with at most money's decimals
 * @param effectiveCost its EffectiveCost, with at most money's decimals
 * @param published the record as it was published, in the wire format, where a ledger is kept; otherwise empty
 */
record Occurrence(ContentDigest digest, BigDecimal billedCost, BigDecimal effectiveCost, byte[] published) {

    static final byte[] NOT_KEPT = {};
}
