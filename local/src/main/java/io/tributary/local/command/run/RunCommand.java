package io.tributary.local.command.run;

import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.ProviderExtractors;
import io.tributary.local.command.alerts.AlertCheck;
import io.tributary.local.command.alerts.InputsNotRead;
import io.tributary.local.command.cluster.AlertsConfig;
import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.DataDirectory;
import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.cluster.LocalConfig;
import io.tributary.local.command.cluster.SettingsOptions;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Interruption;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Logs;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.ProgressLine;
import io.tributary.local.command.console.StalledException;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.command.deliveries.DeadLetterKinds;
import io.tributary.local.command.deliveries.LiveDeliveries;
import io.tributary.local.command.deliveries.Verdict;
import io.tributary.local.command.focus.FocusTopics;
import io.tributary.local.command.reconcile.Reconciling;
import io.tributary.local.view.CleanView;
import io.tributary.local.view.FocusContent;
import io.tributary.local.view.FocusFiles;
import io.tributary.local.view.WrittenView;
import io.tributary.schemas.wire.WireConfig;
import io.tributary.streams.StreamsAppConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Turns bills into clean records, from the input to the clean view: the main command. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads the bills of clouds and writes FOCUS cost records.",
            "",
            "Starts a Kafka broker and a Schema Registry in this JVM, unless others are named; extracts, normalizes and"
                    + " compares with what earlier runs on the same data directory have seen; prints what became of"
                    + " every delivery; writes the clean view as Parquet, by billing period.",
            "",
            "Without --input, sample bills of every provider are generated first, and what comes out is compared with"
                    + " what they are known to hold."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no problems were found",
            "1:there are problems with the data: the summary says which, and why",
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
            "  tributary run --input https://account.blob.core.windows.net/exports/costs",
            "  tributary run --input bigquery://project/billing",
            "  tributary run --input bills/aws/ --input bills/azure/ --deliveries all --data-dir /var/lib/tributary",
            "  tributary run --input bills/ --bootstrap-servers kafka:9092 --schema-registry-url http://registry:8081"
        })
