package io.tributary.extractors.azure.api.paged;

import static io.tributary.extractors.azure.api.ApiScope.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.azure.AzureConfig.Costs;
import io.tributary.extractors.azure.CostManagementConfig.Api;
import io.tributary.extractors.azure.api.ApiScope;
import io.tributary.extractors.azure.api.QueryRows;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.azure.CostManagementServer;
import io.tributary.testsupport.http.FaultServer.Fault;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.kafka.KafkaForTests;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reading of pages that throttling, failures or the end of the process interrupt. */
class InterruptedReadingIT {

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
    void truncatedAnswerIsRequestedAgain() {
        // Given: the third answer ends in mid-row, though its length says that it is whole
        azure.beforeAnswer(2, () -> azure.faults().spoil(new Fault.CutTo(500), new Fault.CutTo(90)));

        // When
        ExtractionResult result = scope.query();

        // Then
        assertThat(result.errors()).isEmpty();
        QueryRows.assertPublished(scope.pages(), result, NOVEMBER);
        assertThat(azure.rowAnswers()).isEqualTo(8 + 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-ms-ratelimit-microsoft.costmanagement-entity-retry-after",
                "x-ms-ratelimit-microsoft.costmanagement-tenant-retry-after",
                "x-ms-ratelimit-microsoft.costmanagement-clienttype-retry-after",
                "x-ms-ratelimit-microsoft.costmanagement-client-retry-after",
                "x-ms-ratelimit-microsoft.costmanagement-qpu-retry-after",
                "x-ms-ratelimit-microsoft.consumption-retry-after",
                "Retry-After"
            })
    void throttlingOfEachKindCostsAWaitAndOneRequest(String header) {
        // Given
        Reply throttle = Reply.status(429, header, "137");
        azure.beforeAnswer(3, () -> azure.faults().spoil(new Fault.Instead(throttle)));

        // When
        ExtractionResult result = scope.query();

        // Then
        assertThat(result.errors()).isEmpty();
        QueryRows.assertPublished(scope.pages(), result, NOVEMBER);
        assertThat(scope.wasPausedFor(137)).isTrue();
        assertThat(azure.faults().count()).isEqualTo(8 + 2 + 1);
    }

    @Test
    void failuresAndBrokenConnectionsCostOnlyRequests() {
        // Given
        azure.beforeAnswer(
                2,
                () -> azure.faults()
                        .spoil(
                                new Fault.Instead(Reply.status(500)),
                                new Fault.Instead(Reply.status(503)),
                                new Fault.Instead(Reply.status(500))));
        azure.beforeAnswer(6, () -> azure.faults().spoil(new Fault.ResetAfter(100), new Fault.EndAfter(300)));

        // When
        ExtractionResult result = scope.query();

        // Then: answers that did not arrive are requested again
        assertThat(result.errors()).isEmpty();
        QueryRows.assertPublished(scope.pages(), result, NOVEMBER);
        assertThat(azure.faults().count()).isEqualTo(8 + 2 + 3 + 2);
    }

    @Test
    void slowAnswerIsReadToItsEnd() {
        azure.beforeAnswer(2, () -> azure.faults().spoil(new Fault.Drip(Duration.ofMillis(1))));

        ExtractionResult result = scope.query();

        assertThat(result.errors()).isEmpty();
        QueryRows.assertPublished(scope.pages(), result, NOVEMBER);
    }

    @Test
    void nextRunContinuesADeliveryThatFailed() {
        // Given
        azure.beforeAnswer(3, () -> azure.faults().spoil(broken(6)));

        // When
        ExtractionResult result = scope.query();
        int asked = azure.faults().count();
        ExtractionResult next = scope.query();

        // Then: the next run continues with the third page
        assertThat(result.errors()).singleElement().isInstanceOf(SourceException.Unavailable.class);
        assertThat(next.errors()).isEmpty();
        QueryRows.assertPublished(scope.pages(), next, NOVEMBER);
        assertThat(scope.pages().stream().map(RawPage::getDeliveryId).distinct())
                .hasSize(1);
        assertThat(azure.faults().count()).isLessThanOrEqualTo(asked + 7);
    }

    @Test
    void nextRunContinuesARunThatWasKilledAfterAnyPage() throws IOException {
        int pages = 0;
        for (int killAfter = 1; killAfter == 1 || killAfter <= pages; killAfter++) {
            try (ApiScope killed = ApiScope.start(KAFKA)) {
                // Given: pages overlap, so that the next run has to know the rows that are published
                killed.azure().answersIn(CostManagementServer.ranges(0, 6, 4, 10, 10, 20, 15, 26, 2, 30));
                killed.extractUntilKilled(Api.QUERY, Costs.ACTUAL, killAfter);
                int before = killed.azure().rowAnswers();

                // When
                ExtractionResult result = killed.query();

                // Then: it requests at most the answer again that was being published
                assertThat(result.errors()).isEmpty();
                List<RawPage> raw = killed.pages();
                QueryRows.assertPublished(raw, result, NOVEMBER);
                assertThat(raw.stream().map(RawPage::getDeliveryId).distinct()).hasSize(1);
                assertThat(killed.azure().rowAnswers()).isBetween(Math.max(before, 5), 6);
                pages = raw.size() - 1;
            }
        }
        assertThat(pages).isGreaterThanOrEqualTo(8);
    }

    @Test
    void nextRunCutsTheRestByOtherBoundsInTheSameReading() throws IOException {
        // Given: answers of ten rows, killed inside of one
        azure.answersIn(CostManagementServer.ranges(0, 10, 10, 20, 20, 30));
        scope.extractUntilKilled(Api.QUERY, Costs.ACTUAL, 3);
        List<RawPage> before = scope.pages();

        // When
        ExtractionResult result = scope.withPagesOf(100_000).query();

        // Then: an answer's rest is one page now
        assertThat(result.errors()).isEmpty();
        List<RawPage> pages = scope.pages();
        QueryRows.assertPublished(pages, result, NOVEMBER);
        assertThat(pages).startsWith(before.toArray(RawPage[]::new));
        assertThat(pages)
                .extracting(RawPage::getReading)
                .containsOnly(before.get(0).getReading());
        assertThat(pages).extracting(RawPage::getRowCount).contains(10);
    }

    @Test
    void nextRunStartsAgainAfterARestatement() {
        // Given
        scope.extractUntilKilled(Api.QUERY, Costs.ACTUAL, 3);
        azure.states("ActualCost", NOVEMBER.subList(0, 28));

        // When
        ExtractionResult result = scope.query();

        // Then
        assertThat(result.errors()).isEmpty();
        QueryRows.assertPublished(scope.pages(), result, NOVEMBER.subList(0, 28));
        assertThat(scope.pages().stream().map(RawPage::getDeliveryId).distinct())
                .hasSize(2);
        assertThat(scope.pages().stream().map(RawPage::getReading).distinct()).hasSize(2);
    }

    private static Fault[] broken(int times) {
        return IntStream.range(0, times).mapToObj(i -> new Fault.EndAfter(10)).toArray(Fault[]::new);
    }
}
