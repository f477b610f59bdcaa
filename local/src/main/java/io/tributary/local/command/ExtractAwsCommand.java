package io.tributary.local.command;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.Extractor;
import io.tributary.extractors.ExtractorConfig;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the AWS extractor once against a cluster. */
@Command(
        name = "aws",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes every delivery of AWS Cost and Usage Reports that is not yet on the cluster, and ends.",
            "Credentials come as the AWS SDK finds them: environment, profile, web identity, instance."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything was published, or had been before",
            "2:wrong options or settings",
            "3:the input, or a file that it lists, is missing",
            "4:the input is malformed",
            "5:access to the input is denied",
            "6:the input or the cluster is out of reach for now",
            "70:internal error"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary extract aws --config tributary.properties --input s3://my-bucket/cur/",
            "  tributary extract aws --input bills/ --set kafka.bootstrap.servers=kafka:9092"
                    + " --set schema.registry.url=http://registry:8081",
            "  KAFKA_BOOTSTRAP_SERVERS=kafka:9092 SCHEMA_REGISTRY_URL=http://registry:8081 tributary extract aws --input"
                    + " bills/"
        })
final class ExtractAwsCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--input",
            paramLabel = "DIR|s3://BUCKET/PREFIX",
            description = "Where the reports are; or the setting extractor.input.")
    private String input;

    @Mixin
    private SettingsOptions settingsOptions;

    ExtractAwsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    @SuppressWarnings("try")
    public Integer call() {
        Map<String, String> options = new HashMap<>();
        if (input != null) {
            options.put("extractor.input", input);
        }
        ExtractorConfig config = ExtractorConfig.from(settingsOptions.merged(environment, options));
        Logs.toConsole();
        PrintWriter err = spec.commandLine().getErr();
        try (Interruption interruption = Interruption.ofThisThread()) {
            ExtractionResult result = Extractor.run(
                    config,
                    new ExtractionCounts(note -> {
                        err.println(note);
                        err.flush();
                    }),
                    Clock.systemUTC());
            spec.commandLine()
                    .getOut()
                    .println(String.format(
                            Locale.ROOT,
                            "published %,d pages, %,d rows, %,d bytes; %d deliveries are on the cluster as a whole",
                            result.pages(),
                            result.rows(),
                            result.bytes(),
                            result.deliveries().size()));
            return result.exitCode();
        }
    }
}
