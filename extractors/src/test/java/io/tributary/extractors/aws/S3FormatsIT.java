package io.tributary.extractors.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.BillingSource.Discovery;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import io.tributary.schemas.CostSurvey;
import io.tributary.testsupport.aws.BillDirectory;
import io.tributary.testsupport.aws.S3ForTests;
import io.tributary.testsupport.http.FaultServer.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of all kinds and formats in a bucket over real HTTP: their deliveries, and the requests that they take. */
class S3FormatsIT {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Instant DELIVERED = Instant.parse("2026-11-02T03:04:05Z");
    private static final String ACCOUNT = "000000000042";
    private static final String FOLDER = "2026-11-02T03:00:00.337Z-6b622448-daaa-439c-92f1-afc727f1e0a3";

    @TempDir
    private Path root;

    private S3ForTests s3;
    private AwsExports exports;
    private BillDirectory bill;
    private Instant now = Instant.parse("2026-11-10T00:00:00Z");
    private final List<BillingSource> opened = new ArrayList<>();

    @BeforeAll
    static void setCredentials() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    @BeforeEach
    void start() throws IOException {
        s3 = S3ForTests.start(root);
        exports = new AwsExports(root, ACCOUNT);
        bill = new BillDirectory(root, ACCOUNT);
    }

    @AfterEach
    void stop() throws IOException {
        opened.forEach(BillingSource::close);
        s3.close();
    }

    @Test
    void allFormatsAndModesLieInOneBucketAndAreRead() {
        // Given: a legacy report as CSV, CUR 2.0 as CSV that is overwritten and as Parquet that is kept, and FOCUS
        List<String> legacy = bill.rows(0, 10, "x");
        bill.overwrite(OCTOBER, "assembly", DELIVERED, List.of(BillDirectory.gzip(legacy)));
        bill.write("prefix/report/20261001-20261101/report-RedshiftManifest.json", "{}".getBytes(UTF_8));
        String csv = exports.data("cur2csv", OCTOBER, "") + "cur2csv-00001.csv.gz";
        List<String> lines = IntStream.range(0, 30).mapToObj(exports::line).toList();
        exports.write(csv, AwsExports.gzip(AwsExports.CUR_2_HEADER, lines), DELIVERED);
        exports.writeManifest("cur2csv", OCTOBER, "", "execution", List.of(csv), DELIVERED);
        List<String> files = writeKept("cur2parquet", 20);
        String focus = exports.data("focus12", OCTOBER, "") + "focus12-00001.csv.gz";
        exports.write(
                focus,
                AwsExports.gzip(AwsExports.FOCUS_HEADER, List.of(exports.focusLine(1), exports.focusLine(2))),
                DELIVERED);
        exports.writeManifest("focus12", OCTOBER, "", "focus-execution", List.of(focus), DELIVERED);

        // When
        Discovery discovery = open("s3://bucket/prefix", Map.of()).discover();

        // Then
        assertThat(discovery.errors()).isEmpty();
        assertThat(discovery.deliveries())
                .extracting(delivery -> delivery.header().scope() + " "
                        + delivery.header().id() + " " + delivery.header().time())
                .containsExactly(
                        "aws/aws.cur.2/000000000042/2026-10-01/cur2csv execution 2026-11-02T03:04:05Z",
                        "aws/aws.cur.2/000000000042/2026-10-01/cur2parquet " + FOLDER.substring(25)
                                + " 2026-11-02T03:00:00.337Z",
                        "aws/aws.cur.legacy/000000000042/2026-10-01/report assembly 2026-11-02T03:04:05Z",
                        "aws/aws.focus/000000000042/2026-10-01/focus12 focus-execution 2026-11-02T03:04:05Z");
        assertThat(read(discovery.deliveries().get(0))).isEqualTo(String.join("", lines));
        assertThat(read(discovery.deliveries().get(1))).isEqualTo(String.join("", lines.subList(0, 20)));
        assertThat(read(discovery.deliveries().get(2))).isEqualTo(String.join("", legacy));
        assertThat(read(discovery.deliveries().get(3))).isEqualTo(exports.focusLine(1) + exports.focusLine(2));
        assertThat(files).allMatch(file -> file.contains(":"));
    }

    @Test
    void parquetOfALegacyReportLiesBesideItsPeriods() {
        // Given: AWS's layout for Athena, with the other files that AWS writes for it
        String file = "prefix/report/report/year=2026/month=10/report-00001.snappy.parquet";
        List<String> lines = exports.writeParquet(file, 0, 50, 20, DELIVERED);
        bill.writeManifest(bill.periodFolder(OCTOBER) + "report-Manifest.json", OCTOBER, "a", List.of(file), DELIVERED);
        bill.write(bill.periodFolder(OCTOBER) + "report-create-table.sql", new byte[1]);
        bill.write("prefix/report/cost_and_usage_data_status/cost_and_usage_data_status.parquet", new byte[1]);

        // When
        SourceDelivery delivery = onlyDelivery(open("s3://bucket/prefix", Map.of()));

        // Then
        assertThat(delivery.header().dataSet()).isEqualTo("aws.cur.legacy");
        assertThat(read(delivery)).isEqualTo(String.join("", lines));
    }

