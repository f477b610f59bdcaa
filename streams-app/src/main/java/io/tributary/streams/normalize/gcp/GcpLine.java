package io.tributary.streams.normalize.gcp;

import java.math.BigDecimal;

/**
 * The properties of a row that the rules of charges use.
 *
 * @param type what kind of cost it is
 * @param currency ISO 4217 code of its costs
 * @param cost its cost before credits
 * @param credits its credits
 * @param commitment its commitment, if it has one
 * @param periodStart first instant of the invoice month, in milliseconds since 1970-01-01T00:00Z
 * @param periodEnd first instant after it
 * @param chargeStart first instant of the usage
 * @param chargeEnd first instant after it
 * @param correction whether it corrects usage of an earlier invoice month, which is closed by then
 */
record GcpLine(
        CostType type,
        String currency,
        BigDecimal cost,
        Credits credits,
        Commitment commitment,
        long periodStart,
        long periodEnd,
        long chargeStart,
        long chargeEnd,
        boolean correction) {

    /** The amount that is billed, without promotions. */
    BigDecimal billed() {
        return cost.add(credits.netted());
    }
}
