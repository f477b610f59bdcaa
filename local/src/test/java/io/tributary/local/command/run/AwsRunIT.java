package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.ExitCode;
import io.tributary.samples.SampleTruth;
import io.tributary.samples.aws.AwsSampleBill;
import io.tributary.samples.aws.AwsSampleSettings;
import io.tributary.samples.aws.LineItems;
import io.tributary.samples.aws.ReportFormat;
import io.tributary.samples.aws.ReportMode;
import io.tributary.testsupport.aws.S3ForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes sample bills of AWS out of a bucket and through the whole pipeline, by the command, on a real broker. */
class AwsRunIT {

    private static final int ROWS = 2_400;

    /** Columns in which formats differ, as docs/semantics.md says, and those that tell where a record came from. */
    private static final Set<String> LISTED = Set.of(
            "AllocatedTags",
            "BillingAccountName",
            "CapacityReservationId",
            "CapacityReservationStatus",
            "ConsumedQuantity",
            "PricingQuantity",
            "SubAccountName",
            "Tags",
            "x_CostCategories",
            "x_DataSet",
            "x_Discounts",
            "x_MappingVersion",
            "x_RawCost",
            "x_SourceColumns",
            "x_DeliveryId",
            "x_DeliveryTime",
            "x_ExtractedAt",
            "x_PageNumber",
            "x_PageRow");

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
        assertThat(first.view()).isEqualTo(lines(early));
        assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
        assertThat(second.view()).isEqualTo(lines(late)).isNotEqualTo(first.view());
        assertThat(ViewCosts.of(directory.resolve("data/view"))).isEqualTo(ViewCosts.of(late));
    }

    @Test
    void payerThatMovesToCur2InMidMonthIsCountedOnceBeforeDuringAndAfterTheMove() throws IOException {
        AwsSampleSettings legacy =
                AwsSampleSettings.builder().accounts(2).periods(1).rows(ROWS).build();
        AwsSampleSettings cur2 =
                legacy.toBuilder().format(ReportFormat.CUR2_PARQUET).from(2).build();

        SampleTruth begin = beside(legacy.toBuilder().through(1).build());
        CommandLineRun before = run();
        SampleTruth middle = beside(legacy.toBuilder().through(2).build());
        SampleTruth moved = beside(cur2.toBuilder().through(2).build());
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
        beside(legacy.toBuilder().through(3).build());
        SampleTruth end = beside(cur2.toBuilder().through(3).build());
        CommandLineRun after = run();

        assertThat(before.exitCode()).as(before.out() + before.err()).isZero();
        assertThat(before.view()).isEqualTo(lines(List.of(begin)));
        assertThat(during.exitCode()).as(during.out() + during.err()).isEqualTo(ExitCode.PROBLEM);
        assertThat(during.out()).containsPattern("aws.cur.2 .*CONFLICT");
        assertThat(during.view()).isEqualTo(lines(List.of(middle)));
        assertThat(preferred.exitCode()).as(preferred.out() + preferred.err()).isZero();
        assertThat(preferred.out()).containsPattern("aws.cur.2 .*COMPLETE");
        assertThat(after.exitCode()).as(after.out() + after.err()).isEqualTo(ExitCode.PROBLEM);
        assertThat(after.out()).containsPattern("aws.cur.2 .*COMPLETE").containsPattern("aws.cur.legacy .*CONFLICT");
        assertThat(after.view()).isEqualTo(lines(List.of(end)));
    }

    @Test
    void oneBillInThreeFormatsGivesTheSameRecordsButForTheColumnsThatAreListed() throws IOException {
        AwsSampleSettings settings = AwsSampleSettings.builder()
                .accounts(2)
                .periods(1)
                .deliveries(1)
                .rows(ROWS)
                .lineItems(LineItems.ALL)
                .splitCost(true)
                .build();

        Map<String, Map<String, String>> legacy = records(settings);
        Map<String, Map<String, String>> parquet =
                records(settings.toBuilder().format(ReportFormat.LEGACY_PARQUET).build());
        Map<String, Map<String, String>> cur2 =
                records(settings.toBuilder().format(ReportFormat.CUR2_CSV).build());

        assertThat(legacy).hasSizeGreaterThan(ROWS / 2);
        assertThat(differences(legacy, parquet)).isSubsetOf(LISTED);
        assertThat(differences(legacy, cur2)).isSubsetOf(LISTED);
    }

    /** Names of the columns in which records of the same id differ; all ids must be the same. */
    private static Set<String> differences(
            Map<String, Map<String, String>> one, Map<String, Map<String, String>> other) {
        assertThat(other.keySet()).isEqualTo(one.keySet());
        Set<String> names = new TreeSet<>();
        one.forEach((id, record) -> record.forEach((name, value) -> {
            if (!value.equals(other.get(id).get(name))) {
                names.add(name);
            }
        }));
        return names;
    }

    /** The clean view of a bill in one format, by record id. */
    private Map<String, Map<String, String>> records(AwsSampleSettings settings) throws IOException {
        String format = settings.format().name().toLowerCase(Locale.ROOT);
        SampleTruth truth = AwsSampleBill.write(settings, bucket.resolve(format));
        Path output = directory.resolve("view-" + format);
        CommandLineRun run = run("s3://bucket/" + format, format, "--csv", "--output", output.toString());
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.view()).isEqualTo(lines(List.of(truth)));
        assertThat(ViewCosts.of(output)).isEqualTo(ViewCosts.of(List.of(truth)));
        Map<String, Map<String, String>> records = new HashMap<>();
        try (Stream<Path> files = Files.walk(output.resolve("_csv"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
                    rows.forEach(row -> records.put(row.getField("x_RecordId"), row.getFieldsAsMap()));
                }
            }
        }
        return records;
    }

    private SampleTruth beside(AwsSampleSettings settings) throws IOException {
        return AwsSampleBill.writeBeside(settings, bucket.resolve("reports"));
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
                AwsSampleSettings settings = AwsSampleSettings.builder()
                        .seed(seed)
                        .format(format)
                        .accounts(2)
                        .periods(1)
                        .rows(ROWS)
                        .mode(mode)
                        .through(through)
                        .build();
                String name = (format + "-" + mode).toLowerCase(Locale.ROOT);
                truths.add(
                        AwsSampleBill.write(settings, bucket.resolve("reports").resolve(name)));
            }
        }
        return truths;
    }

    private CommandLineRun run() {
        return run("s3://bucket/reports/", "data");
    }

    private CommandLineRun run(String input, String data, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--input",
                input,
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
                directory.resolve(data).toString()));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(arguments.toArray(String[]::new));
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
