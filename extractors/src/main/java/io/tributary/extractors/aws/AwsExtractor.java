package io.tributary.extractors.aws;

import io.tributary.extractors.CommandOption;
import io.tributary.extractors.ExtractCommandHelp;
import io.tributary.extractors.InputForm;
import io.tributary.extractors.ProviderExtractor;
import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.throttle.Pause;
import io.tributary.schemas.Provider;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** The extension for AWS. */
public final class AwsExtractor implements ProviderExtractor<AwsConfig> {

    private static final int DIGITS_OF_ACCOUNT = 12;

    private static final InputForm S3 = new InputForm(
            List.of(AwsSource.S3),
            "s3://bucket/prefix",
            "s3://BUCKET/PREFIX",
            "AWS reports",
            true,
            input -> InputForm.problemUnless(
                    InputForm.split(input).stream().allMatch(one -> one.matches("s3://[^/]+(/.*)?")),
                    input,
                    "s3://bucket/prefix, or several with commas between them"));

    private static final ExtractCommandHelp COMMAND = new ExtractCommandHelp(
            List.of(
                    "Publishes every delivery of AWS reports that is not yet on the cluster, and ends: legacy Cost and"
                            + " Usage Reports, and Data Exports of CUR 2.0 and FOCUS.",
                    "Credentials come as the AWS SDK finds them: environment, profile, web identity, instance; and act"
                            + " as a role where --role-arn names one."),
            "DIR|s3://BUCKET/PREFIX",
            List.of("Where the reports are, or the setting extractor.input: a directory, or one or more of S3 with"
                    + " commas between them."),
            List.of(
                    new CommandOption(
                            "--deliveries",
                            "newest|all",
                            AwsSettings.DELIVERIES,
                            "Take the newest delivery of each period (the default), or all of them in their order."),
                    new CommandOption(
                            "--reports",
                            "NAMES",
                            AwsSettings.REPORTS,
                            "Names of the reports and exports that are taken, with commas between them; all by"
                                    + " default."),
                    new CommandOption("--role-arn", "ARN", AwsSettings.ROLE_ARN, "The role in which buckets are read."),
                    new CommandOption(
                            "--external-id",
                            "ID",
                            AwsSettings.ROLE_EXTERNAL_ID,
                            "The external id that the role's trust policy asks for.")),
            List.of(
                    "  tributary extract aws --config tributary.properties --input s3://my-bucket/cur/",
                    "  tributary extract aws --config tributary.properties --interval 900"
                            + " --input s3://my-bucket/cur/,s3://other-bucket/exports/ --deliveries all",
                    "  tributary extract aws --input bills/ --set kafka.bootstrap.servers=kafka:9092"
                            + " --set schema.registry.url=http://registry:8081",
                    "  KAFKA_BOOTSTRAP_SERVERS=kafka:9092 SCHEMA_REGISTRY_URL=http://registry:8081 tributary extract"
                            + " aws --input bills/"));

    @Override
    public Provider provider() {
        return Provider.AWS;
    }

    /** Accounts of AWS have twelve digits; spreadsheets drop the zeros with which one begins. */
    @Override
    public String account(String written) {
        return written.length() < DIGITS_OF_ACCOUNT
                        && !written.isEmpty()
                        && written.chars().allMatch(character -> character >= '0' && character <= '9')
                ? "0".repeat(DIGITS_OF_ACCOUNT - written.length()) + written
                : written;
    }

    @Override
    public boolean hasMonthlyPeriods() {
        return true;
    }

    @Override
    public ConfigDef settings() {
        return AwsConfig.define(new ConfigDef());
    }

    @Override
    public boolean isSetting(String name) {
        return AwsConfig.isOfBucket(name);
    }

    @Override
    public List<String> validate(Map<String, String> given) {
        return AwsConfig.problemsOfBuckets(given);
    }

    @Override
    public AwsConfig config(Map<String, Object> parsed, Map<String, String> given) {
        return AwsConfig.from(parsed, given);
    }

    @Override
    public List<String> problems(AwsConfig config) {
        return config.problems();
    }

    @Override
    public List<InputForm> inputForms() {
        return List.of(S3);
    }

    @Override
    public boolean isManifest(String path) {
        return AwsSource.isManifest(path);
    }

    @Override
    public boolean isBill(CsvHeader columns) {
        return AwsSource.isReport(columns);
    }

    @Override
    public String expectedColumns() {
        return "lineItem/UnblendedCost of a report, or BilledCost and x_ServiceCode of a FOCUS export";
    }

    @Override
    public String expectedInDirectory() {
        return "one of AWS, named like report-Manifest.json";
    }

    @Override
    public Optional<String> deliveriesSetting() {
        return Optional.of(AwsSettings.DELIVERIES);
    }

    @Override
    public ExtractCommandHelp command() {
        return COMMAND;
    }

    @Override
    public BillingSource open(
            String input, AwsConfig config, PageLimits limits, int parallelism, InstantSource clock, Pause pause) {
        return AwsSource.open(input, config, limits, parallelism, clock, pause);
    }
}