    @Test
    void surveyOfParquetReadsItsCostsAlone() throws IOException {
        // Given
        List<String> files = writeKept("cur2", 40_000);
        DeliverySnapshot snapshot =
                onlyDelivery(open("s3://bucket/prefix", Map.of())).snapshot();

        // When
        Optional<CostSurvey> survey = snapshot.survey(consumed -> {});

        // Then: each seventh row is a discount
        assertThat(survey.orElseThrow().getUnblendedCost()).isEqualByComparingTo("800000000");
        assertThat(survey.get().getNetUnblendedCost()).isEqualByComparingTo("799990000");
        assertThat(survey.get().getDiscountRows()).isEqualTo(5715);
        assertThat(Files.size(root.resolve(files.get(0)))).isGreaterThan(bytesAsked(files.get(0)));
    }

    @Test
    void connectionsThatBreakWithinParquetAreResumedWhereTheyBroke() {
        // Given: the first connections for each part break in the middle
        writeKept("cur2", 40_000);
        SourceDelivery delivery = onlyDelivery(open("s3://bucket/prefix", Map.of()));
        String whole = read(delivery);
        AtomicInteger faults = new AtomicInteger();
        s3.fail(request -> request.contains(".parquet Range") && faults.getAndIncrement() % 3 != 2
                ? new Fault.EndAfter(3000)
                : Fault.NONE);

        // When, then
        assertThat(read(delivery)).isEqualTo(whole);
        assertThat(faults.get()).isGreaterThan(5);
    }

    @Test
    void parquetThatIsRewrittenWhileItIsReadIsAChange() {
        // Given
        String file = exports.data("cur2", OCTOBER, "") + "cur2-00001.snappy.parquet";
        exports.writeParquet(file, 0, 3000, 1000, DELIVERED);
        exports.writeManifest("cur2", OCTOBER, "", "first", List.of(file), DELIVERED);
        SourceDelivery delivery = onlyDelivery(open("s3://bucket/prefix", Map.of()));
        AtomicInteger asked = new AtomicInteger();
        s3.before(request -> {
            if (request.contains(".parquet Range") && asked.incrementAndGet() == 2) {
                exports.writeParquet(file, 7, 2000, 1000, DELIVERED.plusSeconds(60));
                exports.writeManifest("cur2", OCTOBER, "", "second", List.of(file), DELIVERED.plusSeconds(90));
            }
        });

        // When
        assertThatThrownBy(() -> read(delivery))
                .isInstanceOf(DeliveryChangedException.class)
                .hasMessage("s3://bucket/" + file + ": was rewritten while it was being read");

        // Then: the reading starts again
        SourceDelivery refreshed = delivery.refreshed();
        assertThat(refreshed.header().id()).isEqualTo("second");
        assertThat(read(refreshed).lines()).hasSize(2000);
    }

    @Test
    void truncatedParquetIsMalformed() throws IOException {
        // Given
        String file = exports.data("cur2", OCTOBER, "") + "cur2-00001.snappy.parquet";
        exports.writeParquet(file, 0, 300, 100, DELIVERED);
        byte[] whole = Files.readAllBytes(root.resolve(file));
        exports.write(file, Arrays.copyOf(whole, whole.length / 2), DELIVERED);
        exports.writeManifest("cur2", OCTOBER, "", "first", List.of(file), DELIVERED);

        // When, then
        assertThatThrownBy(() -> read(onlyDelivery(open("s3://bucket/prefix", Map.of()))))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessage("s3://bucket/" + file + ": has no footer at its end after " + whole.length / 2
                        + " bytes: it is cut off");
    }

    @Test
    void absentChunkIsMissingAndAStaleOneIsIgnored() throws IOException {
        // Given: the manifest no longer lists the last of three files
        List<String> files = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            String file = exports.data("cur2", OCTOBER, "") + "cur2-0000" + i + ".csv.gz";
            exports.write(file, AwsExports.gzip(AwsExports.CUR_2_HEADER, List.of(exports.line(i))), DELIVERED);
            files.add(file);
        }
        exports.writeManifest("cur2", OCTOBER, "", "first", files.subList(0, 2), DELIVERED);
        SourceDelivery delivery = onlyDelivery(open("s3://bucket/prefix", Map.of()));
        assertThat(read(delivery)).isEqualTo(exports.line(1) + exports.line(2));

        // When
        Files.delete(root.resolve(files.get(1)));

