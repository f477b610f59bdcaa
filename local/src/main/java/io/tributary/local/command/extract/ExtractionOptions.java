package io.tributary.local.command.extract;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.Extractor;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.throttle.Pause;
import io.tributary.local.command.cluster.SettingsOptions;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Interruption;
import io.tributary.local.command.console.Logs;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands of all extractors share: settings, exit codes, and whether they run once. */
@Command(
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything was published, or had been before",
            "2:wrong options or settings",
            "3:the input, or a file that it lists, is missing",
            "4:the input is malformed",
            "5:access to the input is denied",
            "6:the input or the cluster is out of reach for now",
            "70:internal error"
        })
final class ExtractionOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            description = {
                "Keep running, and look again this long after each look; or the setting extractor.interval.ms.",
                "By default the extractor looks once, publishes what it finds, and ends."
            })
    private Long interval;

    @Mixin
    private SettingsOptions settingsOptions;

    /**
     * Runs an extractor against a cluster, once or until it is ended, and says what it published.
     *
     * @param environment the process's environment
     * @param options settings that have options of their own
     * @return what the process should exit with
     */
    @SuppressWarnings("try")
    int run(Map<String, String> environment, Map<String, String> options) {
        ExtractorConfig config = ExtractorConfig.from(settingsOptions.merged(environment, withInterval(options)));
        Logs.toConsole();
        PrintWriter err = spec.commandLine().getErr();
        try (Interruption interruption = Interruption.ofThisThread()) {
            ExtractionCounts counts = new ExtractionCounts(note -> {
                err.println(note);
                err.flush();
            });
            ExtractionResult result = config.schedule().isDaemon()
                    ? Extractor.serve(config, counts, Clock.systemUTC(), Pause.REAL)
                    : Extractor.run(config, counts, Clock.systemUTC());
            counts.end();
            spec.commandLine()
                    .getOut()
                    .println(String.format(
                            Locale.ROOT,
                            "published %,d pages, %,d rows, %,d bytes; %d deliveries are on the cluster as a whole",
                            result.pages(),
                            result.rows(),
                            result.bytes(),
                            result.deliveries().size()));
            return result.failure().map(ExitCode::of).orElse(ExitCode.OK);
        }
    }

    private Map<String, String> withInterval(Map<String, String> options) {
        if (interval == null) {
            return options;
        }
        Map<String, String> all = new HashMap<>(options);
        all.put(ExtractorConfig.INTERVAL, Long.toString(TimeUnit.SECONDS.toMillis(interval)));
        return all;
    }
}
