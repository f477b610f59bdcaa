package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Periods;
import io.tributary.samples.SampleTruth;
import io.tributary.samples.azure.Agreement;
import io.tributary.samples.azure.AzureDataSet;
import io.tributary.samples.azure.AzureSampleBill;
import io.tributary.samples.azure.AzureSampleSettings;
import io.tributary.samples.azure.ExportFormat;
import io.tributary.samples.azure.ExportLayout;
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

/** Takes sample bills of Azure through the whole pipeline, by the command, on a real broker. */
class AzureRunIT {

    private static final Set<AzureDataSet> BOTH = Set.of(AzureDataSet.ACTUAL, AzureDataSet.AMORTIZED);

    @TempDir
    private Path directory;

    @Test
    void everyAgreementComesOutAsItsTruthSaysAndAgainWhenNothingIsNew() throws IOException {
        AzureSampleSettings small =
                AzureSampleSettings.builder().subscriptions(2).build();
        List<SampleTruth> truths = List.of(
                sample("ea", small.toBuilder().rows(4_000).build()),
                sample(
                        "mca",
                        small.toBuilder()
                                .seed(2)
                                .agreement(Agreement.MCA)
                                .rows(3_600)
                                .format(ExportFormat.CSV_GZIP)
                                .build()),
                sample(
                        "mosa",
                        small.toBuilder()
                                .seed(3)
                                .agreement(Agreement.MOSA)
                                .rows(2_500)
                                .build()),
                sample(
                        "focus",
                        small.toBuilder()
                                .seed(4)
                                .dataSets(Set.of(AzureDataSet.FOCUS))
                                .rows(2_500)
                                .format(ExportFormat.PARQUET)
                                .build()));

        CommandLineRun first = run("ea", "mca", "mosa", "focus");
        CommandLineRun second = run("focus", "mosa", "mca", "ea");

        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(first.view()).hasSize(lines(truths).size()).containsAll(lines(truths));
        assertThat(first.out()).contains("no problems found", "azure.actual.commitments", "azure.focus");
        assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
        assertThat(second.err()).contains("is not taken again");
        assertThat(second.view()).isEqualTo(first.view());
        assertThat(ViewCosts.of(directory.resolve("data/view"))).isEqualTo(ViewCosts.of(truths));
    }

    @Test
    void laterRunsRestateAndWithdrawAndAReplayChangesNothing() throws IOException {
        AzureSampleSettings settings = AzureSampleSettings.builder()
                .subscriptions(2)
                .periods(1)
                .rows(2_000)
                .layout(ExportLayout.OVERWRITE)
                .build();
        SampleTruth early = sample("exports", settings.toBuilder().through(1).build());
        CommandLineRun first = run("exports");
        SampleTruth late = sample("exports", settings.toBuilder().through(3).build());
        CommandLineRun second = run("exports");

        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(first.view()).isEqualTo(lines(List.of(early)));
        assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
        assertThat(second.view()).isEqualTo(lines(List.of(late))).isNotEqualTo(first.view());

        String scope = late.newestOfScopes().iterator().next().scope();
        CommandLineRun dry = replay("/" + scope.toUpperCase(Locale.ROOT), "--dry-run");
        CommandLineRun replayed = replay(scope);

        assertThat(dry.exitCode()).as(dry.out() + dry.err()).isZero();
        assertThat(dry.out())
                .contains("azure.amortized delivery", "azure.actual.commitments delivery")
                .contains("would change 0 records")
                .doesNotContainPattern("would change [1-9]");
        assertThat(replayed.exitCode()).as(replayed.out() + replayed.err()).isZero();
        assertThat(replayed.out())
                .containsPattern("azure.amortized delivery .* 0 were restated, 0 added, 0 withdrawn")
                .containsPattern("azure.actual.commitments delivery .* 0 were restated, 0 added, 0 withdrawn");
    }

