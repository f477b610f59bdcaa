package io.tributary.local.command;

import io.tributary.extractors.ExtractorConfig;
import io.tributary.local.sample.SampleBill;
import io.tributary.local.sample.SampleSettings;
import io.tributary.local.sample.SampleTruth;
import io.tributary.local.view.CleanView;
import io.tributary.local.view.ViewTotal;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.wire.WireConfig;
import io.tributary.streams.StreamsAppConfig;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From bills to clean records in one go: the main job. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes AWS Cost and Usage Reports in, and puts FOCUS cost records out.",
            "",
            "Starts a Kafka broker and a Schema Registry in this JVM, unless others are named; extracts, normalizes and"
                    + " compares with what earlier runs on the same data directory have seen; prints what became of"
                    + " every delivery; writes the clean view as Parquet, by billing period.",
            "",
            "Without --input, a sample bill is generated first, and what comes out is compared with what it is known"
                    + " to hold."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is amiss",
            "1:something is amiss with the data: the summary says what",
            "2:wrong options or settings",
            "3:the input, or a file that it lists, is missing",
            "4:the input is malformed",
            "5:access to the input is denied",
            "6:the input or the cluster is out of reach for now",
            "70:internal error"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary run",
            "  tributary run --input bills/ --output view/ --csv",
            "  tributary run --input s3://my-bucket/cur/ --set aws.s3.region=eu-central-1",
            "  tributary run --input bills/ --deliveries all --data-dir /var/lib/tributary",
            "  tributary run --input bills/ --bootstrap-servers kafka:9092 --schema-registry-url http://registry:8081"
        })
