package io.tributary.toy;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.local.command.Tributary;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fourth provider, carried from a directory to the clean view by the real command. It is registered as CONTRIBUTING
 * says, by service files that only its own JVM sees. The command runs from the distribution, as the launcher runs it.
 */
class ToyProviderIT {

    private static final Path CLASSES = Path.of("target/test-classes").toAbsolutePath();

    /** What the launcher runs, which has no test dependency on its class path. */
    private static final Path DISTRIBUTION = Path.of("target/tributary/lib").toAbsolutePath();

    @TempDir
    private Path directory;

    @Test
    void billsGoFromADirectoryToTheCleanView() throws Exception {
        bill("day,service,currency,cost\n2026-10-01,Blocks,EUR,10.10\n2026-10-02,Blocks,EUR,0.000000001\n");

        Run first = run();

        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(view()).containsExactly("toy 4711 Blocks 10.1", "toy 4711 Blocks 0.000000001");

        // Restated, vanished and new rows.
        bill("day,service,currency,cost\n2026-10-01,Blocks,EUR,9.90\n2026-10-03,Trains,EUR,-3\n");

        Run second = run();

        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(view()).containsExactly("toy 4711 Blocks 9.9", "toy 4711 Trains -3");
    }

    @Test
    void rowThatCannotBeReadIsADeadLetterOfTheProvider() throws Exception {
        bill("day,service,currency,cost\n2026-10-01,Blocks,EUR,\"1,0\"\n2026-10-02,Blocks,EUR,5\n");

        Run run = run();

        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains("INVALID_AMOUNT");
        assertThat(view()).containsExactly("toy 4711 Blocks 5");
    }

    @Test
    void sampleBillIsWrittenAndRead() throws Exception {
        Run sample = command(
                "sample",
                "--provider",
                "toy",
                "--blocks",
                "2.5",
                "--output",
                directory.resolve("bills").toString());

        assertThat(sample.exitCode()).as(sample.output()).isZero();

        Run run = run();

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(view()).containsExactly("toy 4711 Blocks 2.5");
    }

    @Test
    void commandsListTheProvider() throws Exception {
        assertThat(command("extract", "--help").output()).contains("toy", "Toy Cloud");
        assertThat(command("extract", "toy", "--help").output()).contains("bills/");
        assertThat(command("sample", "--help").output()).contains("toy");
    }

    private void bill(String rows) throws IOException {
        Path bills = Files.createDirectories(directory.resolve("bills"));
        Files.writeString(bills.resolve("4711_2026-10.final.toybill.csv"), rows);
    }

    private Run run() throws Exception {
        return command(
                "run",
                "--input",
                directory.resolve("bills").toString(),
                "--data-dir",
                directory.resolve("data").toString(),
                "--output",
                directory.resolve("view").toString(),
                "--csv");
    }

    /** The records of the clean view by day. */
    private List<String> view() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("view/_csv"))) {
            List<String> lines = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
                    rows.stream()
                            .sorted((left, right) ->
                                    left.getField("ChargePeriodStart").compareTo(right.getField("ChargePeriodStart")))
                            .forEach(row -> lines.add(String.join(
                                    " ",
                                    row.getField("x_Provider"),
                                    row.getField("BillingAccountId"),
                                    row.getField("ServiceName"),
                                    new BigDecimal(row.getField("BilledCost"))
                                            .stripTrailingZeros()
                                            .toPlainString())));
                }
            }
            return lines;
        }
    }

    private Run command(String... arguments) throws Exception {
        Path output = directory.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                String.join(
                        File.pathSeparator,
                        CLASSES.resolve("toy-provider").toString(),
                        CLASSES.toString(),
                        DISTRIBUTION + File.separator + "*"),
                Tributary.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as("the command ends")
                    .isTrue();
            return new Run(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    /** What a command printed, and how it ended. */
    private record Run(int exitCode, String output) {}
}
