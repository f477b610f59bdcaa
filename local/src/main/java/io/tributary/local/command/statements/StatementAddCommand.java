package io.tributary.local.command.statements;

import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.statements.StatementValues;
import io.tributary.schemas.BilledStatement;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Adds a statement by hand. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Adds what an account was billed for a period, or by an invoice of it. A later statement of the"
                + " same invoice and currency takes the place of an earlier one.",
        footerHeading = "%nExample:%n",
        footer = "  tributary statement add --provider aws --account 012345678901 --period 2026-10 --invoice 1234567890"
                + " --currency USD --amount 1234.56 --tax 97.20 --issued 2026-11-03")
public final class StatementAddCommand implements Callable<Integer> {

    private static final String MANUAL = "manual";

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--provider",
            required = true,
            paramLabel = "NAME",
            description = "aws, azure, gcp or another that is installed.")
    private String provider;

    @Option(
            names = "--account",
            required = true,
            paramLabel = "ID",
            description = "The billed account, as BillingAccountId of the records has it.")
    private String account;

    @Option(
            names = "--period",
            required = true,
            paramLabel = "YYYY-MM",
            description = "The month that is billed; of Azure's subscriptions, the first day of the period.")
    private String period;

    @Option(
            names = "--invoice",
            paramLabel = "ID",
            description = "The invoice's number; without it, the statement is of the whole period.")
    private String invoice;

    @Option(names = "--currency", required = true, paramLabel = "CODE", description = "Currency of the amounts.")
    private String currency;

    @Option(
            names = "--amount",
            required = true,
            paramLabel = "AMOUNT",
            description = "What is payable, tax included; below 0 for a credit note.")
    private String amount;

    @Option(names = "--tax", paramLabel = "AMOUNT", description = "Tax that is in the amount.")
    private String tax;

    @Option(
            names = "--credits",
            paramLabel = "AMOUNT",
            description = "What credits and refunds take off the amount: 0 or less.")
    private String credits;

    @Option(
            names = "--converted-from",
            paramLabel = "CODE",
            description = "Currency of the charges, where they were converted into that of the amounts.")
    private String convertedFrom;

    @Option(
            names = "--exchange-rate",
            paramLabel = "RATE",
            description = "What one unit of that currency was converted into.")
    private String exchangeRate;

    @Option(names = "--issued", paramLabel = "DAY|TIME", description = "When the invoice was issued.")
    private String issued;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    public StatementAddCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        BilledStatement statement = statement();
        try (LocalCluster started = cluster.start(environment)) {
            StatementCommand.topic(started.settings()).publish(List.of(statement));
        }
        output.table(StatementTable.of(List.of(statement)));
        return ExitCode.OK;
    }

    private BilledStatement statement() {
        if ((convertedFrom == null) != (exchangeRate == null)) {
            throw new ConfigException("--converted-from and --exchange-rate belong together: one of them was given");
        }
        String name = StatementCommand.value("--provider", provider, StatementValues::provider);
        return BilledStatement.newBuilder()
                .setProvider(name)
                .setBillingAccountId(
                        StatementCommand.value("--account", account, text -> StatementValues.account(name, text)))
                .setBillingPeriodStart(
                        StatementCommand.value("--period", period, text -> StatementValues.period(name, text)))
                .setInvoiceId(StatementCommand.value("--invoice", invoice, StatementValues::text))
                .setCurrency(StatementCommand.value("--currency", currency, StatementValues::currency))
                .setAmount(StatementCommand.value("--amount", amount, StatementValues::amount))
                .setTaxAmount(StatementCommand.value("--tax", tax, StatementValues::amount))
                .setCreditAmount(StatementCommand.value("--credits", credits, StatementValues::reduction))
                .setConvertedFrom(StatementCommand.value("--converted-from", convertedFrom, StatementValues::currency))
                .setExchangeRate(StatementCommand.value("--exchange-rate", exchangeRate, StatementValues::rate))
                .setIssuedAt(StatementCommand.value("--issued", issued, StatementValues::time))
                .setSource(MANUAL)
                .setRecordedAt(InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }
}
