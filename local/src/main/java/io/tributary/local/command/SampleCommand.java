package io.tributary.local.command;

import io.tributary.local.sample.SampleBill;
import io.tributary.local.sample.SampleSettings;
import io.tributary.local.sample.SampleTruth;
import io.tributary.local.sample.azure.AzureSampleBill;
import io.tributary.local.sample.azure.AzureSampleSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
            "Writes a sample bill: AWS Cost and Usage Reports or exports of Azure's Cost Management, as the provider"
                    + " delivers them, and truth.json, which says exactly what they hold. The same options give the"
                    + " same bytes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary sample --output bills/",
            "  tributary sample --seed 7 --rows 1000000 --output bills/",
            "  tributary sample --provider azure --agreement mca --output bills/",
            "  tributary sample --broken-rows 2 --output bills/ && tributary run --input bills/ --deliveries all"
        })
final class SampleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Where the bill goes.")
    private Path output;

    @Option(names = "--provider", paramLabel = "NAME", description = "aws or azure; aws by default.")
    private String provider = "aws";

    @Option(names = "--seed", paramLabel = "N", description = "Where the choices start; 1 by default.")
    private Long seed;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Rows of all deliveries together, for Azure about so many; 20000 by default.")
    private Integer rows;

    @Option(
            names = "--deliveries",
            paramLabel = "N",
            description = "Deliveries of the newest month, 3 by default; rows are restated, appear and vanish.")
    private Integer deliveries;

    @Option(names = "--periods", paramLabel = "N", description = "Months billed; 2 by default.")
    private Integer periods;

    @Option(names = "--broken-rows", paramLabel = "N", description = "Rows whose cost is no number; none by default.")
    private Integer brokenRows;

    @ArgGroup(exclusive = false, heading = "%nAzure:%n")
    private AzureSampleOptions azure;

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
        return ExitCode.FINE;
    }

    private SampleTruth write() throws IOException {
        boolean isAzure = provider.equals("azure");
        if (!isAzure && !provider.equals("aws")) {
            throw new ConfigException("--provider must be aws or azure: was " + provider);
        }
        if (!isAzure && azure != null) {
            throw new ConfigException("an option of Azure samples was given: it needs --provider azure");
        }
        return isAzure ? AzureSampleBill.write(azureSettings(), output) : SampleBill.write(settings(), output);
    }

    private AzureSampleSettings azureSettings() {
        try {
            AzureSampleSettings settings = AzureSampleSettings.defaults();
            settings = azure == null ? settings : azure.applyTo(settings);
            settings = seed == null ? settings : settings.withSeed(seed);
            settings = periods == null ? settings : settings.withPeriods(periods);
            settings = deliveries == null ? settings : settings.withDeliveries(deliveries);
            settings = brokenRows == null ? settings : settings.withBrokenRows(brokenRows);
            return rows == null ? settings : settings.withRows(rows);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private SampleSettings settings() {
        try {
            SampleSettings settings = SampleSettings.defaults();
            settings = seed == null ? settings : settings.withSeed(seed);
            settings = periods == null ? settings : settings.withPeriods(periods);
            settings = deliveries == null ? settings : settings.withDeliveries(deliveries);
            settings = brokenRows == null ? settings : settings.withBrokenRows(brokenRows);
            return rows == null ? settings : settings.withRows(rows);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }
}
