package io.tributary.local.command.reconcile;

import io.tributary.local.statements.BilledAccounts;
import io.tributary.local.view.CostFacts;
import io.tributary.schemas.BilledStatement;
import java.time.LocalDate;

/**
 * A billing account's period.
 *
 * @param provider aws, azure, gcp or another
 * @param account the account, as {@link BilledAccounts#comparable} has it
 * @param period first day of the period
 */
record AccountMonth(String provider, String account, LocalDate period) {

    static AccountMonth of(BilledStatement statement) {
        return new AccountMonth(
                statement.getProvider(),
                BilledAccounts.comparable(statement.getBillingAccountId()),
                statement.getBillingPeriodStart());
    }

    static AccountMonth of(CostFacts facts) {
        return new AccountMonth(facts.provider(), BilledAccounts.comparable(facts.account()), facts.period());
    }
}
