package io.tributary.local.command.statements;

import io.tributary.local.command.console.Periods;
import io.tributary.local.statements.BilledAccounts;
import io.tributary.schemas.BilledStatement;
import picocli.CommandLine.Option;

/** Options that choose statements. */
public final class StatementChoice {

    @Option(names = "--provider", paramLabel = "NAME", description = "Only those of this provider.")
    private String provider;

    @Option(names = "--account", paramLabel = "ID", description = "Only those of this billed account.")
    private String account;

    @Option(names = "--period", paramLabel = "YYYY-MM", description = "Only those of this month.")
    private String period;

    @Option(names = "--invoice", paramLabel = "ID", description = "Only those of this invoice.")
    private String invoice;

    @Option(names = "--currency", paramLabel = "CODE", description = "Only those in this currency.")
    private String currency;

    /** Refuses what no statement can be of. */
    public void requireValid() {
        if (period != null) {
            Periods.requireMonthOrDay("--period", period);
        }
    }

    /** Whether a statement is chosen. */
    public boolean isMeant(BilledStatement statement) {
        return (provider == null || provider.equals(statement.getProvider()))
                && (account == null || BilledAccounts.areSame(account, statement.getBillingAccountId()))
                && (period == null || Periods.means(period, statement.getBillingPeriodStart()))
                && (invoice == null || invoice.equals(statement.getInvoiceId()))
                && (currency == null || currency.equals(statement.getCurrency()));
    }
}
