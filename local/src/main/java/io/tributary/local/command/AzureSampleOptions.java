package io.tributary.local.command;

import io.tributary.local.sample.azure.Agreement;
import io.tributary.local.sample.azure.AzureDataSet;
import io.tributary.local.sample.azure.AzureSampleSettings;
import io.tributary.local.sample.azure.ExportFormat;
import io.tributary.local.sample.azure.ExportLayout;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** What only samples of Azure have a choice of. */
final class AzureSampleOptions {

    @Option(
            names = "--agreement",
            paramLabel = "NAME",
            description = "ea, mca (two currencies) or mosa (pay as you go, each subscription a scope); ea by default.")
    private String agreement;

    @Option(
            names = "--data-sets",
            split = ",",
            paramLabel = "NAME",
            description =
                    "The exports there are: actual, amortized, focus. actual,amortized by default, of mosa actual.")
    private List<String> dataSets;

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description = "partitioned, overwrite, old-manifest or single-file; partitioned by default.")
    private String layout;

    @Option(names = "--format", paramLabel = "NAME", description = "csv, csv-gzip or parquet; csv by default.")
    private String format;

    /** @throws IllegalArgumentException naming the option, its value and what it may be */
    AzureSampleSettings applyTo(AzureSampleSettings defaults) {
        AzureSampleSettings settings = defaults;
        if (agreement != null) {
            settings = settings.withAgreement(value("--agreement", Agreement.class, agreement));
        }
        if (dataSets != null) {
            Set<AzureDataSet> chosen = EnumSet.noneOf(AzureDataSet.class);
            dataSets.forEach(name -> chosen.add(value("--data-sets", AzureDataSet.class, name)));
            settings = settings.withDataSets(chosen);
        }
        if (layout != null) {
            settings = settings.withLayout(value("--layout", ExportLayout.class, layout));
        }
        return format == null ? settings : settings.withFormat(value("--format", ExportFormat.class, format));
    }

    private static <E extends Enum<E>> E value(String option, Class<E> type, String name) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        int index = names.indexOf(name.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new IllegalArgumentException(option + " must be of " + names + ": was " + name);
        }
        return type.getEnumConstants()[index];
    }
}
