package io.tributary.local.command.extract;

import io.tributary.local.command.cluster.SettingsOptions;
import io.tributary.local.command.run.Inputs;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the AWS extractor against a cluster. */
@Command(
        name = "aws",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes every delivery of AWS reports that is not yet on the cluster, and ends: legacy Cost and Usage"
                    + " Reports, and Data Exports of CUR 2.0 and FOCUS.",
            "Credentials come as the AWS SDK finds them: environment, profile, web identity, instance; and act as a role"
                    + " where --role-arn names one."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary extract aws --config tributary.properties --input s3://my-bucket/cur/",
            "  tributary extract aws --config tributary.properties --interval 900"
                    + " --input s3://my-bucket/cur/,s3://other-bucket/exports/ --deliveries all",
            "  tributary extract aws --input bills/ --set kafka.bootstrap.servers=kafka:9092"
                    + " --set schema.registry.url=http://registry:8081",
            "  KAFKA_BOOTSTRAP_SERVERS=kafka:9092 SCHEMA_REGISTRY_URL=http://registry:8081 tributary extract aws --input"
                    + " bills/"
        })
public final class ExtractAwsCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Option(
            names = "--input",
            paramLabel = "DIR|s3://BUCKET/PREFIX",
            description = {
                "Where the reports are, or the setting extractor.input: a directory, or one or more of S3 with commas"
                        + " between them."
            })
    private String input;

    @Option(
            names = "--deliveries",
            paramLabel = "newest|all",
            description = "Take the newest delivery of each period (the default), or all of them in their order.")
    private String deliveries;

    @Option(
            names = "--reports",
            paramLabel = "NAMES",
            description = "Names of the reports and exports that are taken, with commas between them; all by default.")
    private String reports;

    @Option(names = "--role-arn", paramLabel = "ARN", description = "The role in which buckets are read.")
    private String role;

    @Option(
            names = "--external-id",
            paramLabel = "ID",
            description = "The external id that the role's trust policy asks for.")
    private String externalId;

    @Mixin
    private ExtractionOptions extraction;

    public ExtractAwsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Map<String, String> options = new HashMap<>();
        options.put(Inputs.PROVIDER, "aws");
        SettingsOptions.putIfGiven(options, Inputs.INPUT, input);
        SettingsOptions.putIfGiven(options, Inputs.AWS_DELIVERIES, deliveries);
        SettingsOptions.putIfGiven(options, "aws.reports", reports);
        SettingsOptions.putIfGiven(options, "aws.role.arn", role);
        SettingsOptions.putIfGiven(options, "aws.role.external.id", externalId);
        return extraction.run(environment, options);
    }
}
