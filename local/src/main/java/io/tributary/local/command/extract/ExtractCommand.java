package io.tributary.local.command.extract;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds one extractor a provider. */
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

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing provider: expected aws, azure or gcp");
    }
}
