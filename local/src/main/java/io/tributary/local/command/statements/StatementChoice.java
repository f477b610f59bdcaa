package io.tributary.local.command.statements;

import io.tributary.local.command.console.Periods;
import io.tributary.local.statements.BilledAccounts;
import io.tributary.schemas.BilledStatement;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
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

    @Option(names = "--whole-period", description = "Only those of a whole period, which name no invoice.")
    private boolean isWholePeriod;

    @Option(names = "--currency", paramLabel = "CODE", description = "Only those in this currency.")
    private String currency;

    /** Refuses what no statement can be of. */
    public void requireValid() {
        if (period != null) {
            Periods.requireMonthOrDay("--period", period);
        }
        if (isWholePeriod && invoice != null) {
            throw new ConfigException("--whole-period and --invoice exclude each other: both were given");
        }
    }

    /** Whether a statement is chosen. */
    public boolean isMeant(BilledStatement statement) {
        return (provider == null || provider.equalsIgnoreCase(statement.getProvider()))
                && (account == null
                        || BilledAccounts.areSame(
                                BilledAccounts.whole(statement.getProvider(), account),
                                statement.getBillingAccountId()))
                && (period == null || Periods.means(period, statement.getBillingPeriodStart()))
                && (invoice == null || invoice.equals(statement.getInvoiceId()))
                && (!isWholePeriod || statement.getInvoiceId() == null)
                && (currency == null || currency.equals(statement.getCurrency()));
    }

    /** The statements that are chosen; of several, those whose account is written as the option has it, if any are. */
    List<BilledStatement> of(List<BilledStatement> statements) {
        List<BilledStatement> meant = statements.stream().filter(this::isMeant).toList();
        List<BilledStatement> exact = meant.stream()
                .filter(statement -> statement.getBillingAccountId().equals(account))
                .toList();
        return exact.isEmpty() ? meant : exact;
    }
}