final class RunCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--input",
            paramLabel = "DIR|s3://BUCKET/PREFIX",
            description = "Where the reports are, laid out as AWS delivers them.")
    private String input;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the clean view goes; view in the data directory by default.")
    private Path output;

    @Option(names = "--csv", description = "Write the clean view as CSV, too, to _csv in the output.")
    private boolean csv;

    @Option(
            names = "--deliveries",
            paramLabel = "newest|all",
            description = "Take the newest delivery of each period (the default), or all of them in their order.")
    private String deliveries;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Keeps broker, registry and state between runs; $XDG_DATA_HOME/tributary or"
                    + " ~/.local/share/tributary by default.")
    private Path dataDirectory;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT", description = "Use this Kafka cluster.")
    private String bootstrapServers;

    @Option(names = "--schema-registry-url", paramLabel = "URL", description = "Use this Schema Registry.")
    private String schemaRegistryUrl;

    @Option(
            names = "--stall-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Give up when nothing moves for so long; 60 by default.")
    private int stallTimeout;

    @Mixin
    private SettingsOptions settingsOptions;

    RunCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    @SuppressWarnings("try")
    public Integer call() throws Exception {
        DataDirectory data =
                dataDirectory == null ? DataDirectory.ofUser(environment) : new DataDirectory(dataDirectory);
        Map<String, String> settings = settingsOptions.merged(environment, options());
        settings.putIfAbsent("streams.state.directory", data.state().toString());
        requireValid(settings);
        Files.createDirectories(data.root());
        Logs.toFile(data.log());
        try (Interruption interruption = Interruption.ofThisThread()) {
            return run(data, settings);
        }
    }

    /** Finds what is wrong before anything is started; addresses that are not known yet are taken as right. */
    private static void requireValid(Map<String, String> settings) {
        LocalCluster.requireRegistryOfOtherBroker(settings);
        Map<String, String> complete = new HashMap<>(settings);
        complete.putIfAbsent(LocalCluster.BOOTSTRAP_SERVERS, "127.0.0.1:9092");
        complete.putIfAbsent(LocalCluster.REGISTRY, "http://127.0.0.1:8081");
        complete.putIfAbsent("extractor.input", "sample");
        ExtractorConfig.from(complete);
        StreamsAppConfig.from(complete);
        WireConfig.from(complete);
    }

    private Map<String, String> options() {
        if (stallTimeout < 1) {
            throw new ConfigException("--stall-timeout is " + stallTimeout + ", expected at least 1 second");
        }
        Map<String, String> options = new HashMap<>();
        putIfGiven(options, "extractor.input", input);
        putIfGiven(options, "aws.deliveries", deliveries);
        putIfGiven(options, LocalCluster.BOOTSTRAP_SERVERS, bootstrapServers);
        putIfGiven(options, LocalCluster.REGISTRY, schemaRegistryUrl);
        return options;
    }

    private static void putIfGiven(Map<String, String> options, String name, String value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    private int run(DataDirectory data, Map<String, String> settings) throws Exception {
        ProgressLine line = new ProgressLine(spec.commandLine().getErr(), System.console() != null);
        SampleTruth truth = null;
        if (!settings.containsKey("extractor.input")) {
            truth = sample(data, line);
            settings.put("extractor.input", data.sample().toString());
            settings.putIfAbsent("aws.deliveries", "all");
        }
        try (LocalCluster cluster = LocalCluster.start(settings, data.root())) {
            return run(data, cluster.settings(), truth, line);
        } finally {
            line.clear();
        }
    }

    private int run(DataDirectory data, Map<String, String> settings, SampleTruth truth, ProgressLine line) {
        line.note("broker " + settings.get(LocalCluster.BOOTSTRAP_SERVERS) + ", registry "
                + settings.get(LocalCluster.REGISTRY) + ", data and log in " + data.root());
        try {
            Pipeline.Outcome outcome = new Pipeline(settings, Duration.ofSeconds(stallTimeout), line).run();
            Path target = output == null ? data.view() : output;
            List<ViewTotal> view = new CleanView(KafkaSettings.of(settings), settings)
                    .write(target, csv, data.scratch(), read -> line.show("clean view: read " + read + " records"));
            line.clear();
            return report(spec.commandLine().getOut(), outcome, view, target, truth);
        } finally {
            // Stopping the cluster takes its time, and must not be interrupted again.
            Thread.interrupted();
        }
    }

    private static SampleTruth sample(DataDirectory data, ProgressLine line) throws Exception {
        SampleSettings settings = SampleSettings.defaults();
        line.note(String.format(
                Locale.ROOT,
                "no --input: generating a sample bill of %,d rows (seed %d) in %s",
                settings.rows(),
                settings.seed(),
                data.sample()));
        return SampleBill.write(settings, data.sample());
    }

    private static int report(
            PrintWriter out, Pipeline.Outcome outcome, List<ViewTotal> view, Path target, SampleTruth truth) {
        List<Delivery> newest = Verdict.newest(outcome.deliveries(), outcome.known());
        List<String> problems = new ArrayList<>(Verdict.problems(newest));
        outcome.extraction().errors().forEach(error -> problems.add("not read: " + error.getMessage()));

        out.println();
        if (!outcome.deliveries().isEmpty()) {
            out.println("Deliveries");
            Summary.deliveries(outcome.deliveries()).forEach(out::println);
            out.println();
        }
        out.println("Clean view in " + target);
        Summary.view(view).forEach(out::println);
        out.println();
        if (truth != null) {
            problems.addAll(compared(out, truth, newest, view));
        }
        Verdict.notes(newest).forEach(note -> out.println("NOTE   " + note));
        problems.forEach(problem -> out.println("AMISS  " + problem));
        if (problems.isEmpty()) {
            out.println("Nothing is amiss.");
        }
        out.flush();
        if (!outcome.extraction().errors().isEmpty()) {
            return outcome.extraction().exitCode();
        }
        return problems.isEmpty() ? ExitCode.FINE : ExitCode.AMISS;
    }

    private static List<String> compared(
            PrintWriter out, SampleTruth truth, List<Delivery> newest, List<ViewTotal> view) {
        List<String> differences = new ArrayList<>();
        TruthCheck.deliveries(truth, newest).forEach(difference -> differences.add("newest deliveries: " + difference));
        TruthCheck.view(truth, view).forEach(difference -> differences.add("clean view: " + difference));
        if (differences.isEmpty()) {
            out.println("Totals of the newest deliveries and of the clean view equal the sample's truth, to the last"
                    + " decimal.");
        }
        return differences;
    }
}
