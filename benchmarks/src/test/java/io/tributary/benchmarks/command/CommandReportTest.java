package io.tributary.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CommandReportTest {

    private static final long ROWS = 1_000_000;

    @Test
    void partsAreOfTheRepeatWhoseCpuIsTheMedian() {
        CommandReport report =
                new CommandReport(ROWS, List.of(cost(90, 60), cost(40, 30), cost(60, 45)), List.of(cost(20, 0)));

        assertThat(lines(report.parts()))
                .contains("| streams | 45.00 | 75.0 % |", "| start | 15.00 | 25.0 % |", "| all | 60.00 | 100.0 % |");
        assertThat(report.spread())
                .isEqualTo("CPU of ./tributary run in 3 repeats: from 40.0 s to 90.0 s." + System.lineSeparator());
    }

    @Test
    void aRunOfTheSameBillHasItsRatioToTheScriptAndAnotherOneHasNot() {
        CommandReport report = new CommandReport(ROWS, List.of(cost(60, 45)), List.of(cost(20, 0)));
        report.add("again", ROWS, List.of(cost(30, 10)));
        report.add("small", 100, List.of(cost(10, 1)));

        assertThat(lines(report.runs()))
                .contains(
                        "| DuckDB script | 1,000,000 | 20.00 | 20.0 | 10.0 | 100,000 | 3 | 1.00 |",
                        "| ./tributary run | 1,000,000 | 60.00 | 60.0 | 30.0 | 33,333 | 3 | 3.00 |",
                        "| again | 1,000,000 | 30.00 | 30.0 | 15.0 | 66,667 | 3 | 1.50 |",
                        "| small | 100 | 100000.00 | 10.0 | 5.0 | 20 | 3 | |");
    }

    @Test
    void whereTheOperatingSystemDoesNotTellThereAreTotalsOnly() {
        ProcessCost total = new ProcessCost(
                0, Duration.ofSeconds(30), Duration.ofSeconds(60), OptionalLong.empty(), Map.of(), Map.of());
        CommandReport report = new CommandReport(ROWS, List.of(total), List.of(cost(20, 0)));

        assertThat(report.parts()).contains("only totals");
        assertThat(lines(report.runs()))
                .contains("| ./tributary run | 1,000,000 | 60.00 | 60.0 | 30.0 | 33,333 | not told | 3.00 |");
    }

    @Test
    void threadsThatTookMostAreFirstAndThoseThatTookNextToNothingAreLeftOut() {
        ProcessCost first = new ProcessCost(
                0,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                OptionalLong.empty(),
                Map.of(),
                Map.of("a", Duration.ofSeconds(1), "b", Duration.ofSeconds(6), "c", Duration.ofMillis(10)));
        CommandReport report = new CommandReport(ROWS, List.of(first), List.of(cost(20, 0)));

        assertThat(lines(report.threads())).endsWith("| b | 6.00 | 10.0 % |", "| a | 1.00 | 1.7 % |");
    }

    /** Lines with one blank where there are several. */
    private static List<String> lines(String table) {
        return table.lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    private static ProcessCost cost(int seconds, int secondsOfStreams) {
        return new ProcessCost(
                0,
                Duration.ofSeconds(seconds).dividedBy(2),
                Duration.ofSeconds(seconds),
                OptionalLong.of(3 << 20),
                Map.of(
                        Part.START,
                        Duration.ofSeconds(seconds - secondsOfStreams),
                        Part.STREAMS,
                        Duration.ofSeconds(secondsOfStreams)),
                Map.of());
    }
}
