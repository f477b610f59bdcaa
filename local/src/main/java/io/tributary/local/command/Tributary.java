package io.tributary.local.command;

import io.tributary.local.command.alerts.AlertCheck;
import io.tributary.local.command.alerts.AlertsCheckCommand;
import io.tributary.local.command.alerts.AlertsCloseCommand;
import io.tributary.local.command.alerts.AlertsCommand;
import io.tributary.local.command.alerts.AlertsListCommand;
import io.tributary.local.command.check.CheckCommand;
import io.tributary.local.command.console.Failures;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.command.deliveries.Afterwards;
import io.tributary.local.command.deliveries.DeliveriesCommand;
import io.tributary.local.command.deliveries.DeliveriesDecideCommand;
import io.tributary.local.command.deliveries.DeliveriesListCommand;
import io.tributary.local.command.deliveries.DeliveriesRebuildCommand;
import io.tributary.local.command.deliveries.ReplayCommand;
import io.tributary.local.command.dlq.DlqCommand;
import io.tributary.local.command.dlq.DlqDiscardCommand;
import io.tributary.local.command.dlq.DlqListCommand;
import io.tributary.local.command.dlq.DlqRedriveCommand;
import io.tributary.local.command.dlq.DlqShowCommand;
import io.tributary.local.command.extract.ExtractCommand;
import io.tributary.local.command.history.HistoryCommand;
import io.tributary.local.command.reconcile.ReconcileCommand;
import io.tributary.local.command.run.RunCommand;
import io.tributary.local.command.sample.SampleCommand;
import io.tributary.local.command.statements.StatementAddCommand;
import io.tributary.local.command.statements.StatementCommand;
import io.tributary.local.command.statements.StatementImportCommand;
import io.tributary.local.command.statements.StatementListCommand;
import io.tributary.local.command.statements.StatementRemoveCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code tributary} command. */
@Command(
        name = "tributary",
        mixinStandardHelpOptions = true,
        version = "tributary 0.1.0-SNAPSHOT",
        description = "Turns the bills of clouds into one trustworthy feed of FOCUS cost records on Kafka.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary run                       sample bills, through the whole pipeline, on this machine",
            "  tributary run --input bills/        your own bills",
            "  tributary run --help                everything about a command"
        })
public final class Tributary implements Runnable {

    /** A decision, or another reading, may settle what an alert is about. */
    private static final Afterwards ALERTS =
            (settings, watch) -> AlertCheck.of(settings, watch).evaluate();

    /** Picocli takes no less. */
    private static final int NARROWEST_HELP = 55;

    private static final int WIDEST_HELP = 120;

    @Spec
    private CommandSpec spec;

    private Tributary() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Map<String, String> environment = System.getenv();
        System.exit(execute(environment, Terminal.ofProcess(environment), out, err, arguments));
    }

    /**
     * Runs a command.
     *
     * @param environment the process's environment
     * @param terminal the terminal that {@code out} and {@code err} are on, if they are
     * @param out where results go
     * @param err where progress and errors go
     * @return what the process should exit with
     */
    static int execute(
            Map<String, String> environment, Terminal terminal, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine command =
                commandLine(environment, terminal).setOut(out).setErr(err).setExecutionExceptionHandler(new Failures());
        if (terminal.showsOutput()) {
            command.setUsageHelpWidth(Math.min(WIDEST_HELP, Math.max(NARROWEST_HELP, terminal.width())));
        }
        try {
            return command.execute(arguments);
        } catch (Error failure) {
            // Such as a class that is missing, which picocli passes on: no problem of the data.
            return Failures.handle(failure, command);
        }
    }

    /** Every command, with its options. */
    static CommandLine commandLine(Map<String, String> environment, Terminal terminal) {
        return new CommandLine(new Tributary())
                .addSubcommand(new RunCommand(environment, terminal))
                .addSubcommand(SampleCommand.create())
                .addSubcommand(ExtractCommand.create(environment))
                .addSubcommand(new StreamsCommand(environment))
                .addSubcommand(deliveries(environment, terminal))
                .addSubcommand(new ReplayCommand(environment, terminal, ALERTS))
                .addSubcommand(new HistoryCommand(environment, terminal))
                .addSubcommand(new CheckCommand(terminal))
                .addSubcommand(statement(environment, terminal))
                .addSubcommand(dlq(environment, terminal))
                .addSubcommand(alerts(environment, terminal))
                .addSubcommand(new ReconcileCommand(environment, terminal));
    }

    private static CommandLine statement(Map<String, String> environment, Terminal terminal) {
        return new CommandLine(new StatementCommand())
                .addSubcommand(new StatementAddCommand(environment, terminal))
                .addSubcommand(new StatementImportCommand(environment, terminal))
                .addSubcommand(new StatementListCommand(environment, terminal))
                .addSubcommand(new StatementRemoveCommand(environment, terminal));
    }

    private static CommandLine deliveries(Map<String, String> environment, Terminal terminal) {
        CommandLine confirm = decision(environment, terminal, DeliveriesDecideCommand.CONFIRM, "HELD");
        confirm.getCommandSpec()
                .usageMessage()
                .description("Confirms a delivery that is held: what it lacks is withdrawn.");
        CommandLine prefer = decision(environment, terminal, DeliveriesDecideCommand.PREFER, "CONFLICT");
        prefer.getCommandSpec()
                .usageMessage()
                .description("Prefers the scope of a delivery that is in conflict: from now on this scope states the"
                        + " account's period, in place of the one that did so far.");
        return new CommandLine(new DeliveriesCommand())
                .addSubcommand("list", new DeliveriesListCommand(environment, terminal))
                .addSubcommand("confirm", confirm)
                .addSubcommand("prefer", prefer)
                .addSubcommand(new DeliveriesRebuildCommand(environment, terminal, ALERTS));
    }

    private static CommandLine dlq(Map<String, String> environment, Terminal terminal) {
        return new CommandLine(new DlqCommand())
                .addSubcommand(new DlqListCommand(environment, terminal))
                .addSubcommand(new DlqShowCommand(environment, terminal))
                .addSubcommand(new DlqRedriveCommand(environment, terminal))
                .addSubcommand(new DlqDiscardCommand(environment, terminal));
    }

    private static CommandLine alerts(Map<String, String> environment, Terminal terminal) {
        return new CommandLine(new AlertsCommand())
                .addSubcommand(new AlertsListCommand(environment, terminal))
                .addSubcommand(new AlertsCheckCommand(environment, terminal))
                .addSubcommand(new AlertsCloseCommand(environment, terminal));
    }

    private static CommandLine decision(Map<String, String> environment, Terminal terminal, String kind, String state) {
        return new CommandLine(new DeliveriesDecideCommand(environment, terminal, kind, state, ALERTS));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing command: expected one of "
                        + spec.commandLine().getSubcommands().keySet());
    }
}
