package io.tributary.local.command.extract;

import io.tributary.local.command.cluster.SettingsOptions;
import io.tributary.local.command.run.Inputs;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the Google Cloud extractor against a cluster. */
@Command(
        name = "gcp",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes every slice of Google Cloud's billing exports that is not yet on the cluster, or has changed, and"
                    + " ends.",
            "Credentials are application default credentials: environment, service account of the machine, gcloud auth"
                    + " application-default login; or a file by the setting gcp.credentials.file."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary extract gcp --config tributary.properties --input bigquery://project/billing",
            "  tributary extract gcp --config tributary.properties --query-project reports"
                    + " --maximum-bytes-billed 10000000000",
            "        --input bigquery://project/billing/gcp_billing_export_resource_v1_018984_D0AAA4_940B88",
            "  tributary extract gcp --config tributary.properties --input dumps/ --tables standard"
        })
public final class ExtractGcpCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Option(
            names = "--input",
            paramLabel = "DIR|URL",
            description = {
                "What is read, or the setting extractor.input:",
                "bigquery://PROJECT/DATASET, every billing export in a data set of BigQuery;",
                "bigquery://PROJECT/DATASET/TABLE, one of them; several with commas between them;",
                "gs://BUCKET/PREFIX, tables that were exported to files;",
                "DIR, tables that were exported to files, or dumped."
            })
    private String input;

    @Option(
            names = "--tables",
            paramLabel = "EXPORT",
            description = "Which of the exports of the same costs: auto (the default), detailed, standard or focus.")
    private String tables;

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description =
                    "The day whose partition a table is read from; the first of the month before last by default.")
    private String from;

    @Option(
            names = "--rescan-days",
            paramLabel = "N",
            description = "Days before the newest export that are looked at again for what is new; 10 by default.")
    private Integer rescanDays;

    @Option(
            names = "--query-project",
            paramLabel = "PROJECT",
            description = "The project that queries run in and are billed to; that of the table by default.")
    private String queryProject;

    @Option(
            names = "--maximum-bytes-billed",
            paramLabel = "BYTES",
            description = "What a single query may be billed for; one that would need more fails, and costs nothing.")
    private Long maximumBytesBilled;

    @Option(
            names = "--impersonate",
            paramLabel = "EMAIL",
            description = "The service account that the credentials act as; themselves by default.")
    private String impersonated;

    @Mixin
    private ExtractionOptions extraction;

    public ExtractGcpCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Map<String, String> options = new HashMap<>();
        options.put(Inputs.PROVIDER, "gcp");
        SettingsOptions.putIfGiven(options, Inputs.INPUT, input);
        SettingsOptions.putIfGiven(options, "gcp.tables", tables);
        SettingsOptions.putIfGiven(options, "gcp.from", from);
        SettingsOptions.putIfGiven(options, "gcp.rescan.days", rescanDays);
        SettingsOptions.putIfGiven(options, "gcp.query.project", queryProject);
        SettingsOptions.putIfGiven(options, "gcp.maximum.bytes.billed", maximumBytesBilled);
        SettingsOptions.putIfGiven(options, "gcp.impersonate.service.account", impersonated);
        return extraction.run(environment, options);
    }
}
