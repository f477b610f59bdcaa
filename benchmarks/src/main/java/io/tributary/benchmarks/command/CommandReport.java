package io.tributary.benchmarks.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** What was measured, as tables: the first run by part, and all runs beside the DuckDB script. */
final class CommandReport {

    private static final String PART = "| %-24s | %13s | %7s |%n";
    private static final String RUN = "| %-46s | %9s | %13s | %9s | %9s | %9s | %15s | %15s |%n";
    private static final double MEBIBYTE = 1 << 20;

    /** Threads that took less are left out of the list of threads. */
    private static final double FEWEST_MICROS = 0.05;

    private final List<Line> lines = new ArrayList<>();
    private final long rows;
    private final ProcessCost first;
    private final ProcessCost script;

    /**
     * @param name what it is
     * @param rows rows of the input
     * @param costs one for each repeat
     */
    private record Line(String name, long rows, List<ProcessCost> costs) {}

    /**
     * @param rows rows of the bill
     * @param firsts the first run over it, in each repeat
     * @param scripts the DuckDB script over it, in each repeat
     */
    CommandReport(long rows, List<ProcessCost> firsts, List<ProcessCost> scripts) {
        this.rows = rows;
        this.first = ProcessCost.median(firsts);
        this.script = ProcessCost.median(scripts);
        add("DuckDB script", rows, scripts);
        add("./tributary run", rows, firsts);
    }

    void add(String name, long rowsOfIt, List<ProcessCost> costs) {
        lines.add(new Line(name, rowsOfIt, List.copyOf(costs)));
    }

    /** The first run by part, in Markdown. */
    String parts() {
        if (first.parts().isEmpty()) {
            return "This operating system does not tell CPU time by thread: there are only totals.\n";
        }
        StringBuilder table = new StringBuilder();
        table.append(part("part of ./tributary run", "CPU µs a row", "share"));
        table.append(part("---", "---", "---"));
        first.parts().forEach((part, cpu) -> table.append(part(part.label(), cpu)));
        table.append(part("all", first.cpu()));
        return table.toString();
    }

    private String part(String name, Duration cpu) {
        double share = 100.0 * cpu.toNanos() / first.cpu().toNanos();
        return part(
                name,
                String.format(Locale.ROOT, "%.2f", ProcessCost.micros(cpu, rows)),
                String.format(Locale.ROOT, "%.1f %%", share));
    }

    private static String part(String... cells) {
        return String.format(Locale.ROOT, PART, (Object[]) cells);
    }

    /** All that was run, in Markdown; of several repeats the one whose CPU time is the median. */
    String runs() {
        StringBuilder table = new StringBuilder();
        table.append(
                run("", "rows", "CPU µs a row", "CPU s", "wall s", "rows/s", "peak memory MiB", "CPU of DuckDB's"));
        table.append(run("---", "---", "---", "---", "---", "---", "---", "---"));
        for (Line line : lines) {
            ProcessCost cost = ProcessCost.median(line.costs());
            table.append(run(
                    line.name(),
                    String.format(Locale.ROOT, "%,d", line.rows()),
                    String.format(Locale.ROOT, "%.2f", cost.micros(line.rows())),
                    seconds(cost.cpu()),
                    seconds(cost.wall()),
                    String.format(
                            Locale.ROOT,
                            "%,.0f",
                            line.rows() * 1e9 / cost.wall().toNanos()),
                    mebibytes(cost.peakBytes()),
                    ratio(line, cost)));
        }
        return table.toString();
    }

    /** Of the same bill only: another one has other rows. */
    private String ratio(Line line, ProcessCost cost) {
        if (line.rows() != rows) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%.2f",
                (double) cost.cpu().toNanos() / script.cpu().toNanos());
    }

    private static String run(String... cells) {
        return String.format(Locale.ROOT, RUN, (Object[]) cells);
    }

    /** How far the repeats of each line are apart, where there are several. */
    String spread() {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            if (line.costs().size() > 1) {
                List<Duration> sorted =
                        line.costs().stream().map(ProcessCost::cpu).sorted().toList();
                text.append(String.format(
                        Locale.ROOT,
                        "CPU of %s in %d repeats: from %s s to %s s.%n",
                        line.name(),
                        sorted.size(),
                        seconds(sorted.get(0)),
                        seconds(sorted.get(sorted.size() - 1))));
            }
        }
        return text.toString();
    }

    /** The threads of the first run after its start, those that took most first. */
    String threads() {
        StringBuilder table = new StringBuilder();
        table.append(part("thread", "CPU µs a row", "share"));
        table.append(part("---", "---", "---"));
        first.threads().entrySet().stream()
                .filter(thread -> ProcessCost.micros(thread.getValue(), rows) >= FEWEST_MICROS)
                .sorted(Map.Entry.<String, Duration>comparingByValue(Comparator.reverseOrder()))
                .forEach(thread -> table.append(part(thread.getKey(), thread.getValue())));
        return table.toString();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1e3);
    }

    private static String mebibytes(OptionalLong bytes) {
        return bytes.isPresent() ? String.format(Locale.ROOT, "%,.0f", bytes.getAsLong() / MEBIBYTE) : "not told";
    }
}
