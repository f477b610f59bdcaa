package io.tributary.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command: measures the billing topology against a pass-through of the same pages under the same settings, in one
 * run on one machine, so that the ratio means something where the rates do not.
 */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Measures the billing topology against a pass-through of the same pages under the same settings.",
            "docs/benchmarks.md says how, and what the numbers mean."
        })
public final class PipelineBenchmark implements Callable<Integer> {

    private static final int SCOPES = 8;

    /** The tail has this part of a delivery, at least a turn. */
    private static final int TAIL_SHARE = 4;

    @Parameters(arity = "0..1", defaultValue = "400000", description = "Rows of a delivery of all scopes.")
    private int rows;

    @Option(names = "--threads", defaultValue = "1", description = "Stream threads of either topology.")
    private int threads;

    @Option(names = "--repeats", defaultValue = "3", description = "How often both are run.")
    private int repeats;

    @Option(
            names = "--minutes",
            defaultValue = "4",
            description = "Time in which repeats must end; the first always runs.")
    private int minutes;

    @Option(names = "--page-bytes", defaultValue = "1000000", description = "Bytes of content of a page.")
    private int pageBytes;

    @Option(names = "--directory", description = "Where data go, to be kept; by default a temporary folder.")
    private Path directory;

    @Option(
            names = "--application-option",
            description = "Option of the applications' JVM, %%a in it becomes the application's name; may be repeated.")
    private List<String> applicationOptions = List.of();

    @Spec
    private CommandSpec command;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PipelineBenchmark()).execute(arguments));
    }

    /** Exit code: 0, or 1 where the billing topology has not done what was measured. */
    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException {
        if (directory != null) {
            return measure(Files.createDirectories(directory).toAbsolutePath());
        }
        Path temporary = Files.createTempDirectory("tributary-benchmark");
        try {
            return measure(temporary);
        } finally {
            Folders.delete(temporary);
        }
    }

    private int measure(Path work) throws IOException, ExecutionException, InterruptedException {
        Instant start = Instant.now();
        try (Cluster cluster = Cluster.start(work)) {
            Pages pages = Pages.load(cluster, work, rows, SCOPES, pageBytes, TAIL_SHARE);
            say(
                    "%,d rows of %d bytes a delivery, %d scopes, pages of %,d bytes, %d partitions, stream threads: %d",
                    pages.rows(),
                    pages.log().bytes() / pages.log().rows(),
                    SCOPES,
                    pageBytes,
                    Cluster.PARTITIONS,
                    threads);
            say("%s", machine());
            say("Loaded in %d s.", since(start).toSeconds());

            Repeats done = new Repeats(cluster, new Run(cluster, work, threads, applicationOptions), pages);
            Duration longest = Duration.ZERO;
            while (done.count() < repeats
                    && (done.count() == 0 || since(start).plus(longest).compareTo(Duration.ofMinutes(minutes)) < 0)) {
                Instant repeatStart = Instant.now();
                done.another();
                longest = since(repeatStart).compareTo(longest) > 0 ? since(repeatStart) : longest;
                say("Repeat %d took %d s.", done.count(), since(repeatStart).toSeconds());
            }
            report(new Report(done.comparisons()), pages, done.records());
            done.problems().forEach(problem -> say("NOT AS IT MUST BE: %s", problem));
            say("Took %d s.", since(start).toSeconds());
            return done.problems().isEmpty() ? 0 : 1;
        }
    }

    private void report(Report report, Pages pages, long records) {
        say("%n%s", report.table());
        say(
                "State on disk after three deliveries: %s bytes for each of %,d records.",
                report.stateBytes(records), records);
        say("Restated rows: %,d; removed rows: %,d.", pages.restated(), pages.removed());
        say("Everything else on this machine kept %s processors busy meanwhile.", report.otherProcessors());
    }

    private static Duration since(Instant start) {
        return Duration.between(start, Instant.now());
    }

    private static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "%s %s %s, %d processors; %s %s, 1 GiB of heap each for application and broker; Kafka %s",
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                runtime.availableProcessors(),
                ManagementFactory.getRuntimeMXBean().getVmName(),
                Runtime.version(),
                AppInfoParser.getVersion());
    }

    private void say(String format, Object... arguments) {
        PrintWriter out = command.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
