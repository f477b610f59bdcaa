package io.tributary.local.command;

import io.tributary.local.command.console.Failures;
import io.tributary.local.command.deliveries.DeliveriesCommand;
import io.tributary.local.command.deliveries.DeliveriesDecideCommand;
import io.tributary.local.command.deliveries.DeliveriesListCommand;
import io.tributary.local.command.deliveries.ReplayCommand;
import io.tributary.local.command.extract.ExtractAwsCommand;
import io.tributary.local.command.extract.ExtractAzureCommand;
import io.tributary.local.command.extract.ExtractCommand;
import io.tributary.local.command.extract.ExtractGcpCommand;
import io.tributary.local.command.run.RunCommand;
import io.tributary.local.command.sample.SampleCommand;
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
        description = "What clouds bill, as one trustworthy feed of FOCUS cost records on Kafka.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary run                       sample bills, through the whole pipeline, on this machine",
            "  tributary run --input bills/        your own bills",
            "  tributary run --help                everything about a command"
        })
public final class Tributary implements Runnable {

    @Spec
    private CommandSpec spec;

    private Tributary() {}

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(execute(System.getenv(), out, err, arguments));
    }

    /**
     * Runs a command.
     *
     * @param environment the process's environment
     * @param out where results go
     * @param err where progress and complaints go
     * @return what the process should exit with
     */
    static int execute(Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine(environment)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(new Failures())
                .execute(arguments);
    }

    /** Every command, with its options. */
    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new Tributary())
                .addSubcommand(new RunCommand(environment))
                .addSubcommand(new SampleCommand())
                .addSubcommand(new CommandLine(new ExtractCommand())
                        .addSubcommand(new ExtractAwsCommand(environment))
                        .addSubcommand(new ExtractAzureCommand(environment))
                        .addSubcommand(new ExtractGcpCommand(environment)))
                .addSubcommand(new StreamsCommand(environment))
                .addSubcommand(deliveries(environment))
                .addSubcommand(new ReplayCommand(environment));
    }

    private static CommandLine deliveries(Map<String, String> environment) {
        CommandLine confirm =
                new CommandLine(new DeliveriesDecideCommand(environment, DeliveriesDecideCommand.CONFIRM, "HELD"));
        confirm.getCommandSpec()
                .usageMessage()
                .description("Confirms a delivery that is held: what it lacks is withdrawn.");
        CommandLine prefer =
                new CommandLine(new DeliveriesDecideCommand(environment, DeliveriesDecideCommand.PREFER, "CONFLICT"));
        prefer.getCommandSpec()
                .usageMessage()
                .description("Prefers the scope of a delivery that is in conflict: from now on it states its account's"
                        + " period, row by row, in place of the one that did.");
        return new CommandLine(new DeliveriesCommand())
                .addSubcommand("list", new DeliveriesListCommand(environment))
                .addSubcommand("confirm", confirm)
                .addSubcommand("prefer", prefer);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing command: expected run, sample, extract, streams, deliveries or replay");
    }
}
