package io.tributary.extractors.gcp;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.CommandOption;
import io.tributary.extractors.ExtractCommandHelp;
import io.tributary.extractors.InputForm;
import io.tributary.extractors.ProviderExtractor;
import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.bigquery.BigQuerySource;
import io.tributary.extractors.gcp.files.BucketObjects;
import io.tributary.extractors.gcp.files.FilesSource;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.throttle.Pause;
import io.tributary.schemas.Provider;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** The extension for Google Cloud. */
public final class GcpExtractor implements ProviderExtractor<GcpConfig> {

    private static final InputForm BIGQUERY = new InputForm(
            List.of(BigQueryAddress.SCHEME),
            "bigquery://project/dataset",
            "bigquery://PROJECT/DATASET or bigquery://PROJECT/DATASET/TABLE",
            "Google Cloud's billing exports",
            false,
            GcpExtractor::problemOfTables);

    private static final InputForm CLOUD_STORAGE = new InputForm(
            List.of(BucketObjects.SCHEME),
            "gs://bucket/prefix",
            "gs://BUCKET/PREFIX",
            "files that they were exported to",
            false,
            input -> InputForm.problemUnless(input.matches("gs://[^/]+(/.*)?"), input, "gs://bucket/prefix"));

    private static final ExtractCommandHelp COMMAND = new ExtractCommandHelp(
            List.of(
                    "Publishes every slice of Google Cloud's billing exports that is not yet on the cluster, or has"
                            + " changed, and ends.",
                    "Credentials are application default credentials: environment, service account of the machine,"
                            + " gcloud auth application-default login; or a file by the setting"
                            + " gcp.credentials.file."),
            "DIR|URL",
            List.of(
                    "What is read, or the setting extractor.input:",
                    "bigquery://PROJECT/DATASET, every billing export in a data set of BigQuery;",
                    "bigquery://PROJECT/DATASET/TABLE, one of them; several with commas between them;",
                    "gs://BUCKET/PREFIX, tables that were exported to files;",
                    "DIR, tables that were exported to files, or dumped."),
            List.of(
                    new CommandOption(
                            "--tables",
                            "EXPORT",
                            GcpConfig.TABLES,
                            "Which of the exports of the same costs: auto (the default), detailed, standard or focus."),
                    new CommandOption(
                            "--from",
                            "DAY",
                            GcpConfig.FROM,
                            "The day whose partition a table is read from; the first of the month before last by"
                                    + " default."),
                    new CommandOption(
                            "--rescan-days",
                            "N",
                            GcpConfig.RESCAN_DAYS,
                            "Days before the newest export that are looked at again for what is new; 10 by default."),
                    new CommandOption(
                            "--query-project",
                            "PROJECT",
                            GcpConfig.PROJECT,
                            "The project that queries run in and are billed to; that of the table by default."),
                    new CommandOption(
                            "--maximum-bytes-billed",
                            "BYTES",
                            GcpConfig.MAXIMUM_BYTES_BILLED,
                            "What a single query may be billed for; one that would need more fails, and costs"
                                    + " nothing."),
                    new CommandOption(
                            "--impersonate",
                            "EMAIL",
                            GcpConfig.IMPERSONATED,
                            "The service account that the credentials act as; themselves by default.")),
            List.of(
                    "  tributary extract gcp --config tributary.properties --input bigquery://project/billing",
                    "  tributary extract gcp --config tributary.properties --query-project reports"
                            + " --maximum-bytes-billed 10000000000",
                    "        --input bigquery://project/billing/gcp_billing_export_resource_v1_018984_D0AAA4_940B88",
                    "  tributary extract gcp --config tributary.properties --input dumps/ --tables standard"));

    @Override
    public Provider provider() {
        return Provider.GCP;
    }

    @Override
    public boolean hasMonthlyPeriods() {
        return true;
    }

    @Override
    public ConfigDef settings() {
        return GcpConfig.define(new ConfigDef());
    }

    @Override
    public GcpConfig config(Map<String, Object> parsed, Map<String, String> given) {
        return GcpConfig.from(parsed);
    }

    @Override
    public List<String> problems(GcpConfig config) {
        return config.problems();
    }

    @Override
    public List<InputForm> inputForms() {
        return List.of(BIGQUERY, CLOUD_STORAGE);
    }

    @Override
    public boolean isManifest(String path) {
        return FilesSource.isExport(path);
    }

    @Override
    public boolean isBill(CsvHeader columns) {
        return FilesSource.isExport(columns);
    }

    @Override
    public String expectedColumns() {
        return "billing_account_id, export_time and cost of a billing table, or x_ExportTime and BilledCost of"
                + " its FOCUS view";
    }

    @Override
    public String expectedInDirectory() {
        return "tables of Google Cloud, gcp_billing_export_v1_...";
    }

    @Override
    public ExtractCommandHelp command() {
        return COMMAND;
    }

    @Override
    public BillingSource open(
            String input, GcpConfig config, PageLimits limits, int parallelism, InstantSource clock, Pause pause) {
        requireNonNull(config, "config");
        requireNonNull(limits, "limits");
        if (BIGQUERY.matches(input)) {
            return BigQuerySource.open(input, config, limits, clock, pause);
        }
        ObjectStore store =
                CLOUD_STORAGE.matches(input) ? BucketObjects.open(input, config, pause) : LocalObjects.open(input);
        return FilesSource.open(input, config.tables(), store, limits, pause);
    }

    private static Optional<String> problemOfTables(String input) {
        try {
            BigQueryAddress.all(input);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    "is " + input + ": expected " + BigQueryAddress.EXPECTED + ", or several with commas between them");
        }
    }
}
