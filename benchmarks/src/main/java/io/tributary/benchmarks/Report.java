package io.tributary.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The comparisons as a table: medians, with the smallest and the largest where there are several. */
final class Report {

    private static final String ROW = "| %-38s | %-27s | %-16s | %-21s | %-19s | %-16s |%n";

    private final List<Comparison> comparisons;

    Report(List<Comparison> comparisons) {
        this.comparisons = List.copyOf(comparisons);
    }

    /** The table, in Markdown. */
    String table() {
        StringBuilder table = new StringBuilder();
        table.append(row("", "rows/s", "ratio", "application µs/row", "broker µs/row", "ratio of CPU"));
        table.append(row("---", "---", "---", "---", "---", "---"));
        table.append(line("pass-through", Comparison::passThrough));
        for (Phase phase : List.of(Phase.FIRST, Phase.UNCHANGED, Phase.RESTATED)) {
            table.append(line(phase.label(), comparison -> comparison.phase(phase)));
        }
        return table.toString();
    }

    private String line(String name, Function<Comparison, Optional<Measured>> which) {
        return row(
                name,
                values(which, Measured::rowsPerSecond, "%,.0f"),
                ratios(which, (ours, theirs) -> ours.rowsPerSecond() / theirs.rowsPerSecond()),
                values(which, Measured::applicationMicros, "%.2f"),
                values(which, Measured::brokerMicros, "%.2f"),
                ratios(which, (ours, theirs) -> theirs.micros() / ours.micros()));
    }

    /** Processors that other work took while we measured. */
    String otherProcessors() {
        double[] others = comparisons.stream()
                .flatMap(comparison -> DoubleStream.of(
                                comparison
                                        .passThrough()
                                        .map(Measured::otherProcessors)
                                        .orElse(Double.NaN),
                                comparison
                                        .first()
                                        .map(Measured::otherProcessors)
                                        .orElse(Double.NaN),
                                comparison
                                        .unchanged()
                                        .map(Measured::otherProcessors)
                                        .orElse(Double.NaN),
                                comparison
                                        .restated()
                                        .map(Measured::otherProcessors)
                                        .orElse(Double.NaN))
                        .boxed())
                .mapToDouble(Double::doubleValue)
                .toArray();
        return spread(others, "%.2f");
    }

    /** Bytes of state on disk, for each of {@code records}. */
    String stateBytes(long records) {
        return spread(
                comparisons.stream()
                        .mapToDouble(comparison -> (double) comparison.stateBytes() / records)
                        .toArray(),
                "%.0f");
    }

    private String values(
            Function<Comparison, Optional<Measured>> which, ToDoubleFunction<Measured> value, String format) {
        return spread(
                comparisons.stream()
                        .map(which)
                        .flatMap(Optional::stream)
                        .mapToDouble(value)
                        .toArray(),
                format);
    }

    /** Ratios are taken within a repeat: what disturbs the machine for long then disturbs both. */
    private String ratios(
            Function<Comparison, Optional<Measured>> which, BiFunction<Measured, Measured, Double> ratio) {
        return spread(
                comparisons.stream()
                        .flatMap(comparison -> which
                                .apply(comparison)
                                .flatMap(ours -> comparison.passThrough().map(theirs -> ratio.apply(ours, theirs)))
                                .stream())
                        .mapToDouble(Double::doubleValue)
                        .toArray(),
                "%.2f");
    }

    private static String spread(double[] values, String format) {
        double[] sorted = DoubleStream.of(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return "too short";
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        String text = String.format(Locale.ROOT, format, median);
        if (sorted.length == 1) {
            return text;
        }
        return String.format(
                Locale.ROOT, "%s [" + format + "-" + format + "]", text, sorted[0], sorted[sorted.length - 1]);
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, ROW, (Object[]) cells);
    }
}