public final class RunCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--input",
            paramLabel = "DIR|URL",
            description = {
                "Where bills are; may be given several times:",
                "DIR, laid out as AWS, Azure or Google Cloud delivers;",
                "s3://BUCKET/PREFIX, AWS reports;",
                "https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX, Azure exports;",
                "azure://SCOPE, what Azure Cost Management says of a billing scope;",
                "bigquery://PROJECT/DATASET or bigquery://PROJECT/DATASET/TABLE, Google Cloud's billing exports;",
                "gs://BUCKET/PREFIX, files that they were exported to."
            })
    private List<String> inputs = List.of();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Where the clean view goes; view in the data directory by default.")
    private Path viewDirectory;

    @Option(names = "--csv", description = "Write the clean view also as CSV, to _csv in the output.")
    private boolean csv;

    @Option(
            names = "--deliveries",
            paramLabel = "newest|all",
            description =
                    "Take the newest delivery of each period (the default), or all of them in their order. Of Google"
                            + " Cloud every slice is taken.")
    private String deliveries;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--stall-timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Give up after this long without progress; 60 by default.")
    private int stallTimeout;

    public RunCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    @SuppressWarnings("try")
    public Integer call() throws Exception {
        DataDirectory data = cluster.data(environment);
        output();
        Map<String, String> settings = cluster.settings(environment, options());
        requireValid(settings);
        Files.createDirectories(data.root());
        Logs.toFile(data.log());
        try (Interruption interruption = Interruption.ofThisThread()) {
            return run(data, settings);
        }
    }

    private static CleanView.Description description(
            Map<String, String> settings, Path target, Function<WrittenView, RunReport> reporter, Instant now) {
        return new CleanView.Description() {
            @Override
            public String of(WrittenView view) {
                return reporter.apply(view).manifest(now);
            }

            @Override
            public Optional<FocusContent> focus(WrittenView view) {
                FocusContent content = reporter.apply(view).focus(now);
                if (!FocusFiles.have(target, content)) {
                    // Before the files: what they hold was published.
                    new FocusTopics(settings, KafkaSettings.of(settings)).publish(content);
                }
                return Optional.of(content);
            }
        };
    }

    private static CleanView.Progress viewProgress(ProgressLine line) {
        return new CleanView.Progress() {
            @Override
            public void at(long records, long left) {
                double share =
                        Math.min(RunProgress.MOST_BEFORE_THE_END, records / (double) Math.max(1, records + left));
                line.show(List.of(
                        "clean view: " + RunProgress.percent(share), Amounts.count(records, "record") + " read"));
            }

            @Override
            public void awaitsTransactions() {
                line.show(List.of("clean view: " + Wait.TRANSACTIONS.text()));
            }
        };
    }

    private Output output() {
        return outputOptions.output(spec.commandLine().getOut(), terminal);
    }

    private Map<String, String> options() {
        if (stallTimeout < 1) {
            throw new ConfigException("--stall-timeout is " + stallTimeout + ", expected at least 1 second");
        }
        Map<String, String> options = new HashMap<>();
        ProviderExtractors.all().stream()
                .flatMap(extractor -> extractor.deliveriesSetting().stream())
                .forEach(setting -> SettingsOptions.putIfGiven(options, setting, deliveries));
        return options;
    }

    /** Finds wrong settings before anything is started. Addresses that are not known yet are not checked. */
    private void requireValid(Map<String, String> settings) {
        LocalCluster.requireRegistryOfOtherBroker(settings);
        Map<String, String> complete = new HashMap<>(settings);
        complete.putIfAbsent(StreamsAppConfig.BOOTSTRAP_SERVERS, "127.0.0.1:9092");
        complete.putIfAbsent(WireConfig.URL, "http://127.0.0.1:8081");
        complete.putIfAbsent(ExtractorConfig.INPUT, "sample");
        ExtractorConfig.from(complete);
        for (Map<String, String> input : Inputs.given(inputs).settings()) {
            ExtractorConfig.from(Inputs.merged(complete, input));
        }
        StreamsAppConfig.from(complete);
        WireConfig.from(complete);
        AlertsConfig.from(complete);
        LocalConfig.from(complete);
    }

    private int run(DataDirectory data, Map<String, String> settings) throws Exception {
        ProgressLine line = new ProgressLine(spec.commandLine().getErr(), terminal);
        Inputs read = inputs(data, settings, line);
        try (LocalCluster started = LocalCluster.start(settings, data.root())) {
            return run(data, started.settings(), read, line);
        } finally {
            line.clear();
        }
    }

    private Inputs inputs(DataDirectory data, Map<String, String> settings, ProgressLine line) throws IOException {
        if (!inputs.isEmpty()) {
            return Inputs.given(inputs);
        }
        return settings.containsKey(ExtractorConfig.INPUT)
                ? Inputs.given(List.of(settings.get(ExtractorConfig.INPUT)))
                : Inputs.samples(data, settings, line);
    }

    private int run(DataDirectory data, Map<String, String> settings, Inputs read, ProgressLine line) {
        line.note("broker " + settings.get(StreamsAppConfig.BOOTSTRAP_SERVERS) + ", registry "
                + settings.get(WireConfig.URL) + ", data and log in " + data.root());
        Path target = viewDirectory == null ? data.view() : viewDirectory;
        try (CleanView clean = new CleanView(KafkaSettings.of(settings), settings, target, csv, data.scratch())) {
            clean.follow();
            Pipeline.Outcome outcome = outcome(settings, read, line);
            // Of all that is known: alerts are about more than this run.
            DeadLetterKinds kinds = DeadLetterKinds.read(Verdict.newest(outcome.known(), outcome.known()), settings);
            LiveDeliveries live = LiveDeliveries.of(outcome.known(), outcome.checks(), settings);
            Reconciling.Result reconciled = Reconciling.of(
                    settings,
                    data.reconciling(),
                    outcome.known(),
                    live,
                    statement -> Reconciling.isTouched(statement, outcome.deliveries()));
            InputsNotRead notRead = InputsNotRead.known(settings).after(outcome.errorsByInput());
            Function<WrittenView, RunReport> reporter =
                    view -> new RunReport(outcome, kinds, view, target, read.truths(), live, reconciled, notRead);
            WrittenView view = clean.write(viewProgress(line), description(settings, target, reporter, Instant.now()));
            line.clear();
            RunReport report = reporter.apply(view);
            List<String> alerts = alerts(settings, outcome, kinds, reconciled);
            if (json.isGiven()) {
                output().json(report.json(alerts));
            } else {
                report.print(output(), alerts);
            }
            return report.exitCode();
        } finally {
            // Stopping the cluster takes a while, and must not be interrupted again.
            Thread.interrupted();
        }
    }

    private Pipeline.Outcome outcome(Map<String, String> settings, Inputs read, ProgressLine line) {
        try {
            return new Pipeline(settings, read.settings(), Duration.ofSeconds(stallTimeout), line).run();
        } catch (IllegalStateException | StalledException failure) {
            new AlertCheck(settings, InstantSource.system())
                    .streams(Optional.of(failure.getMessage()))
                    .evaluate()
                    .forEach(line::note);
            throw failure;
        }
    }

    private static List<String> alerts(
            Map<String, String> settings,
            Pipeline.Outcome outcome,
            DeadLetterKinds kinds,
            Reconciling.Result reconciled) {
        AlertCheck check = new AlertCheck(settings, InstantSource.system())
                .deliveries(outcome.known(), outcome.checks(), kinds)
                .reconciled(reconciled.reconciled(), false)
                .streams(Optional.empty());
        outcome.errorsByInput().forEach(check::input);
        return check.evaluate();
    }
}
