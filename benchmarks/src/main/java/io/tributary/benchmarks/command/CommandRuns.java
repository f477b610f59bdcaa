package io.tributary.benchmarks.command;

import io.tributary.benchmarks.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the command, and the DuckDB script, and checks each time what has come out. */
final class CommandRuns {

    /** What ends the start: the note that the broker is up, or else the first line of progress. */
    private static final String BROKER = "broker ";

    private static final String PROGRESS = " rows processed ";

    private static final int SHOWN_LOG_LINES = 20;

    private final Path command;
    private final String jvmOptions;
    private final Path work;
    private final Set<String> problems = new LinkedHashSet<>();
    private int runs;

    /**
     * @param command the script {@code tributary}
     * @param jvmOptions more options for its JVM, separated by blanks
     * @param work folder for data, views and logs
     */
    CommandRuns(Path command, String jvmOptions, Path work) {
        this.command = command;
        this.jvmOptions = jvmOptions;
        this.work = work;
    }

    /** Has the script build what is not built yet, outside of what is measured. */
    void build() throws IOException, InterruptedException {
        int code = new ProcessBuilder(command.toString(), "--version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(command + " --version must end with code 0: ended with " + code);
        }
    }

    /** A run that knows nothing from earlier ones. */
    ProcessCost first(String name, Bill bill) throws IOException, InterruptedException, SQLException {
        Folders.delete(data(name));
        Folders.delete(view(name));
        return again(name, bill);
    }

    /** A run with the data directory and the output of the run before. */
    ProcessCost again(String name, Bill bill) throws IOException, InterruptedException, SQLException {
        runs++;
        Path log = log("%02d-%s".formatted(runs, name));
        ProcessCost cost = WatchedProcess.run(
                List.of(
                        command.toString(),
                        "run",
                        "--input",
                        bill.directory().toString(),
                        "--data-dir",
                        data(name).toString(),
                        "--output",
                        view(name).toString()),
                Map.of("TRIBUTARY_JVM_OPTIONS", jvmOptions),
                log,
                line -> line.startsWith(BROKER) || line.contains(PROGRESS));
        if (cost.exitCode() != 0) {
            problems.add(failure("./tributary run (" + name + ")", cost, log));
        }
        if (Files.exists(view(name))) {
            problems.addAll(ViewCheck.problems(view(name), bill.truth()));
        } else {
            problems.add("./tributary run (" + name + ") has written no view");
        }
        return cost;
    }

    /** The DuckDB script over the same files. */
    ProcessCost script(Cloud cloud, Bill bill) throws IOException, InterruptedException, SQLException {
        runs++;
        Path output = work.resolve("duckdb.parquet");
        Path log = log("%02d-duckdb".formatted(runs));
        ProcessCost cost = WatchedProcess.run(DuckDbPass.command(cloud, bill, output), Map.of(), log, line -> false);
        if (cost.exitCode() != 0) {
            problems.add(failure("The DuckDB script", cost, log));
        } else if (DuckDbPass.rows(output) != bill.rows()) {
            problems.add("The DuckDB script wrote " + DuckDbPass.rows(output) + " rows: expected " + bill.rows());
        }
        Files.deleteIfExists(output);
        return cost;
    }

    private static String failure(String what, ProcessCost cost, Path log) throws IOException {
        List<String> printed = new ArrayList<>(Files.readAllLines(WatchedProcess.beside(log, ".err")));
        printed.addAll(Files.readAllLines(WatchedProcess.beside(log, ".out")));
        return what + " ended with code " + cost.exitCode() + ", expected 0. End of what it printed:\n"
                + String.join("\n", printed.subList(Math.max(0, printed.size() - SHOWN_LOG_LINES), printed.size()));
    }

    /** What is not as it must be. */
    Set<String> problems() {
        return problems;
    }

    private Path data(String name) {
        return work.resolve("data-" + name);
    }

    private Path view(String name) {
        return work.resolve("view-" + name);
    }

    private Path log(String name) throws IOException {
        return Files.createDirectories(work.resolve("logs")).resolve(name);
    }
}
