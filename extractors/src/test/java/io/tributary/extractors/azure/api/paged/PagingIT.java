package io.tributary.extractors.azure.api.paged;

import static io.tributary.extractors.azure.api.ApiScope.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.azure.api.ApiScope;
import io.tributary.extractors.azure.api.QueryRows;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.azure.CostManagementServer;
import io.tributary.testsupport.azure.CostManagementServer.Answer;
import io.tributary.testsupport.azure.CostManagementServer.Cost;
import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.kafka.KafkaForTests;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pages of an interface that overlap, come again, lead elsewhere or change while they are read. */
class PagingIT {

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
    void rowsOfOverlappingPagesArePublishedOnce() {
        // Given
        azure.answersIn(CostManagementServer.ranges(0, 6, 4, 10, 10, 20, 15, 26, 26, 30));

        // When
        ExtractionResult result = scope.query();

        // Then
        assertThat(result.errors()).isEmpty();
        QueryRows.assertPublished(scope.pages(), result, NOVEMBER);
        assertThat(scope.controlTotals(result)).containsEntry("rows that came again, left out", new BigDecimal(7));
    }

    @Test
    void restartFromTheFirstPageAddsNoRowTwice() {
        // Given: after the second page, Azure starts again with the first one, under new tokens
        azure.answersIn(CostManagementServer.ranges(0, 8, 8, 16, 0, 8, 8, 16, 16, 24, 24, 30));

        // When
        ExtractionResult result = scope.query();

        // Then
        assertThat(result.errors()).isEmpty();
        QueryRows.assertPublished(scope.pages(), result, NOVEMBER);
        assertThat(scope.controlTotals(result))
                .containsEntry("pages that came again", new BigDecimal(2))
                .containsEntry("rows that came again, left out", new BigDecimal(16));
        assertThat(azure.rowAnswers()).isEqualTo(6);
    }

    @Test
    void endlessRestartsAreRefused() {
        // Given
        azure.answersIn(costs -> IntStream.range(0, 1000)
                .mapToObj(i -> new Answer(i % 2 * 8, i % 2 * 8 + 8, i + 1))
                .toList());

        // When
        ExtractionResult result = scope.query();

        // Then: three attempts, each of two new pages and six that come again
        scope.assertRefused(result, "6 pages came again, and only 2 were new");
        assertThat(azure.rowAnswers()).isEqualTo(3 * 8);
    }

    @Test
    void cycleOfLinksIsRefused() {
        // Given
        azure.answersIn(costs -> List.of(new Answer(0, 8, 1), new Answer(8, 16, 2), new Answer(16, 24, 1)));

        // When
        ExtractionResult result = scope.query();

        // Then
        scope.assertRefused(result, "page 3 leads back to an earlier page: its links go in a circle");
        assertThat(azure.rowAnswers()).isEqualTo(3 * 3);
    }

    @Test
    void emptyPageWithALinkIsNotTheLast() {
        azure.answersIn(CostManagementServer.ranges(0, 0, 0, 8, 8, 8, 8, 8, 8, 30, 30, 30));

        ExtractionResult result = scope.query();

        assertThat(result.errors()).isEmpty();
        QueryRows.assertPublished(scope.pages(), result, NOVEMBER);
    }

    @Test
    void linkToAForeignHostIsNotFollowed() throws IOException {
        try (FaultServer foreign = FaultServer.start(seen -> Reply.status(200))) {
            // Given
            azure.linksTo(place -> place == 1 ? foreign.uri() : azure.faults().uri());

            // When
            ExtractionResult result = scope.query();

            // Then
            assertThat(result.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error)
                            .isInstanceOf(SourceException.Malformed.class)
                            .hasMessageContaining(
                                    "expected a link to " + azure.faults().uri()));
            assertThat(scope.completions()).isEmpty();
            assertThat(foreign.count()).isZero();
        }
    }

    @Test
    void expiredSkipTokenStartsANewDelivery() {
        // Given
        azure.insteadOf(4, CostManagementServer.error(400, "Invalid skiptoken"));

        // When
        ExtractionResult result = scope.query();

        // Then
        assertThat(result.errors()).isEmpty();
        QueryRows.assertPublished(scope.pages(), result, NOVEMBER);
        assertThat(scope.pages().stream().map(RawPage::getDeliveryId).distinct())
                .hasSize(2);
        assertThat(scope.pages().get(0).getDeliveryTime())
                .isBefore(scope.pages().get(scope.pages().size() - 1).getDeliveryTime());
        assertThat(azure.rowAnswers()).isEqualTo(4 + 8);
    }

    @Test
    void rowsRestatedWhileTheyAreReadAreReadAgain() {
        // Given: all costs change between the third page and the fourth
        List<Cost> rated = NOVEMBER.stream()
                .map(cost -> new Cost(
                        cost.day(),
                        cost.resource(),
                        cost.chargeType(),
                        cost.pricingModel(),
                        new BigDecimal(cost.cost())
                                .add(new BigDecimal("0.0001"))
                                .toPlainString(),
                        cost.currency()))
                .toList();
        azure.beforeAnswer(4, () -> azure.states("ActualCost", rated));

        // When
        ExtractionResult result = scope.query();

        // Then
        assertThat(result.errors()).isEmpty();
        QueryRows.assertPublished(scope.pages(), result, rated);
        assertThat(scope.completions()).hasSize(1);
        assertThat(scope.pages()).extracting(RawPage::getDeliveryId).doesNotContainNull();
        assertThat(azure.rowAnswers()).isEqualTo(16);
    }

    @Test
    void rowRestatedOnAnOverlappingPageIsReadAgain() {
        // Given
        azure.answersIn(CostManagementServer.ranges(0, 8, 6, 16, 16, 24, 24, 30));
        List<Cost> rated = new ArrayList<>(NOVEMBER);
        Cost seventh = NOVEMBER.get(7);
        rated.set(
                7,
                new Cost(seventh.day(), seventh.resource(), seventh.chargeType(), seventh.pricingModel(), "1", "EUR"));
        azure.beforeAnswer(2, () -> azure.states("ActualCost", rated));

        // When
        ExtractionResult result = scope.query();

        // Then: the second attempt does not continue where the first one stopped
        assertThat(result.errors()).isEmpty();
        QueryRows.assertPublished(scope.pages(), result, rated);
        assertThat(azure.rowAnswers()).isEqualTo(2 + 4);
    }
}
