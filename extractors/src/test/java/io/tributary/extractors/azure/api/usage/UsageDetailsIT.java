package io.tributary.extractors.azure.api.usage;

import static io.tributary.extractors.azure.api.ApiScope.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.azure.AzureConfig.Costs;
import io.tributary.extractors.azure.CostManagementConfig.Api;
import io.tributary.extractors.azure.api.ApiScope;
import io.tributary.testsupport.azure.CostManagementServer;
import io.tributary.testsupport.azure.CostManagementServer.Cost;
import io.tributary.testsupport.kafka.KafkaForTests;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Azure's interface for usage details states, published to a broker. */
class UsageDetailsIT {

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
    void itemsArePublishedAsTheyAreWritten() {
        // Given
        azure.answersIn(CostManagementServer.ranges(0, 12, 10, 20, 20, 20, 20, 30));

        // When
        ExtractionResult result = scope.extract(Api.USAGE_DETAILS, Costs.ACTUAL);

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries().get(0).scope())
                .isEqualTo("azure/azure.actual/" + scope.name() + "/2026-11-01/usage-details");
        assertThat(items(scope, result)).containsExactlyElementsOf(written(NOVEMBER, false));
        assertThat(azure.faults().seen().get(1)).satisfies(seen -> {
            assertThat(seen.method()).isEqualTo("GET");
            assertThat(seen.uri().getPath())
                    .isEqualTo("/" + scope.name() + "/providers/Microsoft.Billing/billingPeriods/202611"
                            + "/providers/Microsoft.Consumption/usageDetails");
            assertThat(seen.uri().getQuery())
                    .contains("metric=ActualCost")
                    .contains("$expand=properties/additionalInfo,properties/meterDetails");
        });
        assertThat(azure.rowAnswers()).isEqualTo(4);
    }

    @Test
    void itemsOfACustomerAgreementAreRequestedByDays() throws IOException {
        String profile =
                "providers/microsoft.billing/billingaccounts/" + UUID.randomUUID() + ":1_2019-05-31/billingprofiles/ab";
        try (ApiScope customer = ApiScope.start(KAFKA, profile)) {
            // Given
            customer.azure().states("AmortizedCost", NOVEMBER);

            // When
            ExtractionResult result = customer.extract(Api.USAGE_DETAILS, Costs.AMORTIZED);

            // Then
            assertThat(result.errors()).isEmpty();
            assertThat(items(customer, result)).containsExactlyElementsOf(written(NOVEMBER, true));
            assertThat(customer.azure().faults().seen().get(1).uri().getQuery())
                    .contains("metric=AmortizedCost")
                    .contains("startDate=2026-11-01&endDate=2026-11-30")
                    .doesNotContain("$expand");
        }
    }

    @Test
    void nextRunContinuesARunThatWasKilled() {
        scope.extractUntilKilled(Api.USAGE_DETAILS, Costs.ACTUAL, 9);

        ExtractionResult result = scope.extract(Api.USAGE_DETAILS, Costs.ACTUAL);

        assertThat(result.errors()).isEmpty();
        assertThat(items(scope, result)).containsExactlyElementsOf(written(NOVEMBER, false));
        assertThat(azure.rowAnswers()).isBetween(8, 9);
    }

    @Test
    void itemRestatedOnAnOverlappingPageIsReadAgain() {
        // Given
        azure.answersIn(CostManagementServer.ranges(0, 8, 6, 16, 16, 30));
        List<Cost> rated = new ArrayList<>(NOVEMBER);
        rated.set(7, new Cost(LocalDate.of(2026, 11, 1), "/other", "Usage", "OnDemand", "1", "EUR"));
        azure.beforeAnswer(2, () -> azure.states("ActualCost", rated));

        // When
        ExtractionResult result = scope.extract(Api.USAGE_DETAILS, Costs.ACTUAL);

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(items(scope, result)).containsExactlyElementsOf(written(rated, false));
        assertThat(azure.rowAnswers()).isEqualTo(2 + 3);
    }

    @Test
    void overlapOfItemsWhoseIdsChangeIsRefused() {
        // Given: the two pages have two items in common, which nothing tells from two more
        azure.answersIn(CostManagementServer.ranges(0, 16, 14, 30)).changesIds();

        // When
        ExtractionResult result = scope.extract(Api.USAGE_DETAILS, Costs.ACTUAL);

        // Then: three attempts, each of two pages, and no completion
        scope.assertRefused(result, "its rows do not add up to its control total");
        assertThat(azure.rowAnswers()).isEqualTo(3 * 2);
    }

    @Test
    void itemsWhoseIdsChangeWithoutAnOverlapArePublished() {
        azure.answersIn(CostManagementServer.ranges(0, 16, 16, 30)).changesIds();

        ExtractionResult result = scope.extract(Api.USAGE_DETAILS, Costs.ACTUAL);

        assertThat(result.errors()).isEmpty();
        assertThat(items(scope, result)).hasSize(30);
    }

    private static List<String> items(ApiScope read, ExtractionResult result) {
        String delivery = result.deliveries().get(0).deliveryId();
        return PublishedDelivery.whole(read.pages(), delivery).stream()
                .flatMap(page ->
                        StreamSupport.stream(PublishedDelivery.json(page).spliterator(), false))
                .map(JsonNode::toString)
                .toList();
    }

    private static List<String> written(List<Cost> costs, boolean isModern) {
        return IntStream.range(0, costs.size())
                .mapToObj(i -> isModern
                        ? CostManagementServer.modern(i, costs.get(i))
                        : CostManagementServer.legacy(i, costs.get(i)))
                .map(PublishedDelivery::json)
                .map(JsonNode::toString)
                .toList();
    }
}
