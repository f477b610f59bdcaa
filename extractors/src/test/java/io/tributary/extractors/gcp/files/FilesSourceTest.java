package io.tributary.extractors.gcp.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.GcpConfig.Tables;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.BillingSource.Discovery;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceDelivery.Choice;
import io.tributary.extractors.source.SourceDelivery.DeliveryHeader;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import io.tributary.schemas.ControlTotal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesSourceTest {

    private static final String STANDARD = "gcp_billing_export_v1_018984_D0AAA4_940B88/";
    private static final String DETAILED = "gcp_billing_export_resource_v1_018984_D0AAA4_940B88/";
    private static final String ACCOUNT = "018984-D0AAA4-940B88";
    private static final Instant MONDAY = Instant.parse("2026-11-02T00:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-03T00:00:00Z");

    private static final PageLimits LIMITS = new PageLimits(100_000, 1_000, 1_000_000);

    @TempDir
    private Path root;

    /** The deliveries that were found, and the rows of each by its scope. */
    private record Found(Discovery discovery, Map<String, List<String>> rows) {

        List<String> problems() {
            return discovery.errors().stream().map(Throwable::getMessage).toList();
        }

        List<DeliveryHeader> headers() {
            return discovery.deliveries().stream().map(SourceDelivery::header).toList();
        }

        List<String> allRows() {
            return rows.values().stream().flatMap(List::stream).sorted().toList();
        }
    }

    @Test
    void rowsAreSortedIntoSlicesOfAccountAndInvoiceMonth() {
        write(
                STANDARD + "000000000000.jsonl",
                MONDAY,
                row("202610", "2026-10-02 01:00:00.066 UTC", "1"),
                row("202609", "2026-10-02 01:00:00.066 UTC", "2"),
                row("202610", "2026-10-01 01:00:00 UTC", "3"),
                row("202610", "2026-10-02 01:00:00.066 UTC", "4"));

        Found found = find();

        assertThat(found.problems()).isEmpty();
        assertThat(found.headers())
                .extracting(DeliveryHeader::scope)
                .containsExactly(
                        "gcp/gcp.standard/018984-D0AAA4-940B88/2026-10-01/gcp_billing_export_v1_018984_D0AAA4_940B88"
                                + "/2026-10-01/2026-10-01T01:00:00.000000Z",
                        "gcp/gcp.standard/018984-D0AAA4-940B88/2026-09-01/gcp_billing_export_v1_018984_D0AAA4_940B88"
                                + "/2026-10-02/2026-10-02T01:00:00.066000Z",
                        "gcp/gcp.standard/018984-D0AAA4-940B88/2026-10-01/gcp_billing_export_v1_018984_D0AAA4_940B88"
                                + "/2026-10-02/2026-10-02T01:00:00.066000Z");
        DeliveryHeader last = found.headers().get(2);
        assertThat(last.provider()).isEqualTo("gcp");
        assertThat(last.dataSet()).isEqualTo("gcp.standard");
        assertThat(last.billingAccountId()).isEqualTo(ACCOUNT);
        assertThat(last.periodStart()).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(last.periodEnd()).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(last.time()).isEqualTo(MONDAY);
        assertThat(last.contentType()).isEqualTo("application/x-ndjson");
        assertThat(found.rows().get(last.scope()))
                .containsExactlyInAnyOrder(
                        row("202610", "2026-10-02 01:00:00.066 UTC", "1"),
                        row("202610", "2026-10-02 01:00:00.066 UTC", "4"));
    }

    @Test
    void partitionsComeFromTheColumnIfThereIsOne() {
        write(
                STANDARD + "a.jsonl",
                MONDAY,
                row("202610", "2026-10-09 01:00:00 UTC", "1")
                        .replace("\"labels\"", "\"partition_date\":\"2026-10-01\",\"labels\""));

        assertThat(find().headers())
                .extracting(DeliveryHeader::scope)
                .singleElement()
                .satisfies(scope -> assertThat(scope).endsWith("/2026-10-01/2026-10-09T01:00:00.000000Z"));
    }

    @Test
    void rowsInNoPartitionYetWaitForALaterDump() {
        String row = row("202610", "2026-10-09 01:00:00 UTC", "1")
                .replace("\"labels\"", "\"partition_date\":\"2026-10-01\",\"labels\"");
        write(STANDARD + "a.jsonl", MONDAY, row, row("202610", "2026-10-09 02:00:00 UTC", "1"));

        Found found = find();

        assertThat(found.problems()).isEmpty();
        assertThat(found.allRows()).containsExactly(row);
    }

    @Test
    void sliceIsNotTakenAgainFromADumpWithoutPartitions() {
        String row = row("202610", "2026-10-09 01:00:00 UTC", "1");
        String partitioned = row.replace("\"labels\"", "\"partition_date\":\"2026-10-01\",\"labels\"");
        String other = row("202610", "2026-10-10 01:00:00 UTC", "1");
        write(STANDARD + "a.jsonl", MONDAY, row, other);
        write(STANDARD + "b.jsonl", MONDAY, partitioned);

        Found found = find();

        assertThat(found.problems()).singleElement().asString().contains("a.jsonl", "partition_date");
        assertThat(found.allRows()).containsExactly(partitioned, other);
    }

    @Test
    void numbersKeepTheirText() {
        String row = row("202610", "2026-10-02 01:00:00 UTC", "2.3198314011096954e-05");
        write(STANDARD + "a.jsonl", MONDAY, row);

        assertThat(find().allRows()).containsExactly(row);
    }

    @Test
    void equalRowsAreAllKept() {
        String row = row("202610", "2026-10-02 01:00:00 UTC", "1");
        write(STANDARD + "000000000000.jsonl", MONDAY, row, row);
        write(STANDARD + "000000000001.jsonl", MONDAY, row);

        assertThat(find().allRows()).containsExactly(row, row, row);
    }

    @Test
    void gzipIsUnpacked() {
        String row = row("202610", "2026-10-02 01:00:00 UTC", "1");
        write(STANDARD + "a.jsonl.gz", MONDAY, gzip(row + "\r\n\n" + row));

        assertThat(find().allRows()).containsExactly(row, row);
    }

    @Test
    void csvBecomesObjectsOfText() {
        write(
                "dump.csv",
                MONDAY,
                "billing_account_id,export_time,invoice.month,cost,currency,resource.name,credits,partition_date",
                ACCOUNT
                        + ",2022-08-02 01:11:12.066000+00:00,202208,5e-06,USD,,"
                        + "\"[{'amount': -5e-06, 'full_name': None}]\","
                        + "2022-08-01",
                ACCOUNT + ",2022-08-02 01:11:12.066000+00:00,202208,2e-06,USD,\"a \"\"name\"\"\",[],2022-08-01");

        Found found = find();

        assertThat(found.headers())
                .extracting(DeliveryHeader::scope)
                .containsExactly(
                        "gcp/gcp.detailed/018984-D0AAA4-940B88/2022-08-01/gcp_billing_export_resource_v1_018984_"
                                + "D0AAA4_940B88/2022-08-01/2022-08-02T01:11:12.066000Z");
        assertThat(found.allRows())
                .containsExactly(
                        "{\"billing_account_id\":\"" + ACCOUNT
                                + "\",\"export_time\":\"2022-08-02 01:11:12.066000+00:00\","
                                + "\"invoice.month\":\"202208\","
                                + "\"cost\":\"2e-06\",\"currency\":\"USD\",\"resource.name\":\"a \\\"name\\\"\","
                                + "\"credits\":\"[]\",\"partition_date\":\"2022-08-01\"}",
                        "{\"billing_account_id\":\"" + ACCOUNT
                                + "\",\"export_time\":\"2022-08-02 01:11:12.066000+00:00\","
                                + "\"invoice.month\":\"202208\","
                                + "\"cost\":\"5e-06\",\"currency\":\"USD\","
                                + "\"credits\":\"[{'amount': -5e-06, 'full_name': None}]\","
                                + "\"partition_date\":\"2022-08-01\"}");
        assertThat(found.discovery().deliveries().get(0).snapshot().controlTotals())
                .extracting(ControlTotal::getName, total -> total.getTotal().stripTrailingZeros())
                .containsExactly(
                        tuple("rows", new BigDecimal("2")),
                        tuple("cost", new BigDecimal("0.000007")),
                        tuple("credits", new BigDecimal("-0.000005")));
    }

    @Test
    void focusExportIsRecognisedByItsColumns() {
        write(
                "focus.jsonl",
                MONDAY,
                "{\"BillingAccountId\":\"" + ACCOUNT + "\",\"BillingPeriodStart\":\"2026-10-01 00:00:00 UTC\","
                        + "\"BilledCost\":1.5,\"BillingCurrency\":\"USD\","
                        + "\"x_ExportTime\":\"2026-10-02 03:00:00 UTC\"}");

        assertThat(find().headers())
                .extracting(DeliveryHeader::dataSet, DeliveryHeader::periodStart)
                .containsExactly(tuple("gcp.focus", LocalDate.of(2026, 10, 1)));
    }

    @Test
    void sameRowsInAnotherOrderAreTheSameDelivery() {
        String[] rows = {
            row("202610", "2026-10-02 01:00:00 UTC", "1"),
            row("202610", "2026-10-02 01:00:00 UTC", "2"),
            row("202610", "2026-10-02 01:00:00 UTC", "3")
        };
        write(STANDARD + "a.jsonl", MONDAY, rows);
        Found before = find();
        write(STANDARD + "a.jsonl", TUESDAY, rows[2], rows[0], rows[1]);
        Found after = find();

        assertThat(after.headers().get(0).id())
                .isEqualTo(before.headers().get(0).id());
        assertThat(after.rows()).isEqualTo(before.rows());
        assertThat(after.discovery().deliveries().get(0).snapshot().fingerprint())
                .isEqualTo(before.discovery().deliveries().get(0).snapshot().fingerprint());
    }

    @Test
    void anotherRowMakesAnotherDeliveryOfTheSameScope() {
        String row = row("202610", "2026-10-02 01:00:00 UTC", "1");
        write(STANDARD + "a.jsonl", MONDAY, row);
        Found before = find();
        write(STANDARD + "a.jsonl", TUESDAY, row, row);
        Found after = find();

        assertThat(after.headers().get(0).scope())
                .isEqualTo(before.headers().get(0).scope());
        assertThat(after.headers().get(0).id())
                .isNotEqualTo(before.headers().get(0).id());
        assertThat(after.headers().get(0).time()).isEqualTo(TUESDAY);
    }

    @Test
    void sliceInTwoDumpsIsTakenOnce() {
        String row = row("202610", "2026-10-02 01:00:00 UTC", "1");
        String other = row("202610", "2026-10-03 01:00:00 UTC", "2");
        write(STANDARD + "monday.jsonl", MONDAY, row, row);
        write(STANDARD + "tuesday.jsonl", TUESDAY, other, row, row);

        assertThat(find().allRows()).containsExactly(row, row, other);
    }

    @Test
    void dumpWithAllRowsIsTakenOfTwo() {
        String row = row("202610", "2026-10-02 01:00:00 UTC", "1");
        String late = row("202610", "2026-10-02 01:00:00 UTC", "2");
        write(STANDARD + "monday.jsonl", MONDAY, row);
        write(STANDARD + "tuesday.jsonl", TUESDAY, row, late);
        assertThat(find().allRows()).containsExactly(row, late);

        write(STANDARD + "monday.jsonl", TUESDAY.plusSeconds(60), row);
        assertThat(find().allRows()).containsExactly(row, late);
    }

    @Test
    void newerDumpIsTakenOfTwoWithTheSameTotals() {
        String row = row("202610", "2026-10-02 01:00:00 UTC", "1");
        String spelled = row("202610", "2026-10-02T01:00:00Z", "1.0");
        write(STANDARD + "monday.jsonl", MONDAY, row);
        write(STANDARD + "tuesday.jsonl", TUESDAY, spelled);

        assertThat(find().allRows()).containsExactly(spelled);
    }

    @Test
    void dumpsThatContradictEachOtherAreRefused() {
        write(STANDARD + "monday.jsonl", MONDAY, row("202610", "2026-10-02 01:00:00 UTC", "1"));
        write(
                STANDARD + "tuesday.jsonl",
                TUESDAY,
                row("202610", "2026-10-02 01:00:00 UTC", "2"),
                row("202610", "2026-10-03 01:00:00 UTC", "3"));

        Found found = find();

        assertThat(found.allRows()).containsExactly(row("202610", "2026-10-03 01:00:00 UTC", "3"));
        assertThat(found.problems())
                .singleElement()
                .asString()
                .contains("tuesday.jsonl", "monday.jsonl", "expected one of them to have all rows");
    }

    @Test
    void partsOfOneDumpAreTakenTogether() {
        String row = row("202610", "2026-10-02 01:00:00 UTC", "1");
        String other = row("202610", "2026-10-02 01:00:00 UTC", "2");
        write(STANDARD + "dump-000000000000", MONDAY, row);
        write(STANDARD + "dump-000000000001", TUESDAY, other);
        write(DETAILED + "part-00000.jsonl", TUESDAY, row("202610", "2026-10-02 01:00:00 UTC", "9"));

        assertThat(find(Tables.STANDARD).allRows()).containsExactly(row, other);
    }

    @Test
    void detailedCostsAreTakenInPlaceOfStandardOnes() {
        String row = row("202610", "2026-10-02 01:00:00 UTC", "1");
        write(STANDARD + "a.jsonl", MONDAY, row);
        write(DETAILED + "a.jsonl", MONDAY, row);

        assertThat(find().headers()).extracting(DeliveryHeader::dataSet).containsExactly("gcp.detailed");
        assertThat(find(Tables.STANDARD).headers())
                .extracting(DeliveryHeader::dataSet)
                .containsExactly("gcp.standard");
        assertThat(find(Tables.FOCUS).headers())
                .extracting(DeliveryHeader::dataSet, DeliveryHeader::choice)
                .containsExactly(tuple(
                        "gcp.detailed",
                        Choice.notTaken(
                                "gcp.tables is focus, and of 2026-10 there is only gcp.detailed and gcp.standard")));
    }

    @Test
    void eachMonthIsTakenFromTheExportThatHasItWhole() {
        // Given: the detailed export was switched on on 15 October
        write(
                STANDARD + "a.jsonl",
                MONDAY,
                row("202609", "2026-09-10 01:00:00 UTC", "100"),
                row("202610", "2026-10-05 01:00:00 UTC", "60"),
                row("202610", "2026-10-20 01:00:00 UTC", "50"),
                row("202611", "2026-11-01 01:00:00 UTC", "7"));
        write(
                DETAILED + "a.jsonl",
                MONDAY,
                row("202610", "2026-10-20 02:00:00 UTC", "50"),
                row("202611", "2026-11-01 02:00:00 UTC", "7"));

        Found found = find();

        assertThat(found.problems()).isEmpty();
        assertThat(found.headers())
                .extracting(DeliveryHeader::dataSet, DeliveryHeader::periodStart, DeliveryHeader::choice)
                .containsExactlyInAnyOrder(
                        tuple("gcp.standard", LocalDate.of(2026, 9, 1), Choice.ONLY),
                        tuple("gcp.standard", LocalDate.of(2026, 10, 1), Choice.over(Set.of("gcp.detailed"))),
                        tuple("gcp.standard", LocalDate.of(2026, 10, 1), Choice.over(Set.of("gcp.detailed"))),
                        tuple("gcp.detailed", LocalDate.of(2026, 11, 1), Choice.over(Set.of("gcp.standard"))));
    }

    @Test
    void monthThatNoExportHasWholeIsAProblem() {
        write(STANDARD + "a.jsonl", MONDAY, row("202610", "2026-10-05 01:00:00 UTC", "60"));
        write(DETAILED + "a.jsonl", MONDAY, row("202610", "2026-10-20 01:00:00 UTC", "50"));

        assertThat(find().problems())
                .singleElement()
                .asString()
                .contains(
                        ACCOUNT,
                        "no export states the whole month 2026-10",
                        "gcp.detailed has no rows of 1 days from 2026-10-05 to 2026-10-05, for which gcp.standard"
                                + " states 60 USD",
                        "gcp.standard has no rows of 1 days from 2026-10-20 to 2026-10-20, for which gcp.detailed"
                                + " states 50 USD");
    }

    @Test
    void rowsWithoutResourceAreOfTheDetailedExportThatLiesBesideThem() {
        write("september.jsonl", MONDAY, detailed(row("202609", "2026-09-10 01:00:00 UTC", "100")));
        write("october.jsonl", MONDAY, row("202610", "2026-10-10 01:00:00 UTC", "250"));

        Found found = find();

        assertThat(found.problems()).isEmpty();
        assertThat(found.headers())
                .extracting(DeliveryHeader::dataSet, DeliveryHeader::periodStart, DeliveryHeader::choice)
                .containsExactly(
                        tuple("gcp.detailed", LocalDate.of(2026, 9, 1), Choice.ONLY),
                        tuple("gcp.detailed", LocalDate.of(2026, 10, 1), Choice.ONLY));
    }

    @Test
    void blankColumnsShowTheKindOfADumpAsWell() {
        write(
                "a.jsonl",
                MONDAY,
                row("202610", "2026-10-10 01:00:00 UTC", "1").replace("\"labels\"", "\"resource\":null,\"labels\""));
        write(
                "b.csv",
                MONDAY,
                "billing_account_id,export_time,invoice.month,cost,currency,price.effective_price",
                "000000-000000-000002,2026-10-10 01:00:00 UTC,202610,1,USD,");

        assertThat(find().headers()).extracting(DeliveryHeader::dataSet).containsOnly("gcp.detailed");
    }

    @Test
    void dumpThatStatesTheCostsOfADetailedOneAgainIsNotCountedTwice() {
        write("detailed.jsonl", MONDAY, detailed(row("202610", "2026-10-10 01:00:00 UTC", "100")));
        write("standard.jsonl", MONDAY, row("202610", "2026-10-10 02:00:00 UTC", "100"));

        Found found = find();

        assertThat(found.problems()).isEmpty();
        assertThat(found.headers())
                .extracting(DeliveryHeader::dataSet, DeliveryHeader::choice)
                .containsExactly(tuple("gcp.detailed", Choice.over(Set.of("gcp.standard"))));
    }

    @Test
    void dumpThatMayBeOfEitherExportIsRefused() {
        write("detailed.jsonl", MONDAY, detailed(row("202610", "2026-10-10 01:00:00 UTC", "100")));
        write("other.jsonl", MONDAY, row("202610", "2026-10-10 02:00:00 UTC", "30"));

        Found found = find();

        assertThat(found.headers()).hasSize(1);
        assertThat(found.problems())
                .singleElement()
                .asString()
                .contains("other.jsonl", "does not tell which export it is of", DETAILED.replace("/", ""));
    }

    @Test
    void structsOfATableThatWasSavedAsCsvBecomeObjects() {
        write(
                "bq-results-20261101.csv",
                MONDAY,
                "billing_account_id,service,export_time,cost,currency,credits,labels,invoice,project",
                ACCOUNT + ",\"{\"\"id\"\": \"\"6F81\"\"}\",2026-10-11 02:00:00.000000 UTC,5.5,EUR,"
                        + "\"[{\"\"amount\"\": -1.0}]\",\"[{\"\"key\"\": \"\"env\"\"}]\","
                        + "\"{\"\"month\"\": \"\"202610\"\"}\",");

        Found found = find();

        assertThat(found.problems()).isEmpty();
        assertThat(found.headers())
                .extracting(DeliveryHeader::dataSet, DeliveryHeader::periodStart)
                .containsExactly(tuple("gcp.standard", LocalDate.of(2026, 10, 1)));
        assertThat(found.allRows())
                .containsExactly("{\"billing_account_id\":\"" + ACCOUNT + "\",\"service\":{\"id\": \"6F81\"},"
                        + "\"export_time\":\"2026-10-11 02:00:00.000000 UTC\",\"cost\":\"5.5\","
                        + "\"currency\":\"EUR\",\"credits\":[{\"amount\": -1.0}],"
                        + "\"labels\":[{\"key\": \"env\"}],\"invoice\":{\"month\": \"202610\"}}");
        assertThat(found.discovery().deliveries().get(0).snapshot().controlTotals())
                .extracting(ControlTotal::getName, total -> total.getTotal().stripTrailingZeros())
                .containsExactly(
                        tuple("rows", new BigDecimal("1")),
                        tuple("cost", new BigDecimal("5.5")),
                        tuple("credits", new BigDecimal("-1")));
    }

    @Test
    void standardCostsAreNotTakenInPlaceOfDetailedOnesThatCannotBeRead() {
        write(STANDARD + "a.jsonl", MONDAY, row("202610", "2026-10-02 01:00:00 UTC", "1"));
        write(DETAILED + "a.jsonl", MONDAY, "{\"cost\":");

        Found found = find();

        assertThat(found.headers()).isEmpty();
        assertThat(found.problems()).singleElement().asString().contains("row 0", "resource_v1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"billing_account_id\":\"a\",\"export_time\":\"2026-10-02 01:00:00 UTC\",\"cost\":1};"
                        + "invoice.month;a month like 202208",
                "{\"billing_account_id\":\"a\",\"export_time\":\"soon\",\"invoice\":{\"month\":\"202610\"}};"
                        + "soon;a time like",
                "{\"billing_account_id\":\"a\",\"export_time\":\"2026-10-02 01:00:00\","
                        + "\"invoice\":{\"month\":\"202613\"}};"
                        + "202613;a month like 202208",
                "{\"export_time\":\"2026-10-02 01:00:00 UTC\",\"invoice\":{\"month\":\"202610\"}};billing_account_id;"
                        + "a billing account",
                "{\"a\":1,\"a\":2};column a twice;column a",
                "{\"a\":1} {};followed by;row 1",
                "nonsense;row 1;nonsense"
            })
    void rowThatCannotBeSortedIsNamed(String line, String problem, String expected) {
        write(STANDARD + "bad.jsonl", MONDAY, row("202610", "2026-10-02 01:00:00 UTC", "1"), line);
        write(STANDARD + "good.jsonl", MONDAY, row("202610", "2026-10-04 01:00:00 UTC", "2"));

        Found found = find();

        assertThat(found.problems()).singleElement().asString().contains("bad.jsonl", "row 1", problem, expected);
        assertThat(found.allRows()).containsExactly(row("202610", "2026-10-04 01:00:00 UTC", "2"));
    }

    @Test
    void rowWhoseCostIsNoNumberIsPublishedAsItIs() {
        String row = row("202610", "2026-10-02 01:00:00 UTC", "\"n/a\"");
        write(STANDARD + "a.jsonl", MONDAY, row);

        Found found = find();

        assertThat(found.problems()).isEmpty();
        assertThat(found.allRows()).containsExactly(row);
        assertThat(found.discovery().deliveries().get(0).snapshot().controlTotals())
                .extracting(ControlTotal::getName)
                .containsExactly("rows");
    }

    @Test
    void fileThatIsCutOffIsNamed() {
        byte[] whole = gzip(row("202610", "2026-10-02 01:00:00 UTC", "1"));
        write(STANDARD + "a.jsonl.gz", MONDAY, Arrays.copyOf(whole, whole.length - 9));

        assertThat(find().problems()).singleElement().asString().contains("a.jsonl.gz", "cut off");
    }

    @Test
    void emptyDirectoryIsReported() {
        assertThat(find().problems()).singleElement().asString().contains("has no billing export");
    }

    @Test
    void pagesAreAsLargeAsAllowedAndResumeAtAnyRow() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(row("202610", "2026-10-02 01:00:00 UTC", Integer.toString(i)));
        }
        write(STANDARD + "a.jsonl", MONDAY, rows.toArray(String[]::new));
        try (FilesSource source = open(Tables.AUTO, new PageLimits(1_000, 5, 10_000))) {
            SourceDelivery delivery = source.discover().deliveries().get(0);
            List<String> all = read(delivery, 0, 1_000, 5);
            assertThat(all).containsExactlyInAnyOrderElementsOf(rows);
            assertThat(read(delivery, 37, 1_000, 5)).isEqualTo(all.subList(37, 100));
        }
    }

    @Test
    void noTemporaryFileIsLeft() throws IOException {
        write(STANDARD + "a.jsonl", MONDAY, row("202610", "2026-10-02 01:00:00 UTC", "1"));
        Path kept;
        try (FilesSource source = open(Tables.AUTO, LIMITS)) {
            SliceDelivery delivery =
                    (SliceDelivery) source.discover().deliveries().get(0);
            kept = delivery.rows().file();
            assertThat(kept).exists();
        }
        assertThat(kept.getParent()).doesNotExist();
    }

    private FilesSource open(Tables tables, PageLimits limits) {
        return FilesSource.open(root.toString(), tables, LocalObjects.open(root.toString()), limits, Pause.REAL);
    }

    private Found find() {
        return find(Tables.AUTO);
    }

    private Found find(Tables tables) {
        try (BillingSource source = open(tables, LIMITS)) {
            Discovery discovery = source.discover();
            Map<String, List<String>> rows = new TreeMap<>();
            discovery
                    .deliveries()
                    .forEach(delivery -> rows.put(
                            delivery.header().scope(), read(delivery, 0, LIMITS.pageBytes(), LIMITS.pageRows())));
            return new Found(discovery, rows);
        }
    }

    private static List<String> read(SourceDelivery delivery, long from, int pageBytes, int pageRows) {
        List<String> rows = new ArrayList<>();
        long next = from;
        try (PageReader pages = delivery.snapshot().pages(0, from)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                List<String> lines =
                        new String(page.get().content(), UTF_8).lines().toList();
                assertThat(page.get().firstRow()).isEqualTo(next);
                assertThat(lines).hasSize(page.get().rows()).hasSizeLessThanOrEqualTo(pageRows);
                assertThat(page.get().content().length).isLessThanOrEqualTo(pageBytes);
                rows.addAll(lines);
                next += lines.size();
            }
        } catch (SourceException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    /** @param cost JSON */
    private static String row(String month, String exportTime, String cost) {
        return "{\"billing_account_id\":\"" + ACCOUNT + "\",\"export_time\":\"" + exportTime + "\",\"cost\":" + cost
                + ",\"currency\":\"USD\",\"credits\":[],\"invoice\":{\"month\":\"" + month + "\"},\"labels\":null}";
    }

    private static String detailed(String row) {
        return row.replace("\"labels\"", "\"resource\":{\"name\":\"a\"},\"labels\"");
    }

    private void write(String name, Instant time, String... lines) {
        write(name, time, String.join("\n", lines).getBytes(UTF_8));
    }

    private void write(String name, Instant time, byte[] content) {
        try {
            Files.createDirectories(root.resolve(name).getParent());
            Files.write(root.resolve(name), content);
            Files.setLastModifiedTime(root.resolve(name), FileTime.from(time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
