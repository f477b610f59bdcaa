package io.tributary.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.S3ForTests;
import io.tributary.local.sample.ReportFormat;
import io.tributary.local.sample.ReportMode;
import io.tributary.local.sample.SampleBill;
import io.tributary.local.sample.SampleSettings;
import io.tributary.local.sample.SampleTruth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes sample bills of AWS out of a bucket and through the whole pipeline, by the command, on a real broker. */
class AwsRunIT {

    private static final int ROWS = 2_400;

    @TempDir
    private Path directory;

    private Path bucket;
    private S3ForTests s3;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        bucket = Files.createDirectories(directory.resolve("bucket"));
        s3 = S3ForTests.start(bucket);
    }

    @AfterEach
    void stop() throws IOException {
        s3.close();
    }

    @Test
    void everyFormatAndModeComesOutAsItsTruthSaysWhileDeliveriesComeIn() throws IOException {
        List<SampleTruth> early = samples(2);
        CommandLineRun first = run();
        List<SampleTruth> late = samples(3);
        CommandLineRun second = run();

        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(view(first)).isEqualTo(lines(early));
        assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
        assertThat(view(second)).isEqualTo(lines(late)).isNotEqualTo(view(first));
    }

    @Test
    void payerThatMovesToCur2InMidMonthIsCountedOnceBeforeDuringAndAfterTheMove() throws IOException {
        SampleSettings legacy =
                SampleSettings.defaults().withAccounts(2).withPeriods(1).withRows(ROWS);
        SampleSettings cur2 = legacy.withFormat(ReportFormat.CUR2_PARQUET).withFrom(2);

        SampleTruth begin = beside(legacy.withThrough(1));
        CommandLineRun before = run();
        SampleTruth middle = beside(legacy.withThrough(2));
        SampleTruth moved = beside(cur2.withThrough(2));
        CommandLineRun during = run();
        CommandLineRun preferred = CommandLineRun.of(
                "deliveries",
                "prefer",
                "--delivery",
                moved.deliveries().get(0).assemblyId(),
                "--reason",
                "the payer has moved to CUR 2.0",
                "--data-dir",
                directory.resolve("data").toString());
        beside(legacy.withThrough(3));
        SampleTruth end = beside(cur2.withThrough(3));
        CommandLineRun after = run();

        assertThat(before.exitCode()).as(before.out() + before.err()).isZero();
        assertThat(view(before)).isEqualTo(lines(List.of(begin)));
        assertThat(during.exitCode()).as(during.out() + during.err()).isEqualTo(ExitCode.AMISS);
        assertThat(during.out()).containsPattern("aws.cur.2 .*CONFLICT");
        assertThat(view(during)).isEqualTo(lines(List.of(middle)));
        assertThat(preferred.exitCode()).as(preferred.out() + preferred.err()).isZero();
        assertThat(preferred.out()).containsPattern("aws.cur.2 .*COMPLETE");
        assertThat(after.exitCode()).as(after.out() + after.err()).isEqualTo(ExitCode.AMISS);
        assertThat(after.out()).containsPattern("aws.cur.2 .*COMPLETE").containsPattern("aws.cur.legacy .*CONFLICT");
        assertThat(view(after)).isEqualTo(lines(List.of(end)));
    }

    private SampleTruth beside(SampleSettings settings) throws IOException {
        return SampleBill.writeBeside(settings, bucket.resolve("reports"));
    }

    /** One payer for each format and mode: a month in deliveries, of which so many have come. */
    private List<SampleTruth> samples(int through) throws IOException {
        List<SampleTruth> truths = new ArrayList<>();
        long seed = 1;
        for (ReportFormat format : ReportFormat.values()) {
            for (ReportMode mode : ReportMode.values()) {
                seed++;
                if (format == ReportFormat.LEGACY_PARQUET && mode == ReportMode.CREATE_NEW) {
                    continue;
                }
                SampleSettings settings = SampleSettings.defaults()
                        .withSeed(seed)
                        .withFormat(format)
                        .withAccounts(2)
                        .withPeriods(1)
                        .withRows(ROWS)
                        .withMode(mode)
                        .withThrough(through);
                String name = (format + "-" + mode).toLowerCase(Locale.ROOT);
                truths.add(SampleBill.write(settings, bucket.resolve("reports").resolve(name)));
            }
        }
        return truths;
    }

    private CommandLineRun run() {
        return CommandLineRun.of(
                "run",
                "--input",
                "s3://bucket/reports/",
                "--deliveries",
                "all",
                "--set",
                "aws.s3.endpoint=" + s3.endpoint(),
                "--set",
                "aws.s3.path.style=true",
                "--set",
                "aws.s3.region=eu-central-1",
                "--set",
                "aws.requests.per.second=1000",
                "--data-dir",
                directory.resolve("data").toString());
    }

    /** The clean view's totals, as the summary has them. */
    private static Set<String> view(CommandLineRun run) {
        return run.out()
                .lines()
                .dropWhile(line -> !line.startsWith("Clean view"))
                .skip(2)
                .takeWhile(line -> !line.isBlank())
                .map(line -> Pattern.compile(" +").matcher(line.strip()).replaceAll(" "))
                .collect(Collectors.toSet());
    }

    /** What the summary must say of truths. */
    private static Set<String> lines(List<SampleTruth> truths) {
        return truths.stream()
                .flatMap(truth -> truth.newest().stream())
                .map(newest -> String.format(
                        Locale.ROOT,
                        "aws %s %s %s %,d %s %s",
                        newest.account(),
                        newest.period(),
                        newest.currency(),
                        newest.totals().records(),
                        Amounts.exact(newest.totals().billedCost()),
                        Amounts.exact(newest.totals().effectiveCost())))
                .collect(Collectors.toSet());
    }
}
