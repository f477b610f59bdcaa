package io.tributary.local.command.run;

import io.tributary.samples.SampleTruth;
import java.time.LocalDate;
import java.util.ArrayList;
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
     * @param costs the records, and what they come to
     */
    record Sum(String account, LocalDate periodStart, String currency, SampleTruth.Costs costs) {}

    /** What a sample of any provider holds. */
    static Truth of(SampleTruth sample) {
        // AWS: deliveries are of the accounts that their records are of.
        List<Sum> reports = sample.newest().stream()
                .map(newest -> new Sum(
                        newest.account(),
                        newest.period().atDay(1),
                        newest.currency(),
                        newest.totals().costs()))
                .toList();
        List<Sum> stated = new ArrayList<>(reports);
        sample.newestOfScopes()
                .forEach(delivery -> delivery.currencies()
                        .forEach((currency, totals) -> stated.add(
                                new Sum(delivery.scope(), delivery.periodStart(), currency, totals.costs()))));
        List<Sum> live = new ArrayList<>(reports);
        sample.live()
                .forEach(total ->
                        live.add(new Sum(total.account(), total.periodStart(), total.currency(), total.costs())));
        return new Truth(stated, live, sample.deadLetters().size());
    }
}
