package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the main job end to end. */
class RunIT {

    @TempDir
    private Path directory;

    @Test
    void aSampleBillComesOutAsItsTruthSaysAndAgainWhenNothingIsNew() throws IOException {
        String data = directory.resolve("data").toString();

        CommandLineRun first = CommandLineRun.of("run", "--data-dir", data, "--csv");
        Path text = directory.resolve("data/view/_csv/billing_period=2026-10/part-00000.csv");
        assertThat(text).isNotEmptyFile();
        CommandLineRun second = CommandLineRun.of("run", "--data-dir", data);

        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(first.err())
                .contains("generating a sample bill of AWS", "generating a sample bill of Azure")
                .contains("generating a sample bill of Google Cloud");
        assertThat(first.out()).contains("equal the samples' truth", "no problems found", "COMPLETE");
        assertThat(first.out())
                .contains("aws.cur.legacy", "azure.amortized", "azure.actual.commitments", "gcp.detailed")
                .containsPattern("  aws +\\d{12} +2026-10 +USD")
                .containsPattern("  azure +\\d+ +2026-10 +USD")
                .containsPattern("  gcp +\\S+ +2026-10 +EUR");
        assertThat(directory.resolve("data/view/billing_period=2026-10/part-00000.parquet"))
                .isNotEmptyFile();
        assertThat(readmeView()).as("the clean view in README").isEqualTo(first.view());
        assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
        assertThat(second.err()).contains("is not taken again");
        assertThat(text).as("CSV of an earlier view, which is not asked for").doesNotExist();
        assertThat(second.out()).contains("equal the samples' truth");
    }

    /** The clean view's totals that README shows, in the form of {@link CommandLineRun#view}. */
    private static Set<String> readmeView() throws IOException {
        String readme = Files.readString(Path.of("../README.md")).replaceAll("(?m)^    ", "");
        return new CommandLineRun(ExitCode.OK, readme, "").view();
    }

    @Test
    void rowsThatCannotBeReadAreParkedAndTheExitCodeSaysSo() {
        Path bill = directory.resolve("bill");
        CommandLineRun.of("sample", "--rows", "8000", "--broken-rows", "2", "--output", bill.toString());

        CommandLineRun run = CommandLineRun.of(
                "run",
                "--input",
                bill.toString(),
                "--deliveries",
                "all",
                "--data-dir",
                directory.resolve("data").toString(),
                "--output",
                directory.resolve("view").toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.PROBLEM);
        assertThat(run.out())
                .containsPattern("PROBLEM  .*: 2 rows were not read; 2 amounts that cannot be read are missing:\\R"
                        + " +2 × INVALID_AMOUNT: lineItem/UnblendedCost is '.*': expected .*; first in .*,"
                        + " row \\d+\\R")
                .contains("on the topic billing.dlq");
        assertThat(Files.isDirectory(directory.resolve("view/billing_period=2026-10")))
                .isTrue();
    }

    @Test
    void anInputWithoutReportsIsMissing() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        CommandLineRun run = CommandLineRun.of(
                "run",
                "--input",
                empty.toString(),
                "--data-dir",
                directory.resolve("data").toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(3);
        assertThat(run.out() + run.err()).contains(empty.toString());
    }
}