        // Then
        assertThatThrownBy(delivery::snapshot)
                .isInstanceOf(SourceException.Missing.class)
                .hasMessage("s3://bucket/" + files.get(1) + ": does not exist, though s3://bucket/"
                        + exports.manifest("cur2", OCTOBER, "") + " lists it");
    }

    @Test
    void deliveryWhoseFilesAreBeingOverwrittenWaits() {
        // Given: a file of the next delivery without its manifest
        String file = exports.data("cur2", OCTOBER, "") + "cur2-00001.csv.gz";
        exports.write(file, AwsExports.gzip(AwsExports.CUR_2_HEADER, List.of(exports.line(1))), now.minusSeconds(20));
        exports.writeManifest("cur2", OCTOBER, "", "first", List.of(file), now.minusSeconds(8000));
        SourceDelivery delivery = onlyDelivery(open("s3://bucket/prefix", Map.of()));

        // When, then
        assertThatThrownBy(delivery::snapshot)
                .isInstanceOfSatisfying(
                        SourceException.Unavailable.class,
                        e -> assertThat(e.mayPass()).isTrue())
                .hasMessageContaining("the next delivery is being written");
        now = now.plus(Duration.ofHours(2));
        assertThat(read(delivery)).isEqualTo(exports.line(1));
    }

    @Test
    void columnThatIsMissingIsNamed() {
        String file = exports.data("focus12", OCTOBER, "") + "focus12-00001.csv.gz";
        exports.write(file, AwsExports.gzip("BillingAccountId,BilledCost", List.of("1,2\n")), DELIVERED);
        exports.writeManifest("focus12", OCTOBER, "", "first", List.of(file), DELIVERED);

        assertThatThrownBy(() -> read(onlyDelivery(open("s3://bucket/prefix", Map.of()))))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessage("s3://bucket/" + file + ": has no column BillingPeriodStart, BillingPeriodEnd,"
                        + " ChargePeriodStart, ChargePeriodEnd, EffectiveCost, BillingCurrency among its 2 columns");
    }

    @Test
    void onlyThePeriodsManifestIsReadUnlessAllDeliveriesAreTaken() {
        // Given: three deliveries of each of two months
        for (int i = 0; i < 3; i++) {
            for (YearMonth month : List.of(OCTOBER.minusMonths(1), OCTOBER)) {
                bill.createNew(
                        month, "a" + i, DELIVERED.plusSeconds(i), List.of(BillDirectory.gzip(bill.rows(i, 1, "x"))));
            }
        }

        // When, then
        Discovery newest = open("s3://bucket/prefix", Map.of()).discover();
        assertThat(newest.deliveries()).extracting(one -> one.header().id()).containsExactly("a2", "a2");
        assertThat(s3.count("GET /bucket/prefix")).isEqualTo(2);
        Discovery all =
                open("s3://bucket/prefix", Map.of("aws.deliveries", "all")).discover();
        assertThat(all.deliveries())
                .extracting(one -> one.header().id())
                .containsExactly("a0", "a1", "a2", "a0", "a1", "a2");
        assertThat(s3.count("GET /bucket/prefix")).isEqualTo(2 + 8);
    }

    @Test
    void reportsThatAreNotTakenAreNotRead() {
        bill.overwrite(OCTOBER, "a", DELIVERED, List.of(BillDirectory.gzip(bill.rows(0, 1, "x"))));
        writeKept("cur2", 10);

        Discovery some =
                open("s3://bucket/prefix", Map.of("aws.reports", "cur2")).discover();
        Discovery none =
                open("s3://bucket/prefix", Map.of("aws.reports", "other")).discover();

        assertThat(some.deliveries()).extracting(one -> one.header().dataSet()).containsExactly("aws.cur.2");
        assertThat(none.errors())
                .singleElement()
                .asString()
                .endsWith("s3://bucket/prefix: has 3 manifests, and none of them is of a bill that is taken:"
                        + " expected one of [other]");
        assertThat(s3.count("GET /bucket/prefix/report/")).isZero();
    }

    @Test
    void betweenListingsOnlyManifestsThatMayChangeAreRequested() throws IOException {
        // Given: an open month, and a month that closed long ago
        bill.overwrite(OCTOBER, "october", DELIVERED, List.of(BillDirectory.gzip(bill.rows(0, 1, "x"))));
        bill.overwrite(OCTOBER.minusMonths(9), "january", DELIVERED, List.of(BillDirectory.gzip(bill.rows(0, 1, "x"))));
        BillingSource source = open("s3://bucket/prefix", Map.of("aws.discovery.interval.ms", "900000"));
        assertThat(source.discover().deliveries()).hasSize(2);
        s3.forgetRequests();

        // When: nothing has changed
        now = now.plusSeconds(60);
        assertThat(source.discover().deliveries()).hasSize(2);

        // Then
        assertThat(s3.requests())
                .singleElement()
                .asString()
                .startsWith("GET /bucket/" + bill.periodFolder(OCTOBER) + "report-Manifest.json If-None-Match=");

        // When: the open month has another delivery, and there is a new month
        bill.overwrite(OCTOBER, "again", DELIVERED.plusSeconds(9), List.of(BillDirectory.gzip(bill.rows(0, 2, "x"))));
        bill.overwrite(OCTOBER.plusMonths(1), "november", DELIVERED, List.of(BillDirectory.gzip(bill.rows(0, 2, "x"))));
        s3.forgetRequests();
        now = now.plusSeconds(60);

        // Then: the delivery is found at once, the month by the next listing, which reads nothing again
        assertThat(source.discover().deliveries())
                .extracting(one -> one.header().id())
                .containsExactly("january", "again");
        assertThat(s3.requests()).hasSize(1);
        now = now.plusSeconds(900);
        s3.forgetRequests();
        assertThat(source.discover().deliveries())
                .extracting(one -> one.header().id())
                .containsExactly("january", "again", "november");
        assertThat(s3.requests())
                .filteredOn(request -> request.startsWith("GET"))
                .singleElement()
                .asString()
                .contains("20261101-20261201");

        // When: a manifest is deleted
        Files.delete(root.resolve(bill.periodFolder(OCTOBER) + "report-Manifest.json"));
        now = now.plusSeconds(60);

        // Then
        assertThat(source.discover().deliveries())
                .extracting(one -> one.header().id())
                .containsExactly("january", "november");
    }

    @Test
    void manifestThatCannotBeReadIsReadAgainAndHindersNoOther() {
        // Given
        bill.overwrite(OCTOBER, "october", DELIVERED, List.of(BillDirectory.gzip(bill.rows(0, 1, "x"))));
        writeKept("cur2", 10);
        s3.fail(request -> request.startsWith("GET") && request.contains("report-Manifest")
                ? S3ForTests.refuse(403, "AccessDenied")
                : Fault.NONE);
        BillingSource source = open("s3://bucket/prefix", Map.of());

        // When, then
        Discovery denied = source.discover();
        assertThat(denied.deliveries()).hasSize(1);
        assertThat(denied.errors()).singleElement().isInstanceOf(SourceException.Denied.class);
        s3.fail(request -> Fault.NONE);
        now = now.plusSeconds(60);
        assertThat(source.discover().deliveries()).hasSize(2);
    }

    /** Writes Parquet in two files, in the mode that keeps deliveries. */
    private List<String> writeKept(String export, int rows) {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String file = exports.data(export, OCTOBER, FOLDER) + export + "-0000" + (i + 1) + ".snappy.parquet";
            exports.writeParquet(file, i * rows / 2, rows / 2, 10_000, DELIVERED);
            files.add(file);
        }
        String execution = FOLDER.substring(25);
        exports.writeManifest(export, OCTOBER, FOLDER, execution, files, DELIVERED);
        exports.writeManifest(export, OCTOBER, "", execution, files, DELIVERED);
        return files;
    }

    private long bytesAsked(String key) throws IOException {
        long size = Files.size(root.resolve(key));
        long bytes = 0;
        for (String request : s3.requests()) {
            if (request.contains(key + " Range=bytes=")) {
                String[] range =
                        request.replaceAll(".*Range=bytes=(\\d+-\\d*).*", "$1").split("-", -1);
                bytes += (range[1].isEmpty() ? size : Long.parseLong(range[1]) + 1) - Long.parseLong(range[0]);
            }
        }
        return bytes;
    }

    private BillingSource open(String input, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "aws.s3.endpoint", s3.endpoint().toString(),
                "aws.s3.region", "eu-central-1",
                "aws.s3.path.style", "true",
                "aws.request.attempts", "3"));
        settings.putAll(more);
        AwsConfig config = AwsConfig.from(AwsConfig.define(new ConfigDef()).parse(settings), settings);
        BillingSource source =
                AwsSource.open(input, config, new PageLimits(20_000, 10_000, 1_000_000), 2, () -> now, Pause.REAL);
        opened.add(source);
        return source;
    }

    private static SourceDelivery onlyDelivery(BillingSource source) {
        Discovery discovery = source.discover();
        assertThat(discovery.errors()).isEmpty();
        assertThat(discovery.deliveries()).hasSize(1);
        return discovery.deliveries().get(0);
    }

    private static String read(SourceDelivery delivery) {
        StringBuilder read = new StringBuilder();
        DeliverySnapshot snapshot = delivery.snapshot();
        try (PageReader pages = snapshot.pages(0, 0)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                String content = new String(page.get().content(), UTF_8);
                read.append(content.substring(content.indexOf('\n') + 1));
            }
        }
        snapshot.verifyUnchanged();
        return read.toString();
    }
}
