package io.tributary.extractors.azure.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.Extractor;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.Progress;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.azure.ApiSource;
import io.tributary.extractors.azure.AzureConfig.Costs;
import io.tributary.extractors.azure.CostManagementConfig.Api;
import io.tributary.extractors.azure.RequestLimits;
import io.tributary.extractors.azure.http.AzureResourceManager;
import io.tributary.extractors.azure.http.AzureResourceManager.Waiting;
import io.tributary.extractors.azure.http.BudgetSettings;
import io.tributary.extractors.azure.http.HttpSettings;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.run.Job;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.azure.CostManagementServer;
import io.tributary.testsupport.azure.CostManagementServer.Answer;
import io.tributary.testsupport.azure.CostManagementServer.Cost;
import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Fault;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.kafka.KafkaForTests;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What Azure's interfaces state over real HTTP, whatever goes wrong, and what of it is committed to a real broker. */
class AzureApiIT {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final String TOKEN = "a-token";
    private static final RandomGenerator NOTHING_MORE = () -> 0L;
    private static final Time TIME = new Time();
    private static final String CSV_HEADER = "Date,ResourceId,CostInBillingCurrency,BillingCurrencyCode";
    private static final String ROWS = IntStream.range(0, 40)
            .mapToObj(i -> "11/03/2026,/subscriptions/x/" + i + "," + i + ".25,EUR\n")
            .collect(Collectors.joining());
    private static final String CSV = CSV_HEADER + "\n" + ROWS;

    private static KafkaForTests kafka;