    @Test
    void focusExportBesideAmortizedCostsIsHeldUntilItIsPreferred() throws IOException {
        AzureSampleSettings settings = AzureSampleSettings.builder()
                .subscriptions(2)
                .periods(1)
                .deliveries(1)
                .rows(1_000)
                .build();
        SampleTruth both = sample("both", settings.toBuilder().dataSets(BOTH).build());
        SampleTruth focus = sample(
                "focus",
                settings.toBuilder().dataSets(Set.of(AzureDataSet.FOCUS)).build());
        run("both");

        CommandLineRun conflict = run("both", "focus");
        CommandLineRun preferred = command(
                "deliveries",
                "prefer",
                "--delivery",
                focus.newestOfScopes().iterator().next().deliveryId(),
                "--reason",
                "the FOCUS export has all there is");
        CommandLineRun after = run("focus");

        assertThat(conflict.exitCode()).as(conflict.out() + conflict.err()).isEqualTo(ExitCode.PROBLEM);
        assertThat(conflict.out()).containsPattern("azure.focus .*CONFLICT");
        assertThat(conflict.view()).isEqualTo(lines(List.of(both)));
        assertThat(preferred.exitCode()).as(preferred.out() + preferred.err()).isZero();
        assertThat(preferred.out()).containsPattern("azure.focus .*COMPLETE");
        assertThat(after.view()).as(after.out() + after.err()).isEqualTo(lines(List.of(focus)));
    }

    @Test
    void extractorPublishesWhatIsNotYetOnTheClusterAndSaysSo() throws IOException {
        sample(
                "exports",
                AzureSampleSettings.builder()
                        .subscriptions(2)
                        .periods(1)
                        .deliveries(1)
                        .rows(1_000)
                        .build());
        try (LocalCluster cluster = LocalCluster.start(Map.of(), directory.resolve("data"))) {
            CommandLineRun first = extract(cluster, "exports");
            CommandLineRun second = extract(cluster, "exports");
            CommandLineRun excluded = extract(cluster, "exports", "--costs", "focus");
            CommandLineRun missing = extract(cluster, "nowhere");

            assertThat(first.exitCode()).as(first.err()).isZero();
            assertThat(first.out()).containsPattern("published [1-9].* 2 deliveries are on the cluster");
            assertThat(second.exitCode()).as(second.err()).isZero();
            assertThat(second.out()).contains("published 0 pages", "2 deliveries are on the cluster");
            // The period has no FOCUS export: its pages are published, for the application to say what is not taken.
            assertThat(excluded.exitCode()).as(excluded.err()).isZero();
            assertThat(excluded.out()).containsPattern("published [1-9].* 1 deliveries are on the cluster");
            assertThat(missing.exitCode()).as(missing.err()).isEqualTo(3);
        }
    }

    private CommandLineRun extract(LocalCluster cluster, String input, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("extract", "azure", "--input", directory.resolve(input).toString()));
        cluster.settings().forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private SampleTruth sample(String name, AzureSampleSettings settings) throws IOException {
        return AzureSampleBill.write(settings, directory.resolve(name));
    }

    private CommandLineRun run(String... inputs) {
        List<String> arguments = new ArrayList<>(List.of("run", "--deliveries", "all"));
        for (String input : inputs) {
            arguments.add("--input");
            arguments.add(directory.resolve(input).toString());
        }
        return command(arguments.toArray(String[]::new));
    }

    private CommandLineRun replay(String scope, String... options) {
        List<String> arguments = new ArrayList<>(List.of("replay", "--account", scope, "--period", "2026-10"));
        arguments.addAll(List.of(options));
        return command(arguments.toArray(String[]::new));
    }

    private CommandLineRun command(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    /** What the summary must say of truths. */
    private static Set<String> lines(List<SampleTruth> truths) {
        return truths.stream()
                .flatMap(truth -> truth.live().stream())
                .map(live -> String.format(
                        Locale.ROOT,
                        "azure %s %s %s %,d %s %s",
                        live.account(),
                        Periods.text(live.periodStart()),
                        live.currency(),
                        live.costs().records(),
                        Amounts.exact(live.costs().billedCost()),
                        Amounts.exact(live.costs().effectiveCost())))
                .collect(Collectors.toSet());
    }
}
