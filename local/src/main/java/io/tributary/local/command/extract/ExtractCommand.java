package io.tributary.local.command.extract;

import io.tributary.extractors.ProviderExtractors;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds a command for the extractor of each provider. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description = "Publishes what a provider delivers as raw pages on a Kafka cluster.",
        footerHeading = "%nExamples:%n",
        footer = {"  tributary extract aws --help", "  tributary extract azure --help", "  tributary extract gcp --help"
        })
public final class ExtractCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private ExtractCommand() {}

    /** The command, with those of all providers. */
    public static CommandLine create(Map<String, String> environment) {
        CommandLine command = new CommandLine(new ExtractCommand());
        ProviderExtractors.all()
                .forEach(extractor -> command.addSubcommand(
                        extractor.provider().name(), ExtractProviderCommand.of(extractor, environment)));
        return command;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing provider: expected one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
