package io.tributary.extractors.azure.api.query;

import static io.tributary.extractors.azure.api.ApiScope.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.Extractor;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.Progress;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.azure.AzureConfig.Costs;
import io.tributary.extractors.azure.CostManagementConfig.Api;
import io.tributary.extractors.azure.api.ApiScope;
import io.tributary.extractors.azure.api.QueryRows;
import io.tributary.extractors.source.SourceException;
import io.tributary.testsupport.azure.CostManagementServer;
import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.kafka.KafkaForTests;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Azure's Query interface states, published to a broker. */
class QueryIT {

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
    void pagesArePublishedAsTheyAreWritten() {
        // When
        ExtractionResult result = scope.query();

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.scope()).isEqualTo("azure/azure.query.actual/" + scope.name() + "/2026-11-01/query");
            assertThat(delivery.rows()).isEqualTo(30);
        });
        QueryRows.assertPublished(scope.pages(), result, NOVEMBER);
        assertThat(azure.rowAnswers()).isEqualTo(8);
        assertThat(azure.totalAnswers()).isEqualTo(2);
    }

    @Test
    void nextPagesAreRequestedWithTheSameBody() {
        scope.query();

        List<FaultServer.Seen> rows = azure.faults().seen().stream()
                .filter(seen -> seen.text().contains("grouping"))
                .toList();
        assertThat(rows).hasSize(8).allSatisfy(seen -> {
            assertThat(seen.method()).isEqualTo("POST");
            assertThat(seen.text()).isEqualTo(rows.get(0).text());
        });
        assertThat(rows.get(1).uri().toString()).endsWith("&$skiptoken=AQ%3D%3D1");
    }

    @Test
    void amortizedCostsComeWithThePurchasesOfTheActualCosts() {
        azure.states("AmortizedCost", NOVEMBER.subList(0, 9));

        ExtractionResult result = scope.extract(Api.QUERY, Costs.AUTO);

        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries())
                .extracting(TakenDelivery::scope, TakenDelivery::rows)
                .containsExactly(
                        tuple("azure/azure.query.amortized/" + scope.name() + "/2026-11-01/query", 9L),
                        tuple("azure/azure.query.actual.commitments/" + scope.name() + "/2026-11-01/query", 30L));
    }

    @Test
    void extractorQueriesWhatItsSettingsName() {
        // Given
        Map<String, String> settings = scope.settings();
        settings.put("azure.api", "query");
        settings.put("azure.costs", "actual");
        settings.put("azure.credentials", "none");
        settings.put("azure.resource.manager.endpoint", azure.faults().uri().toString());

        // When
        ExtractionResult result =
                Extractor.run(ExtractorConfig.from(settings), Progress.NONE, InstantSource.fixed(ApiScope.NOW));

        // Then
        assertThat(result.errors()).isEmpty();
        QueryRows.assertPublished(scope.pages(), result, NOVEMBER);
    }

    @Test
    void queryThatAzureRefusesIsNotSentAgain() {
        azure.insteadOf(1, CostManagementServer.error(400, "Invalid dataset grouping"));

        ExtractionResult result = scope.query();

        assertThat(result.errors())
                .singleElement()
                .isInstanceOf(SourceException.Malformed.class)
                .satisfies(error -> assertThat(error)
                        .hasMessageContaining("Azure says 400")
                        .hasMessageContaining("Invalid dataset grouping"));
        assertThat(azure.rowAnswers()).isEqualTo(1);
    }

    @Test
    void rowsThatNeverAddUpToTheirTotalAreRefused() {
        // Given: a page is left out
        azure.answersIn(CostManagementServer.ranges(0, 8, 8, 16, 20, 30));

        // When
        ExtractionResult result = scope.query();

        // Then
        scope.assertRefused(result, "its rows do not add up to its control total");
    }

    @Test
    void unexpectedlyEmptyAnswerIsRefused() {
        // Given
        assertThat(scope.query().errors()).isEmpty();
        azure.states("ActualCost", List.of());

        // When
        ExtractionResult result = scope.query();

        // Then
        assertThat(result.errors())
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .isInstanceOf(SourceException.Unavailable.class)
                        .hasMessageContaining("has no rows, though it had some before"));
        assertThat(scope.completions()).hasSize(1);

        // When: it was a fault
        azure.states("ActualCost", NOVEMBER);

        // Then
        assertThat(scope.query().errors()).isEmpty();
        assertThat(scope.completions()).hasSize(2);
    }

    @Test
    void emptyAnswerThatContradictsTheTotalIsRefused() {
        for (int answer = 1; answer <= 3; answer++) {
            azure.insteadOf(answer, Reply.status(204));
        }

        scope.assertRefused(scope.query(), "has no rows, though it had some before or its control total is not zero");
    }

    @Test
    void scopeWithoutCostsIsAnEmptyStatement() {
        azure.states("ActualCost", List.of());

        ExtractionResult result = scope.query();

        assertThat(result.errors()).isEmpty();
        assertThat(scope.completions()).singleElement().satisfies(completion -> {
            assertThat(completion.getCompletion().getRows()).isZero();
            assertThat(completion.getCompletion().getControlTotals()).isEmpty();
        });
    }
}
