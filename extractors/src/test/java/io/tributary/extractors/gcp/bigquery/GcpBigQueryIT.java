package io.tributary.extractors.gcp.bigquery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.Extractor;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.Progress;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.gcp.BigQueryServer;
import io.tributary.testsupport.gcp.BigQueryServer.Row;
import io.tributary.testsupport.gcp.GcpRows;
import io.tributary.testsupport.http.FaultServer.Fault;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.kafka.KafkaForTests;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Billing exports in BigQuery, read over real HTTP and committed to a real broker. */
class GcpBigQueryIT {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);
    private static final AtomicInteger ACCOUNTS = new AtomicInteger(0x100000);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @RegisterExtension
    private static final KafkaForTests KAFKA = new KafkaForTests();

    private final String account = "018984-D0AAA4-" + Integer.toHexString(ACCOUNTS.incrementAndGet());
    private final String detailed = "gcp_billing_export_resource_v1_" + account.replace('-', '_');
    private final String standard = "gcp_billing_export_v1_" + account.replace('-', '_');
    private final GcpRows rows = new GcpRows(account, 11);
    private BigQueryServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = BigQueryServer.start();
        server.table(detailed, GcpRows.DETAILED);
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Test
    void everySliceIsADeliveryWithTheNumbersAsBigQueryWritesThem() throws IOException {
        // Given: two exports of a day, the second with rows of two invoice months, and one of the next day
        add(rows.slice(DAY, 5, "202610", 3));
        add(rows.slice(DAY, 5, "202611", 20));
        add(rows.slice(DAY, 17, "202611", 4));
        add(rows.slice(DAY.plusDays(1), 5, "202611", 9));

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries())
                .extracting(TakenDelivery::scope)
                .containsExactly(
                        scope("2026-11-01", "2026-11-03", "05"),
                        scope("2026-11-01", "2026-11-03", "17"),
                        scope("2026-11-01", "2026-11-04", "05"),
                        scope("2026-10-01", "2026-11-03", "05"));
        assertTotals();
        RawPage page = live().get(scope("2026-10-01", "2026-11-03", "05")).get(0);
        assertThat(page.getDataSet()).isEqualTo("gcp.detailed");
        assertThat(page.getContentType()).isEqualTo("application/x-ndjson");
        assertThat(page.getBillingPeriodStart()).isEqualTo("2026-10-01");
        assertThat(page.getBillingPeriodEnd()).isEqualTo("2026-11-01");
        assertThat(UTF_8.decode(page.getContent().duplicate())
                        .toString()
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .contains("\"service\":{\"id\":\"6F81-5844-456A\",\"description\":\"Compute \\\"Engine\\\"\"}")
                .contains("\"usage_start_time\":\"2026-11-03T00:00:00.123456Z\"")
                .contains("\"labels\":[{\"key\":\"team\",\"value\":\"a\"},{\"key\":\"team\",\"value\":\"b\"}]")
                .contains("\"usage\":{\"amount\":1.385e-05,\"unit\":\"gibibyte\"}")
                .contains("\"price\":{\"effective_price\":0.123456789}")
                .contains("\"invoice\":{\"month\":\"202610\"}");
    }

    @Test
    void unchangedSlicesAreNotReadAgain() throws IOException {
        // Given
        add(rows.slice(DAY, 5, "202611", 20));
        add(rows.slice(DAY.plusDays(1), 5, "202611", 20));
        run(Map.of());
        int published = records().size();
        server.forgetRequests();

        // When
        ExtractionResult again = run(Map.of());

        // Then: one query, which counts rows and adds up costs
        assertThat(again.errors()).isEmpty();
        assertThat(again.pages()).isZero();
        assertThat(again.deliveries()).hasSize(2).allMatch(TakenDelivery::alreadyTaken);
        assertThat(records()).hasSize(published);
        assertThat(server.queries()).singleElement().asString().contains("COUNT(*)");
        assertTotals();
    }

    static Stream<Arguments> faults() {
        Fault rateLimit = BigQueryServer.refuse(403, "rateLimitExceeded", "Exceeded rate limits");
        Fault quota = BigQueryServer.refuse(403, "quotaExceeded", "Quota exceeded");
        Fault tooMany = BigQueryServer.refuse(429, "rateLimitExceeded", "Too many requests");
        Fault backend = BigQueryServer.refuse(503, "backendError", "Error encountered during execution");
        Fault internal = BigQueryServer.refuse(500, "internalError", "An internal error occurred");
        Fault noAnswer = new Fault.Lost();
        Fault halfAnswer = new Fault.EndAfter(20);
        Fault silence = new Fault.Silence();
        Fault empty = new Fault.CutTo(0);
        Fault nothing = new Fault.Instead(Reply.json("{}"));
        Fault gone = BigQueryServer.refuse(404, "notFound", "Not found: Table project:_anonymous.result");
        Fault unknownPage = BigQueryServer.refuse(400, "invalid", "Invalid page token");
        return Stream.of(
                Arguments.of("GET .*/tables\\b", new Fault[] {rateLimit, noAnswer}),
                Arguments.of("GET .*/tables/gcp", new Fault[] {backend, halfAnswer}),
                Arguments.of("POST .*/jobs", new Fault[] {rateLimit, quota, tooMany}),
                Arguments.of("POST .*/jobs", new Fault[] {noAnswer, backend, noAnswer}),
                Arguments.of("GET .*/queries/", new Fault[] {backend, noAnswer, internal}),
                Arguments.of("GET .*/queries/", new Fault[] {silence}),
                Arguments.of("GET .*/data\\?", new Fault[] {silence}),
                Arguments.of("GET .*/tables/gcp", new Fault[] {empty}),
                Arguments.of("POST .*/jobs", new Fault[] {empty, nothing}),
                Arguments.of("GET .*/queries/", new Fault[] {empty, nothing}),
                Arguments.of("GET .*/data\\?", new Fault[] {empty, nothing}),
                Arguments.of("GET .*/data\\?.*pageToken=token-7", new Fault[] {empty, nothing}),
                Arguments.of("GET .*/data\\?", new Fault[] {tooMany, noAnswer, halfAnswer, backend}),
                Arguments.of("GET .*/data\\?.*pageToken=token-14", new Fault[] {rateLimit, halfAnswer, internal}),
                Arguments.of("GET .*/data\\?.*pageToken=token-14", new Fault[] {gone}),
                Arguments.of("GET .*/data\\?.*pageToken=token-7", new Fault[] {unknownPage, backend, gone}));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void totalsAreExactWhateverFails(String request, Fault[] faults) throws IOException {
        // Given
        add(rows.slice(DAY, 5, "202611", 10));
        add(rows.slice(DAY, 6, "202611", 10));
        add(rows.slice(DAY.plusDays(1), 5, "202611", 5));
        server.spoil(request, faults);

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertTotals();
        assertThat(server.requests()).hasSizeLessThan(45);
    }

    @Test
    void pageTokensInACircleEndWithAnError() throws IOException {
        // Given: a result whose second page leads back to itself
        add(rows.slice(DAY, 5, "202611", 30));
        Reply second = Reply.json("{\"totalRows\":\"30\",\"rows\":[],\"pageToken\":\"token-7\"}");
        server.spoil("GET .*/data\\?.*pageToken=token-7", new Fault.Instead(second));

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors())
                .singleElement()
                .extracting(SourceException::getMessage)
                .asString()
                .contains(detailed, "token-7 a second time");
        assertThat(records()).allMatch(record -> record.getCompletion() == null);
    }

    @Test
    void moreRowsThanTheResultHasAreAnError() throws IOException {
        // Given: a result that repeats its first page under other tokens
        add(rows.slice(DAY, 5, "202611", 10));
        server.repeatPages();

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors())
                .singleElement()
                .extracting(SourceException::getMessage)
                .asString()
                .contains(detailed, "more than the 10 rows");
    }

    @Test
    void slowJobsAreWaitedForAndFailedJobsAreStartedAgain() throws IOException {
        // Given
        add(rows.slice(DAY, 5, "202611", 10));
        server.finishAfter(2);
        server.failJob("backendError", "Error encountered during execution");
        server.failJob("rateLimitExceeded", "Exceeded rate limits");

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertTotals();
        assertThat(server.queries()).hasSize(4);
    }

    @Test
    void overlappingReadsInAnyOrderDoubleNothingAndReplaceChanges() throws IOException {
        // Given: rows that are added to new and to old slices, some of them identical
        Random random = new Random(5);
        List<LocalDate> days =
                new ArrayList<>(IntStream.range(0, 6).mapToObj(DAY::plusDays).toList());
        for (int round = 0; round < 6; round++) {
            Collections.shuffle(days, random);
            Set<String> touched = new HashSet<>();
            for (LocalDate day : days.subList(0, 3)) {
                int hour = random.nextInt(3);
                List<Row> slice =
                        rows.slice(day, hour, random.nextBoolean() ? "202611" : "202610", 1 + random.nextInt(4));
                add(slice);
                add(slice.subList(0, 1));
                touched.add(day + "/" + hour + "/" + slice.get(0).month());
            }
            int before = records().size();

            // When
            ExtractionResult result = run(Map.of());

            // Then: only slices with new rows are read
            assertThat(result.errors()).isEmpty();
            assertThat(result.deliveries().stream().filter(delivery -> !delivery.alreadyTaken()))
                    .hasSize(touched.size());
            assertTotals();
            int after = records().size();
            assertThat(run(Map.of()).pages()).isZero();
            assertThat(records()).hasSize(after).hasSizeGreaterThan(before);
        }
    }

    @Test
    void lateSlicesOfOldPartitionsAreReadWithinTheLookBack() throws IOException {
        // Given
        add(rows.slice(DAY, 5, "202611", 4));
        add(rows.slice(DAY.plusDays(8), 5, "202611", 4));
        run(Map.of());
        server.forgetRequests();

        // When
        add(rows.slice(DAY, 23, "202611", 3));
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertTotals();
        assertThat(server.queries().get(0)).contains("_PARTITIONTIME >= TIMESTAMP \"2026-11-01\"");
        assertThat(server.queries()).allMatch(query -> query.contains("_PARTITIONTIME >= TIMESTAMP"));
    }

    @Test
    void rowsInTheStreamingBufferWaitForTheirPartition() throws IOException {
        // Given
        List<Row> slice = rows.slice(DAY, 5, "202611", 6);
        add(slice.subList(0, 4));
        add(slice.subList(4, 6).stream().map(GcpRows::streaming).toList());

        // When
        run(Map.of());

        // Then
        assertThat(liveRows()).isEqualTo(4);

        // When
        server.flush(detailed, DAY);
        run(Map.of());

        // Then: the slice has its new rows and is complete
        assertThat(liveRows()).isEqualTo(6);
        assertTotals();
    }

    @Test
    void sliceThatGrowsWhileItIsReadIsReadAgain() throws IOException {
        // Given
        add(rows.slice(DAY, 5, "202611", 10));
        add(rows.slice(DAY, 6, "202611", 10));
        server.beforeRows(() -> add(rows.slice(DAY, 5, "202611", 2)));

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(liveRows()).isEqualTo(22);
        assertTotals();
    }

    @Test
    void onlyTheSliceThatWasInterruptedIsReadAgain() throws IOException {
        // Given: a server that fails for good in the middle of the second slice of the first day
        add(rows.slice(DAY, 5, "202611", 10));
        add(rows.slice(DAY, 6, "202611", 40));
        add(rows.slice(DAY.plusDays(1), 5, "202611", 10));
        server.spoil(
                "pageToken=token-35",
                Collections.nCopies(3, BigQueryServer.refuse(500, "internalError", "Down"))
                        .toArray(new Fault[0]));

        // When
        ExtractionResult first = run(Map.of("gcp.request.attempts", "3"));

        // Then: no later slice is published
        assertThat(first.errors()).singleElement().isInstanceOf(SourceException.Unavailable.class);
        assertThat(first.deliveries()).hasSize(1);
        String unfinished = scope("2026-11-01", "2026-11-03", "06");
        String abandoned = records().stream()
                .filter(record -> record.getScope().equals(unfinished))
                .findFirst()
                .orElseThrow()
                .getDeliveryId();

        // When
        ExtractionResult second = run(Map.of());

        // Then
        assertThat(second.errors()).isEmpty();
        assertThat(second.deliveries()).extracting(TakenDelivery::alreadyTaken).containsExactly(true, false, false);
        assertThat(second.deliveries().get(1).deliveryId()).isNotEqualTo(abandoned);
        assertThat(records())
                .filteredOn(record -> record.getDeliveryId().equals(abandoned))
                .isNotEmpty()
                .allMatch(record -> record.getCompletion() == null);
        assertTotals();
    }

    @Test
    void sliceIsReadAnewAfterKafkaAbortedATransactionInItsMiddle() throws IOException {
        // Given: rows have no order within a slice, so that a reading cannot go on in its middle
        add(rows.slice(DAY, 5, "202611", 40));
        add(rows.slice(DAY, 6, "202611", 10));
        AtomicInteger pages = new AtomicInteger();

        // When
        ExtractionResult result = run(Map.of(), new Progress() {
            @Override
            public void pagePublished(String scope, int rows, int bytes) {
                if (pages.incrementAndGet() == 3) {
                    throw new TransactionAbortedException("Aborted");
                }
            }
        });

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(liveRows()).isEqualTo(50);
        assertTotals();
        String scope = scope("2026-11-01", "2026-11-03", "05");
        assertThat(records().stream()
                        .filter(record -> record.getScope().equals(scope))
                        .map(record -> record.getDeliveryId() + " " + record.getReading())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void slicesThatShareATransactionAreReadAgainWhereItIsLost() throws IOException {
        // Given: two transactions of slices, of which the second ends before all of it was reported
        for (int hour = 0; hour < 20; hour++) {
            add(rows.slice(DAY, hour, "202611", 2));
        }
        AtomicInteger completed = new AtomicInteger();

        // When
        ExtractionResult result = run(Map.of("extractor.transaction.pages", "20"), new Progress() {
            @Override
            public void deliveryCompleted(TakenDelivery delivery) {
                if (completed.incrementAndGet() == 13) {
                    throw new TransactionAbortedException("Aborted");
                }
            }
        });

        // Then: nothing is left out, and nothing is published twice
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries()).hasSize(20);
        assertTotals();
        assertThat(records())
                .filteredOn(record -> record.getCompletion() != null)
                .hasSize(20);
        assertThat(records().stream().map(RawPage::getExtractedAt).distinct())
                .as("transactions")
                .hasSizeLessThan(5);
    }

    @Test
    void detailedExportIsTakenOverTheStandardOneUnlessTheSettingChooses() throws IOException {
        // Given
        server.table(standard, GcpRows.STANDARD);
        rows.slice(DAY, 5, "202611", 3).forEach(row -> server.add(standard, row));
        add(rows.slice(DAY, 5, "202611", 10));

        // When
        ExtractionResult automatic = run(Map.of());

        // Then
        assertThat(automatic.errors()).isEmpty();
        assertThat(automatic.deliveries())
                .singleElement()
                .extracting(TakenDelivery::rows)
                .isEqualTo(10L);
        assertThat(records()).allMatch(page -> page.getChosenOver().equals(List.of("gcp.standard")));
        assertThat(run(Map.of()).pages()).isZero();

        // When: the choice does not depend on what was taken before
        ExtractionResult changed = run(Map.of("gcp.tables", "standard"));

        // Then
        assertThat(changed.errors()).isEmpty();
        assertThat(changed.deliveries())
                .singleElement()
                .extracting(TakenDelivery::rows)
                .isEqualTo(3L);
        assertThat(newest().getChosenOver()).containsExactly("gcp.detailed");
    }

    @Test
    void monthsThatOnlyTheOtherExportHasAreTakenFromIt() throws IOException {
        // Given: the detailed export was switched on in the middle of October, the standard one is older
        LocalDate september = LocalDate.of(2026, 9, 10);
        LocalDate october = LocalDate.of(2026, 10, 5);
        server.table(standard, GcpRows.STANDARD);
        server.add(standard, rows.row(september, 9, "202609", "100"));
        server.add(standard, rows.row(october, 9, "202610", "60"));
        server.add(standard, rows.row(october.plusDays(15), 9, "202610", "50"));
        server.add(standard, rows.row(DAY, 9, "202611", "7"));
        add(List.of(rows.row(october.plusDays(15), 10, "202610", "50"), rows.row(DAY, 10, "202611", "7")));

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(taken(result))
                .containsExactlyInAnyOrder(
                        "gcp.standard 2026-09-01",
                        "gcp.standard 2026-10-01",
                        "gcp.standard 2026-10-01",
                        "gcp.detailed 2026-11-01");

        // When: the detailed export is filled back
        add(List.of(rows.row(october, 10, "202610", "60")));
        ExtractionResult filled = run(Map.of());

        // Then
        assertThat(filled.errors()).isEmpty();
        assertThat(taken(filled))
                .containsExactlyInAnyOrder(
                        "gcp.detailed 2026-10-01", "gcp.detailed 2026-10-01", "gcp.detailed 2026-11-01");
        assertThat(records().stream()
                        .filter(page -> page.getDataSet().equals("gcp.detailed"))
                        .filter(page -> page.getBillingPeriodStart().equals(LocalDate.of(2026, 10, 1))))
                .isNotEmpty()
                .allMatch(page -> page.getChosenOver().equals(List.of("gcp.standard")));
        assertThat(run(Map.of()).pages()).isZero();
    }

    @Test
    void exportThatIsSwitchedOffLeavesTheMonthToTheOther() throws IOException {
        // Given: both exports of three days
        server.table(standard, GcpRows.STANDARD);
        for (int day = 0; day < 3; day++) {
            server.add(standard, rows.row(DAY.plusDays(day), 9, "202611", "10"));
            add(List.of(rows.row(DAY.plusDays(day), 10, "202611", "10")));
        }
        assertThat(taken(run(Map.of()))).containsOnly("gcp.detailed 2026-11-01");

        // When: only the standard one goes on
        for (int day = 3; day < 16; day++) {
            server.add(standard, rows.row(DAY.plusDays(day), 9, "202611", "10"));
        }
        ExtractionResult result = run(Map.of());

        // Then: it states the month from its first day on
        assertThat(result.errors()).isEmpty();
        assertThat(taken(result)).hasSize(16).containsOnly("gcp.standard 2026-11-01");
    }

    @Test
    void monthOfAnExportThatTheSettingExcludesIsNotTakenAndSaysSo() throws IOException {
        // Given
        add(rows.slice(DAY, 5, "202611", 3));

        // When
        ExtractionResult result = run(Map.of("gcp.tables", "standard"));

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(newest().getNotTaken())
                .isEqualTo("gcp.tables is standard, and of 2026-11 there is only gcp.detailed");
    }

    @Test
    void newColumnsAreReadAndMissingColumnsAreNoError() throws IOException {
        // Given
        add(rows.slice(DAY, 5, "202611", 2));
        run(Map.of());

        // When
        server.table(detailed, GcpRows.more(GcpRows.without(GcpRows.DETAILED, "labels"), "region_of_tomorrow STRING"));
        Row row = rows.slice(DAY.plusDays(1), 5, "202611", 1).get(0);
        Map<String, Object> values = new HashMap<>(row.values());
        values.put("region_of_tomorrow", "moon");
        server.add(detailed, new Row(row.partition(), values));
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertTotals();
        String content = UTF_8.decode(live().get(scope("2026-11-01", "2026-11-04", "05"))
                        .get(0)
                        .getContent()
                        .duplicate())
                .toString();
        assertThat(content).contains("\"region_of_tomorrow\":\"moon\"").doesNotContain("\"labels\"");
    }

    @Test
    void earlierPartitionsAreReadWhenTheSettingNamesThem() throws IOException {
        // Given
        LocalDate old = LocalDate.of(2026, 3, 4);
        add(rows.slice(old, 5, "202603", 5));
        add(rows.slice(old.plusDays(20), 5, "202603", 5));
        add(rows.slice(DAY, 5, "202611", 5));
        run(Map.of());
        assertThat(liveRows()).isEqualTo(5);

        // When
        ExtractionResult result = run(Map.of("gcp.from", "2026-03-01"));

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(liveRows()).isEqualTo(15);
        assertTotals();
    }

    @Test
    void manyRowsOfAPartitionAreReadBySeveralQueries() throws IOException {
        // Given
        for (int hour = 0; hour < 6; hour++) {
            add(rows.slice(DAY, hour, "202611", 10));
        }

        // When
        ExtractionResult result = run(Map.of("gcp.query.rows", "25"));

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(server.queries()).hasSize(1 + 3);
        assertTotals();
    }

    @Test
    void refusalSaysWhatToDo() {
        // Given
        add(rows.slice(DAY, 5, "202611", 10));

        // When, then
        server.spoil("POST .*/jobs", BigQueryServer.refuse(403, "accessDenied", "Access Denied: Project project"));
        assertThat(run(Map.of()).errors())
                .singleElement()
                .isInstanceOf(SourceException.Denied.class)
                .extracting(SourceException::getMessage)
                .asString()
                .contains("Access Denied", "roles/bigquery.dataViewer", "roles/bigquery.jobUser");
        assertThat(run(Map.of("gcp.maximum.bytes.billed", "1000000")).errors())
                .singleElement()
                .isInstanceOf(SourceException.Denied.class)
                .extracting(SourceException::getMessage)
                .asString()
                .contains("10485760 or higher required", "gcp.maximum.bytes.billed");
        server.spoil("GET .*/tables\\b", BigQueryServer.refuse(404, "notFound", "Not found: Dataset project:billing"));
        assertThat(run(Map.of()).errors()).singleElement().isInstanceOf(SourceException.Missing.class);
        assertThat(records()).isEmpty();
    }

    private void add(List<Row> added) {
        added.forEach(row -> server.add(detailed, row));
    }

    private ExtractionResult run(Map<String, String> changes) {
        return run(changes, Progress.NONE);
    }

    private ExtractionResult run(Map<String, String> changes, Progress progress) {
        Map<String, String> settings = KAFKA.settings("bigquery://project/billing", "gcp-" + account);
        settings.put("gcp.bigquery.endpoint", server.uri().toString());
        settings.put("gcp.credentials", "none");
        settings.put("gcp.read.timeout.ms", "3000");
        settings.putAll(changes);
        return Extractor.run(ExtractorConfig.from(settings), progress, InstantSource.fixed(NOW));
    }

    /** Data set and month of each delivery. */
    private static List<String> taken(ExtractionResult result) {
        return result.deliveries().stream()
                .map(delivery -> delivery.scope().split("/"))
                .map(scope -> scope[1] + " " + scope[3])
                .toList();
    }

    private RawPage newest() {
        List<RawPage> records = records();
        return records.get(records.size() - 1);
    }

    private String scope(String month, String day, String hour) {
        return "gcp/gcp.detailed/" + account + "/" + month + "/" + detailed + "/" + day + "/" + day + "T" + hour
                + ":00:00.123456Z";
    }

    private List<RawPage> records() {
        return KAFKA.rawRecords(Provider.GCP.rawTopic(), account).stream()
                .map(record -> record.value())
                .toList();
    }

    /** The pages of the newest complete delivery of each scope; all deliveries are checked. */
    private Map<String, List<RawPage>> live() {
        List<RawPage> records = records();
        Map<String, RawPage> newest = new TreeMap<>();
        records.stream()
                .filter(record -> record.getCompletion() != null)
                .sorted(Comparator.comparing(RawPage::getDeliveryTime))
                .forEach(record -> newest.put(record.getScope(), record));
        Map<String, List<RawPage>> live = new TreeMap<>();
        newest.forEach((scope, completion) -> {
            List<RawPage> own = records.stream()
                    .filter(record -> record.getScope().equals(scope))
                    .toList();
            List<RawPage> pages = PublishedDelivery.whole(own, completion.getDeliveryId());
            BigDecimal stated = completion.getCompletion().getControlTotals().stream()
                    .filter(total -> total.getCurrency() != null)
                    .map(total -> total.getTotal())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(money(pages)).as("control totals of %s", scope).isEqualByComparingTo(stated);
            live.put(scope, pages);
        });
        return live;
    }

    private long liveRows() {
        return live().values().stream()
                .flatMap(List::stream)
                .mapToLong(RawPage::getRowCount)
                .sum();
    }

    /** Checks that the published rows and costs are those of the table, month by month. */
    private void assertTotals() {
        Map<String, BigDecimal> expected = new TreeMap<>();
        Map<String, BigDecimal> found = new TreeMap<>();
        long rowsExpected = 0;
        for (Row row : server.rows(detailed)) {
            if (row.partition().isPresent()) {
                rowsExpected++;
                expected.merge(row.month(), row.cost().add(row.credits()), BigDecimal::add);
            }
        }
        live().values()
                .forEach(pages -> found.merge(
                        pages.get(0)
                                .getBillingPeriodStart()
                                .toString()
                                .substring(0, 7)
                                .replace("-", ""),
                        money(pages),
                        BigDecimal::add));
        assertThat(liveRows()).isEqualTo(rowsExpected);
        assertThat(found)
                .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(scaled(expected, found));
    }

    /** The same amounts without trailing zeros, so that equal amounts are equal values. */
    private static Map<String, BigDecimal> scaled(Map<String, BigDecimal> amounts, Map<String, BigDecimal> like) {
        Map<String, BigDecimal> scaled = new TreeMap<>();
        amounts.forEach((month, amount) -> scaled.put(
                month,
                Optional.ofNullable(like.get(month))
                        .filter(other -> other.compareTo(amount) == 0)
                        .orElse(amount)));
        return scaled;
    }

    private static BigDecimal money(List<RawPage> pages) {
        BigDecimal money = BigDecimal.ZERO;
        for (RawPage page : pages) {
            for (String line :
                    UTF_8.decode(page.getContent().duplicate()).toString().split("\n")) {
                money = money.add(money(line));
            }
        }
        return money;
    }

    private static BigDecimal money(String line) {
        try {
            JsonNode row = JSON.readTree(line);
            BigDecimal money = row.path("cost").decimalValue();
            for (JsonNode credit : row.path("credits")) {
                money = money.add(credit.path("amount").decimalValue());
            }
            return money;
        } catch (IOException e) {
            throw new AssertionError("No JSON: " + line, e);
        }
    }
}
