package io.tributary.extractors.azure.api.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.azure.AzureConfig.Costs;
import io.tributary.extractors.azure.CostManagementConfig.Api;
import io.tributary.extractors.azure.api.ApiScope;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.azure.CostManagementServer;
import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.http.StoredFile;
import io.tributary.testsupport.kafka.KafkaForTests;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cost details reports, which Azure makes on request and puts into Blob storage. */
class ReportIT {

    private static final String CSV_HEADER = "Date,ResourceId,CostInBillingCurrency,BillingCurrencyCode";
    private static final String ROWS = IntStream.range(0, 40)
            .mapToObj(i -> "11/03/2026,/subscriptions/x/" + i + "," + i + ".25,EUR\n")
            .collect(Collectors.joining());
    private static final String CSV = CSV_HEADER + "\n" + ROWS;
    private static final StoredFile FILE = new StoredFile(CSV.getBytes(UTF_8), "\"1\"", ApiScope.NOW);

    @RegisterExtension
    private static final KafkaForTests KAFKA = new KafkaForTests();

    private ApiScope scope;
    private CostManagementServer azure;

    @BeforeEach
    void startScope() throws IOException {
        scope = ApiScope.start(KAFKA);
        azure = scope.azure();
    }

    @AfterEach
    void closeScope() throws IOException {
        scope.close();
    }

    @Test
    void filesArePublishedWithoutTokenOrSignature() throws IOException {
        try (FaultServer blobs = FaultServer.start(seen -> FILE.reply(seen))) {
            // Given
            azure.reports(List.of(accepted("1", "7"), accepted("1", "11"), made(blobs, "one", 2)));

            // When
            ExtractionResult result = scope.extract(Api.REPORT, Costs.ACTUAL);

            // Then
            assertThat(result.errors()).isEmpty();
            assertThat(result.deliveries()).singleElement().satisfies(delivery -> {
                assertThat(delivery.scope())
                        .isEqualTo("azure/azure.actual/" + scope.name() + "/2026-11-01/cost-details-report");
                assertThat(delivery.rows()).isEqualTo(80);
            });
            List<RawPage> pages = PublishedDelivery.whole(
                    scope.pages(), result.deliveries().get(0).deliveryId());
            assertThat(PublishedDelivery.rows(pages, CSV_HEADER)).isEqualTo(ROWS + ROWS);
            assertThat(pages).allSatisfy(page -> {
                assertThat(page.getContentType()).isEqualTo("text/csv; header=present");
                assertThat(page.getArtifact())
                        .startsWith(blobs.uri() + "/report/")
                        .doesNotContain("sig");
            });
            assertThat(scope.wasPausedFor(7)).isTrue();
            assertThat(scope.wasPausedFor(11)).isTrue();
            assertThat(blobs.seen())
                    .isNotEmpty()
                    .allSatisfy(seen -> assertThat(seen.headers()).doesNotContainKey("authorization"));
            assertThat(azure.faults().seen())
                    .hasSize(3)
                    .allSatisfy(seen ->
                            assertThat(seen.headers()).containsEntry("authorization", "Bearer " + ApiScope.TOKEN));
            assertThat(azure.faults().seen().get(0).text())
                    .isEqualTo("{\"metric\":\"ActualCost\",\"timePeriod\":"
                            + "{\"start\":\"2026-11-01\",\"end\":\"2026-11-30\"}}");
        }
    }

    @Test
    void expiredLinkHasTheReportMadeAgain() throws IOException {
        try (FaultServer blobs = FaultServer.start(
                seen -> seen.uri().toString().contains("/report/1?sig=one") ? Reply.status(403) : FILE.reply(seen))) {
            // Given: the second file's link expires while the first one is read
            azure.reports(
                    List.of(accepted("1", "1"), made(blobs, "one", 2), accepted("2", "1"), made(blobs, "two", 2)));

            // When
            ExtractionResult result = scope.extract(Api.REPORT, Costs.ACTUAL);

            // Then
            assertThat(result.errors()).isEmpty();
            List<RawPage> pages = PublishedDelivery.whole(
                    scope.pages(), result.deliveries().get(0).deliveryId());
            assertThat(PublishedDelivery.rows(pages, CSV_HEADER)).isEqualTo(ROWS + ROWS);
            assertThat(scope.completions()).hasSize(1);
            assertThat(azure.faults().count()).isEqualTo(4);
        }
    }

