package io.tributary.streams.normalize.azure;

import java.math.BigDecimal;

/**
 * The properties of a row that the rules of charges use.
 *
 * @param type what kind of charge it is
 * @param model how it is priced
 * @param currency ISO 4217 code of its costs
 * @param cost its cost, as the source states it
 * @param periodStart first instant of the billing period, in milliseconds since 1970-01-01T00:00Z
 * @param periodEnd first instant after it
 * @param chargeStart first instant that the charge covers
 * @param chargeEnd first instant that it no longer covers
 * @param correction whether it gives back a charge of an earlier billing period, which is closed by then
 */
record AzureLine(
        ChargeType type,
        PricingModel model,
        String currency,
        BigDecimal cost,
        long periodStart,
        long periodEnd,
        long chargeStart,
        long chargeEnd,
        boolean correction) {

    /** Whether the row is usage that a commitment covers, or the unused part of a commitment. */
    boolean isCovered() {
        return type.isUse() && model.isCommitment();
    }
}
