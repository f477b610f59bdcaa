package io.tributary.local.command.sample;

import io.tributary.local.command.console.Choices;
import io.tributary.local.command.console.ExitCode;
import io.tributary.samples.SampleTruth;
import io.tributary.samples.aws.AwsSampleBill;
import io.tributary.samples.aws.AwsSampleSettings;
import io.tributary.samples.aws.ReportFormat;
import io.tributary.samples.azure.AzureDataSet;
import io.tributary.samples.azure.AzureSampleBill;
import io.tributary.samples.azure.AzureSampleSettings;
import io.tributary.samples.azure.ExportFormat;
import io.tributary.samples.gcp.GcpDataSet;
import io.tributary.samples.gcp.GcpFormat;
import io.tributary.samples.gcp.GcpSampleBill;
import io.tributary.samples.gcp.GcpSampleSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a sample bill. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a sample bill: AWS Cost and Usage Reports or Data Exports, exports of Azure's Cost Management or dumped tables of"
                    + " Google Cloud's billing export, as the provider delivers them, and truth.json, which says exactly"
                    + " what they hold. The same options give the same bytes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary sample --output bills/",
            "  tributary sample --seed 7 --rows 1000000 --output bills/",
            "  tributary sample --format cur2-parquet --line-items all --split-cost --output bills/",
            "  tributary sample --provider azure --agreement mca --output bills/",
            "  tributary sample --provider gcp --data-sets standard,detailed --format csv --output bills/",
            "  tributary sample --broken-rows 2 --output bills/ && tributary run --input bills/ --deliveries all"
        })
public final class SampleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where the bill goes.")
    private Path output;

    @Option(names = "--provider", paramLabel = "NAME", description = "aws, azure or gcp; aws by default.")
    private String provider = "aws";

    @Option(names = "--seed", paramLabel = "N", description = "Where the choices start; 1 by default.")
    private Long seed;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description =
                    "Rows of all deliveries together, for Azure and Google Cloud about so many; 20000 by default.")
    private Integer rows;

    @Option(
            names = "--deliveries",
            paramLabel = "N",
            description =
                    "Deliveries of the newest month, 3 by default; rows are restated, appear and vanish. Of Google"
                            + " Cloud: how often its tables are dumped while they grow.")
    private Integer deliveries;

    @Option(names = "--periods", paramLabel = "N", description = "Months billed; 2 by default.")
    private Integer periods;

    @Option(names = "--broken-rows", paramLabel = "N", description = "Rows whose cost is no number; none by default.")
    private Integer brokenRows;

    @Option(
            names = "--data-sets",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Azure's exports: actual, amortized, focus; actual,amortized by default, of mosa actual. Google"
                            + " Cloud's tables: standard, detailed; detailed by default.")
    private List<String> dataSets;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "Of AWS legacy-csv, legacy-parquet, cur2-csv, cur2-parquet, focus-csv, focus-parquet,"
                    + " focus-1-0-csv or focus-1-0-parquet; legacy-csv by default. Of Azure csv, csv-gzip or parquet; csv by default. Of Google Cloud json,"
                    + " json-gzip, csv or csv-gzip; json-gzip by default.")
    private String format;

    @ArgGroup(exclusive = false, heading = "%nAWS:%n")
    private AwsSampleOptions aws;

    @ArgGroup(exclusive = false, heading = "%nAzure:%n")
    private AzureSampleOptions azure;

    @ArgGroup(exclusive = false, heading = "%nGoogle Cloud:%n")
    private GcpSampleOptions gcp;

    @Override
    public Integer call() throws Exception {
        SampleTruth truth = write();
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%,d rows in %d deliveries in %s; what they hold is in %s",
                truth.rows(),
                truth.deliveryCount(),
                output,
                output.resolve(SampleTruth.FILE_NAME)));
        return ExitCode.OK;
    }

    private SampleTruth write() throws IOException {
        requireOptionsOf("aws", aws);
        requireOptionsOf("azure", azure);
        requireOptionsOf("gcp", gcp);
        return switch (provider) {
            case "aws" -> {
                requireNone("--data-sets", dataSets);
                yield AwsSampleBill.write(settings(), output);
            }
            case "azure" -> AzureSampleBill.write(azureSettings(), output);
            case "gcp" -> GcpSampleBill.write(gcpSettings(), output);
            default -> throw new ConfigException("--provider must be aws, azure or gcp: was " + provider);
        };
    }

    private void requireOptionsOf(String owner, Object options) {
        if (options != null && !provider.equals(owner)) {
            throw new ConfigException("an option of " + owner + " samples was given: it needs --provider " + owner);
        }
    }

    private static void requireNone(String option, Object value) {
        if (value != null) {
            throw new ConfigException(option + " was given: it needs --provider azure or gcp");
        }
    }

    private AzureSampleSettings azureSettings() {
        try {
            AzureSampleSettings.Builder settings = AzureSampleSettings.builder();
            if (azure != null) {
                azure.applyTo(settings);
            }
            if (dataSets != null) {
                settings.dataSets(Choices.several("--data-sets", AzureDataSet.class, dataSets));
            }
            if (format != null) {
                settings.format(Choices.one("--format", ExportFormat.class, format));
            }
            if (seed != null) {
                settings.seed(seed);
            }
            if (periods != null) {
                settings.periods(periods);
            }
            if (deliveries != null) {
                settings.deliveries(deliveries);
            }
            if (brokenRows != null) {
                settings.brokenRows(brokenRows);
            }
            if (rows != null) {
                settings.rows(rows);
            }
            return settings.build();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private GcpSampleSettings gcpSettings() {
        try {
            GcpSampleSettings.Builder settings = GcpSampleSettings.builder();
            if (gcp != null) {
                gcp.applyTo(settings);
            }
            if (dataSets != null) {
                settings.dataSets(Choices.several("--data-sets", GcpDataSet.class, dataSets));
            }
            if (format != null) {
                settings.format(Choices.one("--format", GcpFormat.class, format));
            }
            if (seed != null) {
                settings.seed(seed);
            }
            if (periods != null) {
                settings.periods(periods);
            }
            if (deliveries != null) {
                settings.deliveries(deliveries);
            }
            if (brokenRows != null) {
                settings.brokenRows(brokenRows);
            }
            if (rows != null) {
                settings.rows(rows);
            }
            return settings.build();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private AwsSampleSettings settings() {
        try {
            AwsSampleSettings.Builder settings = AwsSampleSettings.builder();
            if (format != null) {
                settings.format(Choices.one("--format", ReportFormat.class, format));
            }
            if (aws != null) {
                aws.applyTo(settings);
            }
            if (seed != null) {
                settings.seed(seed);
            }
            if (periods != null) {
                settings.periods(periods);
            }
            if (deliveries != null) {
                settings.deliveries(deliveries);
            }
            if (brokenRows != null) {
                settings.brokenRows(brokenRows);
            }
            if (rows != null) {
                settings.rows(rows);
            }
            return settings.build();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }
}
