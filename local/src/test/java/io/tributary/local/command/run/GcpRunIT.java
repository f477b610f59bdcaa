package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Periods;
import io.tributary.samples.SampleTruth;
import io.tributary.samples.gcp.GcpDataSet;
import io.tributary.samples.gcp.GcpDumps;
import io.tributary.samples.gcp.GcpFormat;
import io.tributary.samples.gcp.GcpSampleBill;
import io.tributary.samples.gcp.GcpSampleSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes sample tables of Google Cloud through the whole pipeline, by the command, on a real broker. */
class GcpRunIT {

    private static final GcpSampleSettings SMALL =
            GcpSampleSettings.builder().periods(1).rows(2_500).build();

    @TempDir
    private Path directory;

    @Test
    void standardAndDetailedTablesComeOutAsTheirTruthSaysAndAgainWhenNothingIsNew() throws IOException {
        List<SampleTruth> truths = List.of(
                sample("detailed", SMALL),
                sample(
                        "standard",
                        SMALL.toBuilder()
                                .seed(2)
                                .dataSets(Set.of(GcpDataSet.STANDARD))
                                .dumps(GcpDumps.WHOLE)
                                .format(GcpFormat.CSV_GZIP)
                                .build()));

        CommandLineRun first = run("detailed", "standard");
        CommandLineRun second = run("standard", "detailed");

        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(first.view()).as(first.out()).isEqualTo(lines(truths));
        assertThat(first.out())
                .containsPattern("gcp.detailed +\\S+ +2026-10 +\\d+ slices +COMPLETE")
                .containsPattern("gcp.standard +\\S+ +2026-10 +\\d+ slices +COMPLETE")
                .contains("no problems found");
        assertThat(first.out().lines().count()).as(first.out()).isLessThan(30);
        assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
        assertThat(second.err()).contains("more deliveries are not taken again");
        assertThat(second.err().lines().count()).as(second.err()).isLessThan(40);
        assertThat(second.view()).isEqualTo(first.view());
        assertThat(ViewCosts.of(directory.resolve("data/view"))).isEqualTo(ViewCosts.of(truths));
    }

    @Test
    void laterStateOfATableBringsLateSlicesAndCorrectionsOfTheMonthBeforeToThisMonth() throws IOException {
        GcpSampleSettings settings = GcpSampleSettings.builder()
                .periods(2)
                .rows(5_000)
                .dumps(GcpDumps.WHOLE)
                .build();
        SampleTruth early = sample("tables", settings.toBuilder().through(1).build());
        CommandLineRun first = run("tables");
        SampleTruth late = sample("tables", settings.toBuilder().through(3).build());
        CommandLineRun second = run("tables");

        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(first.view()).as(first.out()).isEqualTo(lines(List.of(early)));
        assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
        assertThat(second.view()).as(second.out()).isEqualTo(lines(List.of(late)));
        assertThat(ViewCosts.of(directory.resolve("data/view"))).isEqualTo(ViewCosts.of(List.of(late)));
        // What is corrected of September's usage is invoiced in October.
        assertThat(month(second, "2026-09")).hasSize(2).isEqualTo(month(first, "2026-09"));
        assertThat(month(second, "2026-10")).hasSize(2).doesNotContainAnyElementsOf(month(first, "2026-10"));
        assertThat(corrections("2026-10"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.getField("ChargePeriodStart")).startsWith("2026-09"));

        String account = late.live().get(0).account();
        CommandLineRun dry = command("replay", "--account", account, "--period", "2026-10", "--dry-run");
        CommandLineRun replayed = command("replay", "--account", account, "--period", "2026-10");
        CommandLineRun slices = command("deliveries", "list", "--account", account, "--period", "2026-10", "--slices");

        assertThat(dry.exitCode()).as(dry.out() + dry.err()).isZero();
        assertThat(dry.out())
                .contains("would change 0 records", " 0 restated, 0 added, 0 withdrawn")
                .doesNotContainPattern("would be [A-Z]");
        assertThat(replayed.exitCode()).as(replayed.out() + replayed.err()).isZero();
        assertThat(replayed.out()).contains("slices were published once more", "0 were restated, 0 added, 0 withdrawn");
        assertThat(replayed.out().lines().filter(line -> line.contains(account)).count())
                .as(replayed.out())
                .isLessThan(5);
        assertThat(slices.out().lines().count()).isGreaterThan(50);
        assertThat(slices.out()).containsPattern("COMPLETE .*/2026-10-10/2026-10-19T");
    }

    @Test
    void extractorPublishesWhatIsNotYetOnTheClusterAndSaysSo() throws IOException {
        sample("tables", SMALL);
        try (LocalCluster cluster = LocalCluster.start(Map.of(), directory.resolve("data"))) {
            CommandLineRun first = extract(cluster, "tables");
            CommandLineRun second = extract(cluster, "tables");
            CommandLineRun none = extract(cluster, "tables", "--tables", "focus");
            CommandLineRun missing = extract(cluster, "nowhere");

            assertThat(first.exitCode()).as(first.err()).isZero();
            assertThat(first.out()).containsPattern("published [1-9].* \\d+ deliveries are on the cluster");
            assertThat(second.exitCode()).as(second.err()).isZero();
            assertThat(second.out()).contains("published 0 pages");
            // What the setting excludes is published to be counted; the application says that it is not taken.
            assertThat(none.exitCode()).as(none.err()).isZero();
            assertThat(missing.exitCode()).as(missing.err()).isEqualTo(3);
        }
    }

    private CommandLineRun extract(LocalCluster cluster, String input, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("extract", "gcp", "--input", directory.resolve(input).toString()));
        cluster.settings().forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private SampleTruth sample(String name, GcpSampleSettings settings) throws IOException {
        return GcpSampleBill.write(settings, directory.resolve(name));
    }

    private CommandLineRun run(String... inputs) {
        List<String> arguments = new ArrayList<>(List.of("run", "--csv"));
        for (String input : inputs) {
            arguments.add("--input");
            arguments.add(directory.resolve(input).toString());
        }
        return command(arguments.toArray(String[]::new));
    }

    private CommandLineRun command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private List<NamedCsvRecord> corrections(String month) throws IOException {
        Path view = directory.resolve("data/view/_csv/billing_period=" + month + "/part-00000.csv");
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(view)) {
            return reader.stream()
                    .filter(row -> row.getField("ChargeClass").equals("Correction"))
                    .toList();
        }
    }

    /** The clean view's totals of a month. */
    private static Set<String> month(CommandLineRun run, String month) {
        return run.view().stream()
                .filter(line -> line.contains(" " + month + " "))
                .collect(Collectors.toSet());
    }

    /** What the summary must say of truths. */
    private static Set<String> lines(List<SampleTruth> truths) {
        return truths.stream()
                .flatMap(truth -> truth.live().stream())
                .map(live -> String.format(
                        Locale.ROOT,
                        "gcp %s %s %s %,d %s %s",
                        live.account(),
                        Periods.text(live.periodStart()),
                        live.currency(),
                        live.costs().records(),
                        Amounts.exact(live.costs().billedCost()),
                        Amounts.exact(live.costs().effectiveCost())))
                .collect(Collectors.toSet());
    }
}
