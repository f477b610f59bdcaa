package io.tributary.local.command;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the AWS extractor once against a cluster. */
@Command(
        name = "aws",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes every delivery of AWS Cost and Usage Reports that is not yet on the cluster, and ends.",
            "Credentials come as the AWS SDK finds them: environment, profile, web identity, instance."
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

    @Option(
            names = "--input",
            paramLabel = "DIR|s3://BUCKET/PREFIX",
            description = "Where the reports are; or the setting extractor.input.")
    private String input;

    @Mixin
    private ExtractionOptions extraction;

    ExtractAwsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Map<String, String> options = new HashMap<>();
        options.put(Inputs.PROVIDER, "aws");
        SettingsOptions.putIfGiven(options, Inputs.INPUT, input);
        return extraction.run(environment, options);
    }
}