    @Test
    void nextRunContinuesTheReportOfARunThatWasKilled() throws IOException {
        try (FaultServer blobs = FaultServer.start(seen -> FILE.reply(seen))) {
            // Given
            azure.reports(List.of(accepted("1", "1"), made(blobs, "one", 2), made(blobs, "two", 2)));
            scope.extractUntilKilled(Api.REPORT, Costs.ACTUAL, 3);

            // When
            ExtractionResult result = scope.extract(Api.REPORT, Costs.ACTUAL);

            // Then: it is not made again
            assertThat(result.errors()).isEmpty();
            List<RawPage> pages = PublishedDelivery.whole(
                    scope.pages(), result.deliveries().get(0).deliveryId());
            assertThat(PublishedDelivery.rows(pages, CSV_HEADER)).isEqualTo(ROWS + ROWS);
            assertThat(scope.pages().stream().map(RawPage::getDeliveryId).distinct())
                    .hasSize(1);
            assertThat(azure.faults().seen())
                    .extracting(FaultServer.Seen::method)
                    .containsExactly("POST", "GET", "GET");
        }
    }

    @Test
    void reportWithoutCostsIsRefusedWhereThereWereSome() throws IOException {
        try (FaultServer blobs = FaultServer.start(seen -> FILE.reply(seen))) {
            // Given
            azure.reports(List.of(accepted("1", "1"), made(blobs, "one", 1)));
            assertThat(scope.extract(Api.REPORT, Costs.ACTUAL).errors()).isEmpty();

            // When
            azure.reports(List.of(accepted("2", "1"), Reply.json("{\"status\":\"NoDataFound\"}"), Reply.status(204)));
            ExtractionResult result = scope.extract(Api.REPORT, Costs.ACTUAL);

            // Then
            assertThat(result.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error)
                            .isInstanceOf(SourceException.Unavailable.class)
                            .hasMessageContaining("has no costs, though it had some before"));
            assertThat(scope.completions()).hasSize(1);
        }
    }

    @Test
    void failedReportIsReportedWithItsError() {
        azure.reports(List.of(accepted("1", "1"), Reply.json("{\"status\":\"Failed\",\"error\":{\"code\":\"X\"}}")));

        assertThat(scope.extract(Api.REPORT, Costs.ACTUAL).errors())
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .isInstanceOf(SourceException.Unavailable.class)
                        .hasMessageContaining("the report was not made: Failed {\"code\":\"X\"}"));
    }

    @Test
    void reportThatIsNeverReadyIsGivenUp() {
        azure.reports(List.of(accepted("1", "300")));

        assertThat(scope.extract(Api.REPORT, Costs.ACTUAL).errors())
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .isInstanceOf(SourceException.Unavailable.class)
                        .hasMessageContaining("the report was not made within 3600 s"));
        assertThat(azure.faults().count()).isEqualTo(13);
    }

    private Reply accepted(String operation, String retryAfter) {
        return Reply.status(
                202,
                "Location",
                azure.faults()
                        .uri("/" + scope.name() + "/providers/Microsoft.CostManagement/costDetailsOperationResults/"
                                + operation + "?api-version=2024-08-01")
                        .toString(),
                "Retry-After",
                retryAfter);
    }

    private static Reply made(FaultServer blobs, String signature, int files) {
        String links = IntStream.range(0, files)
                .mapToObj(i -> "{\"blobLink\":\"" + blobs.uri("/report/" + i + "?sig=" + signature)
                        + "\",\"byteCount\":" + CSV.length() + "}")
                .collect(Collectors.joining(","));
        return Reply.json(
                "{\"status\":\"Completed\",\"manifest\":{\"manifestVersion\":\"2024-08-01\",\"dataFormat\":\"Csv\","
                        + "\"blobCount\":" + files + ",\"compressData\":false,\"blobs\":[" + links
                        + "]},\"validTill\":\"2026-11-22T12:00:00Z\"}");
    }
}
