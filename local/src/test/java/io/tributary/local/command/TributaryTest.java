package io.tributary.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.console.ExitCode;
import io.tributary.samples.SampleTruth;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gives the command wrong options, and asks it for help. */
class TributaryTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run",
                "sample",
                "extract",
                "extract aws",
                "extract azure",
                "streams",
                "replay",
                "statement",
                "reconcile"
            })
    void everyCommandHelpsWithExamples(String command) {
        String[] arguments = (command + " --help").strip().split(" ");

        CommandLineRun run = CommandLineRun.of(arguments);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: tributary", "Examples:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "burn",
                "run --inptu x",
                "run --stall-timeout 0",
                "run --stall-timeout soon",
                "run --color sometimes",
                "run --set extractor.page.row=1",
                "run --config absent.properties",
                "run --deliveries some",
                "run --bootstrap-servers 127.0.0.1:1",
                "run --set extractor.page.rows=0",
                "sample",
                "sample --rows 1",
                "sample --provider oracle",
                "sample --format csv",
                "sample --data-sets detailed",
                "sample --line-items some",
                "sample --currency dollars",
                "sample --provider gcp --split-cost",
                "sample --provider azure --mode overwrite",
                "sample --dumps whole",
                "sample --provider gcp --agreement mca",
                "sample --provider gcp --format parquet",
                "sample --provider gcp --data-sets focus",
                "sample --provider gcp --dumps some",
                "sample --provider gcp --rows 1",
                "extract",
                "extract aws",
                "extract aws --input ftp://somewhere",
                "extract aws --input azure://subscriptions/1",
                "extract azure",
                "extract azure --input ftp://somewhere",
                "extract azure --input s3://bucket/prefix",
                "extract azure --input azure://subscriptions/1 --api rest",
                "extract azure --input exports --costs both",
                "extract azure --input exports --scope nowhere",
                "extract gcp",
                "extract gcp --input ftp://somewhere",
                "extract gcp --input bigquery://project",
                "extract gcp --input azure://subscriptions/1",
                "extract gcp --input dumps --tables pricing",
                "extract gcp --input dumps --from yesterday",
                "deliveries list --period now",
                "run --input bills --input ftp://somewhere",
                "run --input bigquery://project",
                "streams",
                "replay --account 1",
                "replay --account 1 --period now",
                "statement",
                "reconcile --tolerance much",
                "reconcile --tolerance 200%",
                "reconcile --set reconcile.tolerance=100.1%",
                "reconcile --rows tax",
                "reconcile --rows parked --output rows.csv",
                "reconcile --rows luck --output rows.csv",
                "reconcile --set reconcile.tolerance=0.001"
            })
    void wrongUsageExitsWithTwoAndSaysWhy(String line) {
        String arguments = line.startsWith("run") ? line + " --data-dir " + directory.resolve("data") : line;
        arguments = line.startsWith("sample --") ? line + " --output " + directory.resolve("bill") : arguments;

        CommandLineRun run = CommandLineRun.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
        assertThat(directory.resolve("data/broker")).doesNotExist();
    }

    @Test
    void extractorsOfAllProvidersEndWithTheSameCodes() {
        assertThat(exitCodes("aws"))
                .isEqualTo(exitCodes("azure"))
                .isEqualTo(exitCodes("gcp"))
                .contains("out of reach for now", "denied");
    }

    private static String exitCodes(String provider) {
        String help = CommandLineRun.of("extract", provider, "--help").out();
        return help.substring(help.indexOf("Exit codes:"), help.indexOf("Examples:"));
    }

    @Test
    void allProblemsOfSettingsAreToldTogether() {
        CommandLineRun run = CommandLineRun.of(
                "extract", "aws", "--set", "extractor.page.rows=0", "--set", "extractor.parallelism=x");

        assertThat(run.err())
                .contains("extractor.page.rows", "extractor.parallelism", "extractor.input", "kafka.bootstrap.servers");
    }

    @Test
    void sampleOfAwsIsWhatItsOptionsSay() throws Exception {
        String options = "--rows 3000 --format cur2-parquet --mode overwrite --granularity daily --discounts net-only"
                + " --line-items all --split-cost --currency INR --files 3";

        CommandLineRun run =
                CommandLineRun.of(("sample " + options + " --output " + directory.resolve("bill")).split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(SampleTruth.read(directory.resolve("bill")).settings())
                .containsEntry("format", "CUR2_PARQUET")
                .containsEntry("mode", "OVERWRITE")
                .containsEntry("granularity", "DAILY")
                .containsEntry("discounts", "NET_ONLY")
                .containsEntry("lineItems", "ALL")
                .containsEntry("splitCost", "true")
                .containsEntry("currency", "INR")
                .containsEntry("files", "3");
    }

    @Test
    void theSameSampleIsWrittenTwiceAndItsTruthIsNamed() throws Exception {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");

        CommandLineRun run = CommandLineRun.of("sample", "--seed", "7", "--rows", "8000", "--output", first.toString());
        CommandLineRun.of("sample", "--seed", "7", "--rows", "8000", "--output", second.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("rows in", first.resolve("truth.json").toString());
        assertThat(first.resolve("truth.json")).hasSameBinaryContentAs(second.resolve("truth.json"));
        assertThat(Files.size(first.resolve("truth.json"))).isPositive();
    }
}
