package io.tributary.local.command;

import io.tributary.local.sample.SampleTruth;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What a sample is known to hold, once all of its deliveries were taken.
 *
 * @param stated what the newest deliveries state, by the account or scope that they are of
 * @param live what the live records come to, by their BillingAccountId
 * @param deadLetters rows that cannot become a record
 */
record Truth(List<Sum> stated, List<Sum> live, long deadLetters) {

    Truth {
        stated = List.copyOf(stated);
        live = List.copyOf(live);
    }

    /**
     * What an account's period comes to in one currency.
     *
     * @param account the account
     * @param periodStart first day of the billing period
     * @param currency ISO 4217 code
     * @param billedCost sum of BilledCost
     * @param effectiveCost sum of EffectiveCost
     */
    record Sum(
            String account, LocalDate periodStart, String currency, BigDecimal billedCost, BigDecimal effectiveCost) {}

    /** The truth about an AWS sample: its deliveries are of the accounts that its records are of. */
    static Truth of(SampleTruth sample) {
        List<Sum> sums = sample.newest().stream()
                .map(newest -> new Sum(
                        newest.account(),
                        newest.period().atDay(1),
                        newest.currency(),
                        newest.totals().billedCost(),
                        newest.totals().effectiveCost()))
                .toList();
        return new Truth(sums, sums, sample.deadLetters().size());
    }
}