    private final String scope = "subscriptions/" + UUID.randomUUID();
    private final List<Cost> november = costs(30, NOVEMBER);
    private CostManagementServer azure;

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = KafkaForTests.start("mock://azure-api-it");
    }

    @AfterAll
    static void stopKafka() throws Exception {
        kafka.stop();
    }

    @BeforeEach
    void startAzure() throws IOException {
        azure = CostManagementServer.start().states("ActualCost", november);
    }

    @AfterEach
    void stopAzure() throws IOException {
        azure.close();
    }

    @Test
    void pagesOfAQueryArePublishedAsTheyAreWritten() {
        // When
        ExtractionResult result = query(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries()).singleElement().satisfies(delivery -> {
            assertThat(delivery.scope()).isEqualTo("azure/azure.query.actual/" + scope + "/2026-11-01/query");
            assertThat(delivery.rows()).isEqualTo(30);
        });
        assertPublished(result, november);
        assertThat(azure.rowAnswers()).isEqualTo(8);
        assertThat(azure.totalAnswers()).isEqualTo(2);
    }

    @Test
    void nextPagesAreAskedForWithTheSameBytes() {
        query(Map.of());

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
    void amortizedCostsComeWithThePurchasesAmongTheActualOnes() {
        azure.states("AmortizedCost", november.subList(0, 9));

        ExtractionResult result = run(Api.QUERY, Costs.AUTO, settings(Map.of()));

        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries())
                .extracting(TakenDelivery::scope, TakenDelivery::rows)
                .containsExactly(
                        tuple("azure/azure.query.amortized/" + scope + "/2026-11-01/query", 9L),
                        tuple("azure/azure.query.actual.commitments/" + scope + "/2026-11-01/query", 30L));
    }

    @Test
    void rowsOfOverlappingPagesAreStatedOnce() {
        // Given
        azure.answersIn(ranges(0, 6, 4, 10, 10, 20, 15, 26, 26, 30));

        // When
        ExtractionResult result = query(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertPublished(result, november);
        assertThat(controlTotals(result)).containsEntry("rows that came again, left out", new BigDecimal(7));
    }

    @Test
    void resetInMidQueryIsReadThrough() {
        // Given: after the second page, Azure begins again with the first one, under new tokens
        azure.answersIn(ranges(0, 8, 8, 16, 0, 8, 8, 16, 16, 24, 24, 30));

        // When
        ExtractionResult result = query(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertPublished(result, november);
        assertThat(controlTotals(result))
                .containsEntry("pages that came again", new BigDecimal(2))
                .containsEntry("rows that came again, left out", new BigDecimal(16));
        assertThat(azure.rowAnswers()).isEqualTo(6);
    }

    @Test
    void resetsWithoutEndAreRefused() {
        // Given
        azure.answersIn(costs -> IntStream.range(0, 1000)
                .mapToObj(i -> new Answer(i % 2 * 8, i % 2 * 8 + 8, i + 1))
                .toList());

        // When
        ExtractionResult result = query(Map.of());

        // Then: three attempts, each of two new pages and six that come again
        assertRefused(result, "6 pages came again, and only 2 were new");
        assertThat(azure.rowAnswers()).isEqualTo(3 * 8);
    }

    @Test
    void cycleToAnEarlierPageIsRefused() {
        // Given
        azure.answersIn(costs -> List.of(new Answer(0, 8, 1), new Answer(8, 16, 2), new Answer(16, 24, 1)));

        // When
        ExtractionResult result = query(Map.of());

        // Then
        assertRefused(result, "page 3 leads back to an earlier page: its links go in a circle");
        assertThat(azure.rowAnswers()).isEqualTo(3 * 3);
    }

    @Test
    void rowsRestatedInMidQueryAreReadAgainAsAnotherDelivery() {
        // Given: every cost is rated anew between the third page and the fourth
        List<Cost> rated = november.stream()
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
        ExtractionResult result = query(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertPublished(result, rated);
        assertThat(completions()).hasSize(1);
        assertThat(raw()).extracting(RawPage::getDeliveryId).doesNotContainNull();
        assertThat(azure.rowAnswers()).isEqualTo(16);
    }

    @Test
    void rowRestatedOnAPageThatOverlapsIsARestatement() {
        // Given
        azure.answersIn(ranges(0, 8, 6, 16, 16, 24, 24, 30));
        List<Cost> rated = new ArrayList<>(november);
        Cost seventh = november.get(7);
        rated.set(
                7,
                new Cost(seventh.day(), seventh.resource(), seventh.chargeType(), seventh.pricingModel(), "1", "EUR"));
        azure.beforeAnswer(2, () -> azure.states("ActualCost", rated));

        // When
        ExtractionResult result = query(Map.of());

        // Then: the second attempt does not go on where the first one stopped
        assertThat(result.errors()).isEmpty();
        assertPublished(result, rated);
        assertThat(azure.rowAnswers()).isEqualTo(2 + 4);
    }

    @Test
    void rowsThatNeverAddUpToTheirTotalAreRefused() {
        // Given: a page is left out
        azure.answersIn(ranges(0, 8, 8, 16, 20, 30));

        // When
        ExtractionResult result = query(Map.of());

        // Then
        assertRefused(result, "its rows do not add up to its control total");
    }

    @Test
    void emptyPageWithALinkIsNotTheEnd() {
        azure.answersIn(ranges(0, 0, 0, 8, 8, 8, 8, 8, 8, 30, 30, 30));

        ExtractionResult result = query(Map.of());

        assertThat(result.errors()).isEmpty();
        assertPublished(result, november);
    }

    @Test
    void linkToAForeignHostIsNotFollowed() throws IOException {
        try (FaultServer foreign = FaultServer.start(seen -> Reply.status(200))) {
            // Given
            azure.linksTo(place -> place == 1 ? foreign.uri() : azure.faults().uri());

            // When
            ExtractionResult result = query(Map.of());

            // Then
            assertThat(result.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error)
                            .isInstanceOf(SourceException.Malformed.class)
                            .hasMessageContaining(
                                    "expected a link to " + azure.faults().uri()));
            assertThat(completions()).isEmpty();
            assertThat(foreign.count()).isZero();
        }
    }

    @Test
    void expiredSkipTokenBeginsAnotherDelivery() {
        // Given
        azure.insteadOf(4, CostManagementServer.error(400, "Invalid skiptoken"));

        // When
        ExtractionResult result = query(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertPublished(result, november);
        assertThat(raw().stream().map(RawPage::getDeliveryId).distinct()).hasSize(2);
        assertThat(raw().get(0).getDeliveryTime())
                .isBefore(raw().get(raw().size() - 1).getDeliveryTime());
        assertThat(azure.rowAnswers()).isEqualTo(4 + 8);
    }

    @Test
    void questionThatAzureRefusesIsNotAskedAgain() {
        azure.insteadOf(1, CostManagementServer.error(400, "Invalid dataset grouping"));

        ExtractionResult result = query(Map.of());

        assertThat(result.errors())
                .singleElement()
                .isInstanceOf(SourceException.Malformed.class)
                .satisfies(error -> assertThat(error)
                        .hasMessageContaining("Azure says 400")
                        .hasMessageContaining("Invalid dataset grouping"));
        assertThat(azure.rowAnswers()).isEqualTo(1);
    }

    @Test
    void answerThatIsCutOffIsAskedForAgain() {
        // Given: the third answer ends in mid-row, though its length says that it is whole
        azure.beforeAnswer(2, () -> azure.faults().spoil(new Fault.CutTo(500), new Fault.CutTo(90)));

        // When
        ExtractionResult result = query(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertPublished(result, november);
        assertThat(azure.rowAnswers()).isEqualTo(8 + 2);
    }

    @Test
    void daysOfAnotherTimeZoneAreLeftToTheirOwnPeriod() {
        // Given: Azure answers for a day more at either end of what it was asked for
        List<Cost> october = costs(20, LocalDate.of(2026, 10, 4));
        List<Cost> both = new ArrayList<>(october);
        both.addAll(november);
        both.add(new Cost(LocalDate.of(2026, 10, 1), "/first", "Usage", "OnDemand", "1.25", "EUR"));
        both.add(new Cost(LocalDate.of(2026, 10, 31), "/last", "Usage", "OnDemand", "2.5", "EUR"));
        azure.states("ActualCost", both).shiftsDays();

        // When
        ExtractionResult result = query(Map.of("azure.periods", "2026-10..2026-11"));

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries()).extracting(TakenDelivery::rows).containsExactly(30L, 22L);
        assertThat(publishedTotal("EUR")).isEqualByComparingTo(CostManagementServer.total(both, "EUR"));
        assertThat(publishedTotal("USD")).isEqualByComparingTo(CostManagementServer.total(both, "USD"));
        RawPage completion = completions().stream()
                .filter(page -> page.getBillingPeriodStart().equals(LocalDate.of(2026, 10, 1)))
                .findFirst()
                .orElseThrow();
        assertThat(completion.getCompletion().getControlTotals())
                .filteredOn(total -> total.getName().endsWith("of other periods, left out"))
                .filteredOn(total -> "EUR".equals(total.getCurrency()))
                .singleElement()
                .satisfies(total -> assertThat(total.getTotal())
                        .isEqualByComparingTo(CostManagementServer.total(
                                november.stream()
                                        .filter(cost -> cost.day().equals(NOVEMBER))
                                        .toList(),
                                "EUR")));
    }

    @Test
    void billingPeriodsBeginOnTheirOwnDays() {
        // Given: a period from the 14th to the 13th, and costs on both sides of its ends
        azure.billingPeriods(LocalDate.of(2026, 9, 14), LocalDate.of(2026, 10, 14), LocalDate.of(2026, 11, 14));
        List<Cost> both = costs(56, LocalDate.of(2026, 10, 20));
        azure.states("ActualCost", both);

        // When
        ExtractionResult result = query(Map.of("azure.periods", "2", "azure.period.kind", "billing"));

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries())
                .extracting(TakenDelivery::billingPeriodStart, TakenDelivery::rows)
                .containsExactly(tuple(LocalDate.of(2026, 10, 14), 50L), tuple(LocalDate.of(2026, 11, 14), 6L));
        assertThat(raw())
                .filteredOn(page -> page.getBillingPeriodStart().equals(LocalDate.of(2026, 10, 14)))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page.getBillingPeriodEnd()).isEqualTo(LocalDate.of(2026, 11, 14)));
        assertThat(publishedTotal("EUR")).isEqualByComparingTo(CostManagementServer.total(both, "EUR"));
        assertThat(azure.faults().seen().stream().map(FaultServer.Seen::text))
                .anyMatch(text -> text.contains("BillingMonthToDate"))
                .anyMatch(text -> text.contains("TheLastBillingMonth"))
                .noneMatch(text -> text.contains("Custom"));
    }

    @Test
    void extractorAsksWhatItsSettingsSay() {
        // Given
        Map<String, String> settings = kafka.settings("azure://" + scope, scope);
        settings.putAll(settings(Map.of()));
        settings.put("azure.api", "query");
        settings.put("azure.costs", "actual");
        settings.put("azure.credentials", "none");
        settings.put("azure.resource.manager.endpoint", azure.faults().uri().toString());

        // When
        ExtractionResult result =
                Extractor.run(ExtractorConfig.from(settings), Progress.NONE, InstantSource.fixed(NOW));

        // Then
        assertThat(result.errors()).isEmpty();
        assertPublished(result, november);
    }

    @Test
    void unexpectedlyEmptyAnswerIsRefused() {
        // Given
        assertThat(query(Map.of()).errors()).isEmpty();
        azure.states("ActualCost", List.of());

        // When
        ExtractionResult result = query(Map.of());

        // Then
        assertThat(result.errors())
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .isInstanceOf(SourceException.Unavailable.class)
                        .hasMessageContaining("has no rows, though it had some before"));
        assertThat(completions()).hasSize(1);

        // When: it was a fault
        azure.states("ActualCost", november);

        // Then
        assertThat(query(Map.of()).errors()).isEmpty();
        assertThat(completions()).hasSize(2);
    }

    @Test
    void emptyAnswerThatContradictsTheTotalIsRefused() {
        for (int answer = 1; answer <= 3; answer++) {
            azure.insteadOf(answer, Reply.status(204));
        }

        assertRefused(query(Map.of()), "has no rows, though it had some before or its control total is not zero");
    }

    @Test
    void scopeWithoutCostsIsAnEmptyStatement() {
        azure.states("ActualCost", List.of());

        ExtractionResult result = query(Map.of());

        assertThat(result.errors()).isEmpty();
        assertThat(completions()).singleElement().satisfies(completion -> {
            assertThat(completion.getCompletion().getRows()).isZero();
            assertThat(completion.getCompletion().getControlTotals()).isEmpty();
        });
    }

    @Test
    void runThatIsKilledAfterAnyPageIsGoneOnWith() throws IOException {
        int pages = 0;
        for (int killAfter = 1; killAfter == 1 || killAfter <= pages; killAfter++) {
            String killed = "subscriptions/" + UUID.randomUUID();
            try (CostManagementServer server = CostManagementServer.start().states("ActualCost", november)) {
                // Given: overlaps, so that what was read before has to be known
                server.answersIn(ranges(0, 6, 4, 10, 10, 20, 15, 26, 2, 30));
                int after = killAfter;
                assertThatThrownBy(
                                () -> run(server, killed, Api.QUERY, Costs.ACTUAL, settings(Map.of()), killing(after)))
                        .isInstanceOf(Killed.class);
                int before = server.rowAnswers();

                // When
                ExtractionResult result =
                        run(server, killed, Api.QUERY, Costs.ACTUAL, settings(Map.of()), Progress.NONE);

                // Then: at most the answer that was being published is asked for again
                assertThat(result.errors()).isEmpty();
                List<RawPage> raw = raw(killed);
                assertPublished(raw, result, november);
                assertThat(raw.stream().map(RawPage::getDeliveryId).distinct()).hasSize(1);
                assertThat(server.rowAnswers()).isBetween(Math.max(before, 5), 6);
                pages = raw.size() - 1;
            }
        }
        assertThat(pages).isGreaterThanOrEqualTo(8);
    }

    @Test
    void runThatIsGoneOnWithAfterARestatementIsBegunAnew() {
        // Given
        assertThatThrownBy(() -> run(azure, scope, Api.QUERY, Costs.ACTUAL, settings(Map.of()), killing(3)))
                .isInstanceOf(Killed.class);
        azure.states("ActualCost", november.subList(0, 28));

        // When
        ExtractionResult result = query(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertPublished(result, november.subList(0, 28));
        assertThat(raw().stream().map(RawPage::getDeliveryId).distinct()).hasSize(2);
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
    void throttleOfAnyFamilyIsWaitedForAndCostsOneRequest(String header) {
        // Given
        Reply throttle = Reply.status(429, header, "137");
        azure.beforeAnswer(3, () -> azure.faults().spoil(new Fault.Instead(throttle)));

        // When
        ExtractionResult result = query(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertPublished(result, november);
        assertThat(TIME.wasPausedFor(137)).isTrue();
        assertThat(azure.faults().count()).isEqualTo(8 + 2 + 1);
    }

    @Test
    void burstsOfFailuresAndBrokenConnectionsCostOnlyRequests() {
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
        ExtractionResult result = query(Map.of());

        // Then: what was answered and did not arrive is answered again
        assertThat(result.errors()).isEmpty();
        assertPublished(result, november);
        assertThat(azure.faults().count()).isEqualTo(8 + 2 + 3 + 2);
    }

    @Test
    void slowAnswerIsReadToItsEnd() {
        azure.beforeAnswer(2, () -> azure.faults().spoil(new Fault.Drip(Duration.ofMillis(1))));

        ExtractionResult result = query(Map.of());

        assertThat(result.errors()).isEmpty();
        assertPublished(result, november);
    }

    @Test
    void failureThatLastsLeavesTheDeliveryToTheNextRun() {
        // Given
        azure.beforeAnswer(3, () -> azure.faults().spoil(broken(6)));

        // When
        ExtractionResult result = query(Map.of());
        int asked = azure.faults().count();
        ExtractionResult next = query(Map.of());

        // Then: it goes on with its third page
        assertThat(result.errors()).singleElement().isInstanceOf(SourceException.Unavailable.class);
        assertThat(next.errors()).isEmpty();
        assertPublished(next, november);
        assertThat(raw().stream().map(RawPage::getDeliveryId).distinct()).hasSize(1);
        assertThat(azure.faults().count()).isLessThanOrEqualTo(asked + 7);
    }

    @Test
    void itemsOfUsageDetailsArePublishedAsTheyAreWritten() {
        // Given
        azure.answersIn(ranges(0, 12, 10, 20, 20, 20, 20, 30));

        // When
        ExtractionResult result = run(Api.USAGE_DETAILS, Costs.ACTUAL, settings(Map.of()));

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries().get(0).scope())
                .isEqualTo("azure/azure.actual/" + scope + "/2026-11-01/usage-details");
        assertThat(items(result)).containsExactlyElementsOf(written(november, false));
        assertThat(azure.faults().seen().get(1)).satisfies(seen -> {
            assertThat(seen.method()).isEqualTo("GET");
            assertThat(seen.uri().getPath())
                    .isEqualTo("/" + scope + "/providers/Microsoft.Billing/billingPeriods/202611"
                            + "/providers/Microsoft.Consumption/usageDetails");
            assertThat(seen.uri().getQuery()).contains("metric=ActualCost");
        });
        assertThat(azure.rowAnswers()).isEqualTo(4);
    }

    @Test
    void usageDetailsOfACustomerAgreementAreAskedForByDays() {
        // Given
        String profile =
                "providers/microsoft.billing/billingaccounts/" + UUID.randomUUID() + ":1_2019-05-31/billingprofiles/ab";
        azure.states("AmortizedCost", november);

        // When
        ExtractionResult result =
                run(azure, profile, Api.USAGE_DETAILS, Costs.AMORTIZED, settings(Map.of()), Progress.NONE);

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(items(raw(profile), result)).containsExactlyElementsOf(written(november, true));
        assertThat(azure.faults().seen().get(1).uri().getQuery())
                .contains("metric=AmortizedCost")
                .contains("startDate=2026-11-01&endDate=2026-11-30");
    }

    @Test
    void usageDetailsThatAreKilledGoOn() {
        assertThatThrownBy(() -> run(azure, scope, Api.USAGE_DETAILS, Costs.ACTUAL, settings(Map.of()), killing(9)))
                .isInstanceOf(Killed.class);

        ExtractionResult result = run(Api.USAGE_DETAILS, Costs.ACTUAL, settings(Map.of()));

        assertThat(result.errors()).isEmpty();
        assertThat(items(result)).containsExactlyElementsOf(written(november, false));
        assertThat(azure.rowAnswers()).isBetween(8, 9);
    }

    @Test
    void itemThatIsStatedOtherwiseOnAnotherPageIsARestatement() {
        // Given
        azure.answersIn(ranges(0, 8, 6, 16, 16, 30));
        List<Cost> rated = new ArrayList<>(november);
        rated.set(7, new Cost(NOVEMBER, "/other", "Usage", "OnDemand", "1", "EUR"));
        azure.beforeAnswer(2, () -> azure.states("ActualCost", rated));

        // When
        ExtractionResult result = run(Api.USAGE_DETAILS, Costs.ACTUAL, settings(Map.of()));

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(items(result)).containsExactlyElementsOf(written(rated, false));
        assertThat(azure.rowAnswers()).isEqualTo(2 + 3);
    }

    @Test
    void filesOfAReportArePublishedWithoutShowingATokenOrASignature() throws IOException {
        try (FaultServer blobs = FaultServer.start(seen -> file(seen, CSV))) {
            // Given
            azure.reports(List.of(accepted("1", "7"), accepted("1", "11"), made(blobs, "one", 2)));

            // When
            ExtractionResult result = report();

            // Then
            assertThat(result.errors()).isEmpty();
            assertThat(result.deliveries()).singleElement().satisfies(delivery -> {
                assertThat(delivery.scope())
                        .isEqualTo("azure/azure.actual/" + scope + "/2026-11-01/cost-details-report");
                assertThat(delivery.rows()).isEqualTo(80);
            });
            List<RawPage> pages =
                    PublishedDelivery.whole(raw(), result.deliveries().get(0).deliveryId());
            assertThat(PublishedDelivery.rows(pages, CSV_HEADER)).isEqualTo(ROWS + ROWS);
            assertThat(pages).allSatisfy(page -> {
                assertThat(page.getContentType()).isEqualTo("text/csv; header=present");
                assertThat(page.getArtifact())
                        .startsWith(blobs.uri() + "/report/")
                        .doesNotContain("sig");
            });
            assertThat(TIME.wasPausedFor(7)).isTrue();
            assertThat(TIME.wasPausedFor(11)).isTrue();
            assertThat(blobs.seen())
                    .isNotEmpty()
                    .allSatisfy(seen -> assertThat(seen.headers()).doesNotContainKey("authorization"));
            assertThat(azure.faults().seen())
                    .hasSize(3)
                    .allSatisfy(seen -> assertThat(seen.headers()).containsEntry("authorization", "Bearer " + TOKEN));
            assertThat(azure.faults().seen().get(0).text())
                    .isEqualTo("{\"metric\":\"ActualCost\",\"timePeriod\":"
                            + "{\"start\":\"2026-11-01\",\"end\":\"2026-11-30\"}}");
        }
    }

    @Test
    void expiredLinkHasTheReportMadeAnew() throws IOException {
        try (FaultServer blobs = FaultServer.start(
                seen -> seen.uri().toString().contains("/report/1?sig=one") ? Reply.status(403) : file(seen, CSV))) {
            // Given: the second file's link expires while the first one is read
            azure.reports(
                    List.of(accepted("1", "1"), made(blobs, "one", 2), accepted("2", "1"), made(blobs, "two", 2)));

            // When
            ExtractionResult result = report();

            // Then
            assertThat(result.errors()).isEmpty();
            List<RawPage> pages =
                    PublishedDelivery.whole(raw(), result.deliveries().get(0).deliveryId());
            assertThat(PublishedDelivery.rows(pages, CSV_HEADER)).isEqualTo(ROWS + ROWS);
            assertThat(completions()).hasSize(1);
            assertThat(azure.faults().count()).isEqualTo(4);
        }
    }

    @Test
    void reportThatWasBeingReadIsFoundAgain() throws IOException {
        try (FaultServer blobs = FaultServer.start(seen -> file(seen, CSV))) {
            // Given
            azure.reports(List.of(accepted("1", "1"), made(blobs, "one", 2), made(blobs, "two", 2)));
            assertThatThrownBy(() -> run(azure, scope, Api.REPORT, Costs.ACTUAL, settings(Map.of()), killing(3)))
                    .isInstanceOf(Killed.class);

            // When
            ExtractionResult result = report();

            // Then: it is not made again
            assertThat(result.errors()).isEmpty();
            List<RawPage> pages =
                    PublishedDelivery.whole(raw(), result.deliveries().get(0).deliveryId());
            assertThat(PublishedDelivery.rows(pages, CSV_HEADER)).isEqualTo(ROWS + ROWS);
            assertThat(raw().stream().map(RawPage::getDeliveryId).distinct()).hasSize(1);
            assertThat(azure.faults().seen())
                    .extracting(FaultServer.Seen::method)
                    .containsExactly("POST", "GET", "GET");
        }
    }

    @Test
    void reportWithoutCostsIsRefusedWhereThereWereSome() throws IOException {
        try (FaultServer blobs = FaultServer.start(seen -> file(seen, CSV))) {
            // Given
            azure.reports(List.of(accepted("1", "1"), made(blobs, "one", 1)));
            assertThat(report().errors()).isEmpty();

            // When
            azure.reports(List.of(accepted("2", "1"), Reply.json("{\"status\":\"NoDataFound\"}"), Reply.status(204)));
            ExtractionResult result = report();

            // Then
            assertThat(result.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error)
                            .isInstanceOf(SourceException.Unavailable.class)
                            .hasMessageContaining("has no costs, though it had some before"));
            assertThat(completions()).hasSize(1);
        }
    }

    @Test
    void reportThatFailsSaysSo() {
        azure.reports(List.of(accepted("1", "1"), Reply.json("{\"status\":\"Failed\",\"error\":{\"code\":\"X\"}}")));

        assertThat(report().errors())
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .isInstanceOf(SourceException.Unavailable.class)
                        .hasMessageContaining("the report was not made: Failed {\"code\":\"X\"}"));
    }

    @Test
    void reportThatIsNeverMadeIsGivenUp() {
        azure.reports(List.of(accepted("1", "300")));

        assertThat(report().errors())
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .isInstanceOf(SourceException.Unavailable.class)
                        .hasMessageContaining("the report was not made within 3600 s"));
        assertThat(azure.faults().count()).isEqualTo(13);
    }

    private ExtractionResult report() {
        return run(Api.REPORT, Costs.ACTUAL, settings(Map.of()));
    }

    private Reply accepted(String operation, String retryAfter) {
        return Reply.status(
                202,
                "Location",
                azure.faults()
                        .uri("/" + scope + "/providers/Microsoft.CostManagement/costDetailsOperationResults/"
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

    /** A part of a file, as Blob storage gives it. */
    private static Reply file(FaultServer.Seen seen, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        String range = seen.headers().get("range");
        if (range == null) {
            return new Reply(200, Map.of("ETag", "\"1\""), content);
        }
        String[] ends = range.substring("bytes=".length()).split("-");
        int first = Integer.parseInt(ends[0]);
        int last = Math.min(Integer.parseInt(ends[1]), content.length - 1);
        return new Reply(
                206,
                Map.of("Content-Range", "bytes " + first + "-" + last + "/" + content.length, "ETag", "\"1\""),
                Arrays.copyOfRange(content, first, last + 1));
    }

    private static Fault[] broken(int times) {
        return IntStream.range(0, times).mapToObj(i -> new Fault.EndAfter(10)).toArray(Fault[]::new);
    }

    private List<String> items(ExtractionResult result) {
        return items(raw(), result);
    }

    private static List<String> items(List<RawPage> raw, ExtractionResult result) {
        return PublishedDelivery.whole(raw, result.deliveries().get(0).deliveryId()).stream()
                .flatMap(page -> StreamSupport.stream(json(page).spliterator(), false))
                .map(JsonNode::toString)
                .toList();
    }

    private static List<String> written(List<Cost> costs, boolean isModern) {
        return IntStream.range(0, costs.size())
                .mapToObj(i -> isModern
                        ? CostManagementServer.modern(i, costs.get(i))
                        : CostManagementServer.legacy(i, costs.get(i)))
                .map(AzureApiIT::parsed)
                .map(JsonNode::toString)
                .toList();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Progress killing(int afterPages) {
        AtomicInteger pages = new AtomicInteger();
        return new Progress() {
            @Override
            public void pagePublished(String scope, int rows, int bytes) {
                if (pages.incrementAndGet() == afterPages) {
                    throw new Killed();
                }
            }
        };
    }

    /** Answers of rows from one number to before another, one after the other. */
    private static Function<List<Cost>, List<Answer>> ranges(int... ends) {
        return costs -> IntStream.range(0, ends.length / 2)
                .mapToObj(i -> new Answer(
                        Math.min(ends[2 * i], costs.size()),
                        Math.min(ends[2 * i + 1], costs.size()),
                        i + 1 < ends.length / 2 ? i + 1 : -1))
                .toList();
    }

    private void assertRefused(ExtractionResult result, String problem) {
        assertThat(result.errors())
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .isInstanceOf(SourceException.Unavailable.class)
                        .hasMessageContaining(problem));
        assertThat(completions()).isEmpty();
    }

    private List<RawPage> completions() {
        return raw().stream().filter(page -> page.getCompletion() != null).toList();
    }

    private Map<String, BigDecimal> controlTotals(ExtractionResult result) {
        Map<String, BigDecimal> totals = new HashMap<>();
        completions().stream()
                .filter(page ->
                        page.getDeliveryId().equals(result.deliveries().get(0).deliveryId()))
                .flatMap(page -> page.getCompletion().getControlTotals().stream())
                .forEach(total -> totals.put(
                        total.getName(),
                        new BigDecimal(total.getTotal().stripTrailingZeros().toPlainString())));
        return totals;
    }

    private BigDecimal publishedTotal(String currency) {
        return raw().stream()
                .filter(page -> page.getCompletion() == null)
                .flatMap(page -> StreamSupport.stream(json(page).get("rows").spliterator(), false))
                .filter(row -> row.get(5).asText().equals(currency))
                .map(row -> row.get(0).decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void assertPublished(ExtractionResult result, List<Cost> expected) {
        assertPublished(raw(), result, expected);
    }

    private static void assertPublished(List<RawPage> raw, ExtractionResult result, List<Cost> expected) {
        assertThat(result.deliveries()).hasSize(1);
        List<RawPage> pages =
                PublishedDelivery.whole(raw, result.deliveries().get(0).deliveryId());
        List<String> published = new ArrayList<>();
        Map<String, BigDecimal> totals = new HashMap<>();
        for (RawPage page : pages) {
            JsonNode content = json(page);
            assertThat(content.get("rows")).hasSize(page.getRowCount());
            for (JsonNode row : content.get("rows")) {
                published.add(row.toString());
                totals.merge(row.get(5).asText(), row.get(0).decimalValue(), BigDecimal::add);
            }
        }
        assertThat(published).hasSameSizeAs(expected).doesNotHaveDuplicates();
        expected.stream()
                .map(Cost::currency)
                .distinct()
                .forEach(currency -> assertThat(totals.get(currency))
                        .isEqualByComparingTo(CostManagementServer.total(expected, currency)));
    }

    private List<RawPage> raw() {
        return raw(scope);
    }

    private static List<RawPage> raw(String account) {
        return kafka.rawRecords(account).stream().map(record -> record.value()).toList();
    }

    private static JsonNode json(RawPage page) {
        try {
            byte[] content = new byte[page.getContent().remaining()];
            page.getContent().duplicate().get(content);
            return JSON.readTree(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("azure.periods", "2026-11", "azure.query.grouping", "ResourceId,ChargeType,PricingModel"));
        settings.putAll(more);
        return settings;
    }

    private ExtractionResult query(Map<String, String> more) {
        return run(Api.QUERY, Costs.ACTUAL, settings(more));
    }

    private ExtractionResult run(Api api, Costs costs, Map<String, String> settings) {
        return run(azure, scope, api, costs, settings, Progress.NONE);
    }

    private static ExtractionResult run(
            CostManagementServer server,
            String account,
            Api api,
            Costs costs,
            Map<String, String> settings,
            Progress progress) {
        ExtractorConfig config = ExtractorConfig.from(kafka.settings("azure://" + account, account));
        ApiConfig apiConfig = ApiConfig.from(ApiConfig.define(new ConfigDef()).parse(settings));
        PageLimits limits = new PageLimits(config.pageBytes(), config.pageRows(), 1_000_000);
        Job.Opener opener = (input, provider, ofConfig) -> ApiSource.open(
                input,
                costs,
                api,
                apiConfig,
                new ApiSource.Means(manager(server), limits, 2, TIME, TIME, new Random()));
        try (Job job = new Job(config, opener, progress, TIME, TIME, false)) {
            return job.once();
        }
    }

    private static AzureResourceManager manager(CostManagementServer server) {
        HttpSettings settings = new HttpSettings(
                server.faults().uri(),
                "https://management.azure.com/.default",
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                4,
                1_000_000,
                100_000,
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 6),
                Duration.ofMinutes(5),
                10,
                Duration.ofSeconds(30),
                BudgetSettings.of(RequestLimits.DEFAULTS));
        TokenCredential credential =
                request -> Mono.just(new AccessToken(TOKEN, OffsetDateTime.now().plusHours(1)));
        return AzureResourceManager.of(settings, Optional.of(credential), new Waiting(TIME, TIME, NOTHING_MORE));
    }

    /** Time that passes only when somebody waits. */
    private static final class Time implements InstantSource, Pause {

        private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
        private final List<Duration> pauses = new CopyOnWriteArrayList<>();

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public void pause(Duration duration) {
            pauses.add(duration);
            now.updateAndGet(before -> before.plus(duration));
        }

        boolean wasPausedFor(long seconds) {
            return pauses.stream().anyMatch(pause -> pause.toSeconds() >= seconds && pause.toSeconds() <= seconds + 2);
        }
    }

    /** Costs of resources on days of a month, with all the digits that Azure writes. */
    private static List<Cost> costs(int count, LocalDate month) {
        Random random = new Random(count);
        return IntStream.range(0, count)
                .mapToObj(i -> new Cost(
                        month.plusDays(i % 28),
                        "/subscriptions/x/é/" + i,
                        i % 7 == 3 ? "Purchase" : "Usage",
                        i % 5 == 2 ? "Reservation" : "OnDemand",
                        i % 9 == 4 ? "5.64902E-05" : Double.toString(random.nextDouble() * 100 - 10),
                        i % 10 == 6 ? "USD" : "EUR"))
                .toList();
    }
}
