package io.tributary.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** 0, or 1 where the billing topology has not done what was measured. */
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
        long start = System.nanoTime();
        try (Cluster cluster = Cluster.start(work)) {
            Pages pages = Pages.load(cluster, work, rows, SCOPES, pageBytes, TAIL_SHARE);
            say(
                    "%,d rows of %d bytes in %d scopes, three deliveries of them, pages of %,d bytes, %d partitions,"
                            + " %d stream thread%s, %d repeat%s; loaded in %d s",
                    pages.rows(),
                    pages.log().bytes() / pages.log().rows(),
                    SCOPES,
                    pageBytes,
                    Cluster.PARTITIONS,
                    threads,
                    threads == 1 ? "" : "s",
                    repeats,
                    repeats == 1 ? "" : "s",
                    (System.nanoTime() - start) / 1_000_000_000);
            say("%s", machine());

            Run run = new Run(cluster, work, threads, applicationOptions);
            List<Comparison> comparisons = new ArrayList<>();
            List<String> problems = new ArrayList<>();
            long records = 0;
            for (int repeat = 1; repeat <= repeats; repeat++) {
                // Either goes first in turn, so that neither always has the warmer broker.
                Run.Result early = repeat % 2 == 0 ? null : passThrough(run, repeat, pages);
                Run.Result ours = run.of(Contestant.TRIBUTARY, repeat, pages.log());
                DeliveryCheck check =
                        DeliveryCheck.read(cluster.settings(), cluster.bootstrapServers(), Cluster.PARTITIONS);
                problems.addAll(check.problems(SCOPES, pages.rows(), pages.restated(), pages.removed()));
                records = check.records();
                cluster.forgetResults();
                Run.Result theirs = early == null ? passThrough(run, repeat, pages) : early;
                cluster.forgetResults();
                comparisons.add(Comparison.of(theirs, ours));
                say(
                        "repeat %d: pass-through %.1f s, tributary %.1f s",
                        repeat,
                        theirs.timeline().time().toMillis() / 1e3,
                        ours.timeline().time().toMillis() / 1e3);
            }
            say("%n%s", new Report(comparisons).table());
            report(new Report(comparisons), pages, records);
            problems.stream().distinct().forEach(problem -> say("NOT AS IT MUST BE: %s", problem));
            say("Took %d s.", (System.nanoTime() - start) / 1_000_000_000);
            return problems.isEmpty() ? 0 : 1;
        }
    }

    private static Run.Result passThrough(Run run, int repeat, Pages pages)
            throws IOException, ExecutionException, InterruptedException {
        return run.of(Contestant.PASS_THROUGH, repeat, pages.log());
    }

    private void report(Report report, Pages pages, long records) {
        say(
                "State on disk after three deliveries: %s bytes for each of %,d records.",
                report.stateBytes(records), records);
        say("Everything else on this machine kept %s processors busy meanwhile.", report.otherProcessors());
        say("Restated rows: %,d; removed rows: %,d.", pages.restated(), pages.removed());
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
