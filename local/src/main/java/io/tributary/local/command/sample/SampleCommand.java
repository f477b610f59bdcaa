package io.tributary.local.command.sample;

import static java.util.stream.Collectors.joining;

import io.tributary.local.command.console.ExitCode;
import io.tributary.samples.SampleTruth;
import io.tributary.schemas.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Writes a sample bill. What is particular to a provider comes from its {@link ProviderSample}. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a sample bill: AWS Cost and Usage Reports or Data Exports, exports of Azure's Cost Management, or"
                    + " dumped tables of Google Cloud's billing export, as the provider delivers them; and truth.json,"
                    + " which says exactly what they hold. Files that begin with an underscore have what was invoiced,"
                    + " for tributary statement import. The same options give the same bytes."
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

    private static final Provider DEFAULT_PROVIDER = Provider.builtIn().get(0);
    private static final String PROVIDER = "--provider";
    private static final String DATA_SETS = "--data-sets";
    private static final String FORMAT = "--format";

    /** Options whose help text comes from the providers stand behind those that are annotated, and before --help. */
    private static final int ANNOTATED = -20;

    private static final int BEHIND_ANNOTATED = -10;

    private final List<OwnOptions<?>> samples;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            required = true,
            order = ANNOTATED,
            paramLabel = "DIR",
            description = "Where the bill goes.")
    private Path output;

    @Option(
            names = "--seed",
            order = ANNOTATED,
            paramLabel = "N",
            description = "Where the choices start; 1 by default.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--rows",
            order = ANNOTATED,
            paramLabel = "N",
            description =
                    "Rows of all deliveries together, for Azure and Google Cloud about so many; 20000 by default.")
    private Optional<Integer> rows = Optional.empty();

    @Option(
            names = "--deliveries",
            order = ANNOTATED,
            paramLabel = "N",
            description =
                    "Deliveries of the newest month, 3 by default; rows are restated, appear and vanish. Of Google"
                            + " Cloud: how often its tables are dumped while they grow.")
    private Optional<Integer> deliveries = Optional.empty();

    @Option(names = "--periods", order = ANNOTATED, paramLabel = "N", description = "Months billed; 2 by default.")
    private Optional<Integer> periods = Optional.empty();

    @Option(
            names = "--broken-rows",
            order = ANNOTATED,
            paramLabel = "N",
            description = "Rows whose cost is no number; none by default.")
    private Optional<Integer> brokenRows = Optional.empty();

    private SampleCommand(List<OwnOptions<?>> samples) {
        this.samples = List.copyOf(samples);
    }

    /** The command, with the options of every provider. */
    public static CommandLine create() {
        List<OwnOptions<?>> samples = ProviderSamples.all().stream()
                .<OwnOptions<?>>map(OwnOptions::new)
                .toList();
        CommandLine command = new CommandLine(new SampleCommand(samples));
        CommandSpec spec = command.getCommandSpec();
        List<ProviderSample<?>> all = ProviderSamples.all();
        spec.addOption(option(PROVIDER, "NAME", names(all) + "; " + DEFAULT_PROVIDER + " by default."));
        spec.addOption(option(
                DATA_SETS,
                "NAME[,NAME...]",
                all.stream()
                        .flatMap(sample -> sample.dataSets().map(names -> of(sample) + names + ".").stream())
                        .collect(joining(" "))));
        spec.addOption(option(
                FORMAT,
                "NAME",
                all.stream().map(sample -> of(sample) + sample.formats() + ".").collect(joining(" "))));
        samples.forEach(own -> own.addTo(spec));
        return command;
    }

    private static OptionSpec option(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .order(BEHIND_ANNOTATED)
                .build();
    }

    private static String of(ProviderSample<?> sample) {
        return "Of " + sample.provider().label() + " ";
    }

    private static String names(List<ProviderSample<?>> samples) {
        List<String> names =
                samples.stream().map(sample -> sample.provider().name()).toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    @Override
    public Integer call() throws Exception {
        SampleTruth truth = write();
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT,
                        "%,d rows in %d deliveries in %s; what they hold is in %s",
                        truth.rows(),
                        truth.deliveryCount(),
                        output,
                        output.resolve(SampleTruth.FILE_NAME)));
        return ExitCode.OK;
    }

    private SampleTruth write() throws IOException {
        ParseResult given = spec.commandLine().getParseResult();
        OwnOptions<?> meant = meant(given.matchedOptionValue(PROVIDER, DEFAULT_PROVIDER.name()));
        for (OwnOptions<?> other : samples) {
            if (other != meant && other.areGiven(given)) {
                String name = other.sample().provider().name();
                throw new ConfigException("an option of " + name + " samples was given: it needs --provider " + name);
            }
        }
        if (given.hasMatchedOption(DATA_SETS) && meant.sample().dataSets().isEmpty()) {
            throw new ConfigException(
                    "--data-sets was given, which samples of " + meant.sample().provider() + " do not take");
        }
        try {
            return meant.sample(request(given), given).writer().write(output);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    private OwnOptions<?> meant(String provider) {
        return samples.stream()
                .filter(own -> own.sample().provider().name().equals(provider))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        "--provider must be " + names(ProviderSamples.all()) + ": was " + provider));
    }

    private SampleRequest request(ParseResult given) {
        String dataSets = given.matchedOptionValue(DATA_SETS, "");
        return new SampleRequest(
                seed,
                rows,
                deliveries,
                periods,
                brokenRows,
                dataSets.isEmpty() ? List.of() : Arrays.asList(dataSets.split(",")),
                Optional.ofNullable(given.matchedOptionValue(FORMAT, null)));
    }
}
