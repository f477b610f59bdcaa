package io.tributary.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandBenchmarkIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    /** The build that runs this test has packaged the distribution before: the script need not build it again. */
    @BeforeAll
    static void distributionIsBuilt() throws IOException {
        Path distribution = ROOT.resolve("local/target/tributary");
        if (Files.isDirectory(distribution.resolve("lib"))) {
            Files.write(distribution.resolve("built"), new byte[0]);
        }
    }

    @Test
    void aRunEndsWithItsPartsAndAllRunsAndNothingIsLost() {
        int code = run("aws", "--rows", "20000", "--threads", "--directory", directory.toString());

        assertThat(out.toString())
                .contains("AWS: 20,000 rows of ", "deliveries or slices: 1.")
                .contains(
                        "| DuckDB script ",
                        "| ./tributary run ",
                        "| the same again, nothing changed ",
                        "| ./tributary run, 10 periods ",
                        "| again, one of 10 periods delivered again ",
                        "| ./tributary run, next to no rows ")
                .doesNotContain("NOT AS IT MUST BE");
        assertThat(code).isZero();
        if (Files.isDirectory(Path.of("/proc/self/task"))) {
            assertThat(out.toString())
                    .contains(Stream.of(Part.values())
                            .map(part -> "| " + part.label() + " ")
                            .toList());
            assertThat(Stream.of(Part.values()).filter(part -> cpu(part.label()) <= 0))
                    .as("parts that took nothing in %s", out)
                    .isEmpty();
            assertThat(Stream.of(Part.values())
                            .mapToDouble(part -> cpu(part.label()))
                            .sum())
                    .isCloseTo(cpu("all"), Percentage.withPercentage(1));
        }
    }

    @Test
    void aViewThatIsNotWhatTheBillHoldsIsFound() throws IOException {
        Path bill = directory.resolve("bill");
        SampleTruth truth = Cloud.AWS.write(Cloud.Shape.once(Cloud.AWS.fewestRows(), 1), bill);
        SampleTruth.Newest newest = truth.newest().get(0);
        Path file = bill.resolve(SampleTruth.FILE_NAME);
        String right = newest.totals().billedCost().toPlainString();
        Files.writeString(file, Files.readString(file).replace('"' + right + '"', '"' + right + "1\""));

        int code = run("aws", "--bill", bill.toString(), "--first-only", "--directory", directory.toString());

        assertThat(out.toString())
                .contains("NOT AS IT MUST BE: The clean view has for " + newest.account() + " 2026-10 USD "
                        + newest.totals().records() + " records of " + right + ": expected "
                        + newest.totals().records() + " records of " + right + "1");
        assertThat(code).isOne();
    }

    /** CPU time a row of a part, from the table. */
    private double cpu(String part) {
        List<String> cells = new ArrayList<>();
        out.toString()
                .lines()
                .filter(line -> line.startsWith("| " + part + " "))
                .findFirst()
                .ifPresent(line -> cells.addAll(List.of(line.split(" *\\| *"))));
        return Double.parseDouble(cells.get(2));
    }

    private int run(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--tributary", ROOT.resolve("tributary").toString()));
        return new CommandLine(new CommandBenchmark())
                .setOut(new PrintWriter(out))
                .execute(words.toArray(String[]::new));
    }
}
