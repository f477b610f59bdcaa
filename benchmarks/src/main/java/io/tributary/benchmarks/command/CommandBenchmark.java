package io.tributary.benchmarks.command;

import io.tributary.benchmarks.Folders;
import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command: measures {@code ./tributary run} on sample bills, by part, against a DuckDB script over the files. */
@Command(
        name = "benchmarks/run --command",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Measures ./tributary run on a sample bill, by part, against a DuckDB script over the same files.",
            "docs/benchmarks.md says how, and what the numbers mean."
        })
public final class CommandBenchmark implements Callable<Integer> {

    private static final int PERIODS = 10;
    private static final String ALL = "all";

    @Parameters(arity = "0..1", defaultValue = "aws", description = "Whose bill: aws, azure, gcp or all.")
    private String provider;

    @Option(
            names = "--rows",
            defaultValue = "1000000",
            description = "Rows of a bill; for Azure and GCP about so many.")
    private int rows;

    @Option(names = "--repeats", defaultValue = "1", description = "How often all is run, on the same bills.")
    private int repeats;

    @Option(
            names = "--first-only",
            description = "Only the first run and the DuckDB script, no repeated or small runs.")
    private boolean firstOnly;

    @Option(names = "--threads", description = "Also print CPU by name of thread.")
    private boolean threads;

    @Option(
            names = "--bill",
            description = "A sample bill that is there, with its truth.json, in place of making one; of one provider.")
    private Path bill;

    @Option(
            names = "--jvm-option",
            description = "Option of the JVM of ./tributary, added to TRIBUTARY_JVM_OPTIONS; may be repeated.")
    private List<String> jvmOptions = List.of();

    @Option(
            names = "--tributary",
            defaultValue = "${sys:tributary.command:-tributary}",
            description = "The script to measure, for example of another checkout.")
    private Path tributary;

    @Option(names = "--directory", description = "Where data go, to be kept; by default a temporary folder.")
    private Path directory;

    @Spec
    private CommandSpec command;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CommandBenchmark()).execute(arguments));
    }

    /** Exit code: 0, or 1 where a run has not done what was measured. */
    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        List<Cloud> clouds = clouds();
        if (directory != null) {
            return measure(clouds, Files.createDirectories(directory).toAbsolutePath());
        }
        Path temporary = Files.createTempDirectory("tributary-benchmark");
        try {
            return measure(clouds, temporary);
        } finally {
            Folders.delete(temporary);
        }
    }

    private List<Cloud> clouds() {
        if (repeats < 1) {
            throw new ParameterException(command.commandLine(), "--repeats must be at least 1: was " + repeats);
        }
        if (ALL.equals(provider) && bill == null) {
            return List.of(Cloud.values());
        }
        for (Cloud cloud : Cloud.values()) {
            if (cloud.name().equalsIgnoreCase(provider)) {
                return List.of(cloud);
            }
        }
        throw new ParameterException(
                command.commandLine(),
                "the provider must be aws, azure, gcp" + (bill == null ? " or all" : "") + ": was " + provider);
    }

    private int measure(List<Cloud> clouds, Path work) throws IOException, InterruptedException, SQLException {
        CommandRuns runs = new CommandRuns(tributary.toAbsolutePath(), options(), work);
        runs.build();
        for (Cloud cloud : clouds) {
            measure(cloud, runs, work);
        }
        runs.problems().forEach(problem -> say("NOT AS IT MUST BE: %s", problem));
        return runs.problems().isEmpty() ? 0 : 1;
    }

    private String options() {
        String inherited = System.getenv().getOrDefault("TRIBUTARY_JVM_OPTIONS", "");
        return (inherited + " " + String.join(" ", jvmOptions)).trim();
    }

    private void measure(Cloud cloud, CommandRuns runs, Path work)
            throws IOException, InterruptedException, SQLException {
        Bill main = bill == null
                ? written(cloud, work, "bill", Cloud.Shape.once(rows, cloud.periods()))
                : new Bill(bill.toAbsolutePath(), SampleTruth.read(bill));
        say(
                "%s: %,d rows of %d bytes, deliveries or slices: %,d. %s.",
                cloud.label(), main.rows(), main.bytes() / main.rows(), main.deliveries(), machine());

        List<ProcessCost> firsts = new ArrayList<>();
        List<ProcessCost> scripts = new ArrayList<>();
        List<ProcessCost> unchanged = new ArrayList<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            firsts.add(runs.first("first", main));
            scripts.add(runs.script(cloud, main));
            if (!firstOnly) {
                unchanged.add(runs.again("first", main));
            }
        }
        CommandReport report = new CommandReport(main.rows(), firsts, scripts);
        if (!firstOnly) {
            report.add("the same again, nothing changed", main.rows(), unchanged);
            measureChange(cloud, runs, work, report);
            measureSmall(cloud, runs, work, report);
        }
        say("%n%s%n%s%s", report.parts(), report.runs(), report.spread());
        if (threads) {
            say("%s", report.threads());
        }
    }

    /** A bill of ten months, and again when the newest has been delivered once more. */
    private void measureChange(Cloud cloud, CommandRuns runs, Path work, CommandReport report)
            throws IOException, InterruptedException, SQLException {
        List<ProcessCost> firsts = new ArrayList<>();
        List<ProcessCost> changed = new ArrayList<>();
        long firstRows = 0;
        long changedRows = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            Folders.delete(work.resolve(name(cloud, "periods")));
            Bill before = written(cloud, work, "periods", Cloud.Shape.before(rows, PERIODS));
            firsts.add(runs.first("periods", before));
            Bill after = written(cloud, work, "periods", Cloud.Shape.after(rows, PERIODS));
            changed.add(runs.again("periods", after));
            firstRows = before.rows();
            changedRows = after.rows();
        }
        report.add("./tributary run, " + PERIODS + " periods", firstRows, firsts);
        report.add("again, one of " + PERIODS + " periods delivered again", changedRows, changed);
    }

    private void measureSmall(Cloud cloud, CommandRuns runs, Path work, CommandReport report)
            throws IOException, InterruptedException, SQLException {
        Bill small = written(cloud, work, "small", Cloud.Shape.once(cloud.fewestRows(), 1));
        List<ProcessCost> costs = new ArrayList<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            costs.add(runs.first("small", small));
        }
        report.add("./tributary run, next to no rows", small.rows(), costs);
    }

    private static Bill written(Cloud cloud, Path work, String name, Cloud.Shape shape) throws IOException {
        Path folder = work.resolve(name(cloud, name));
        return new Bill(folder, cloud.write(shape, folder));
    }

    private static String name(Cloud cloud, String name) {
        return cloud.name().toLowerCase(Locale.ROOT) + "-" + name;
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%s %s %s, %d processors, Java %s",
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }

    private void say(String format, Object... arguments) {
        PrintWriter out = command.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
