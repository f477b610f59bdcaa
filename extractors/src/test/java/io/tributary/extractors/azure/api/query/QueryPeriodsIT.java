package io.tributary.extractors.azure.api.query;

import static io.tributary.extractors.azure.api.ApiScope.NOVEMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.azure.api.ApiScope;
import io.tributary.extractors.azure.api.QueryRows;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.azure.CostManagementServer;
import io.tributary.testsupport.azure.CostManagementServer.Cost;
import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.kafka.KafkaForTests;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Periods of the Query interface whose days are not those of the calendar months in UTC. */
class QueryPeriodsIT {

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
    void daysOfAnotherPeriodAreLeftOut() {
        // Given: Azure answers for a day more at either end of what it was asked for
        List<Cost> october = CostManagementServer.costs(20, LocalDate.of(2026, 10, 4));
        List<Cost> both = new ArrayList<>(october);
        both.addAll(NOVEMBER);
        both.add(new Cost(LocalDate.of(2026, 10, 1), "/first", "Usage", "OnDemand", "1.25", "EUR"));
        both.add(new Cost(LocalDate.of(2026, 10, 31), "/last", "Usage", "OnDemand", "2.5", "EUR"));
        azure.states("ActualCost", both).shiftsDays();

        // When
        ExtractionResult result =
                scope.with("azure.periods", "2026-10..2026-11").query();

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries()).extracting(TakenDelivery::rows).containsExactly(30L, 22L);
        assertThat(QueryRows.total(scope.pages(), "EUR")).isEqualByComparingTo(CostManagementServer.total(both, "EUR"));
        assertThat(QueryRows.total(scope.pages(), "USD")).isEqualByComparingTo(CostManagementServer.total(both, "USD"));
        RawPage completion = scope.completions().stream()
                .filter(page -> page.getBillingPeriodStart().equals(LocalDate.of(2026, 10, 1)))
                .findFirst()
                .orElseThrow();
        assertThat(completion.getCompletion().getControlTotals())
                .filteredOn(total -> total.getName().endsWith("of other periods, left out"))
                .filteredOn(total -> "EUR".equals(total.getCurrency()))
                .singleElement()
                .satisfies(total -> assertThat(total.getTotal())
                        .isEqualByComparingTo(CostManagementServer.total(
                                NOVEMBER.stream()
                                        .filter(cost -> cost.day().equals(LocalDate.of(2026, 11, 1)))
                                        .toList(),
                                "EUR")));
    }

    @Test
    void billingPeriodsBeginOnTheirOwnDays() {
        // Given: a period from the 14th to the 13th, and costs on both sides of its ends
        azure.billingPeriods(LocalDate.of(2026, 9, 14), LocalDate.of(2026, 10, 14), LocalDate.of(2026, 11, 14));
        List<Cost> both = CostManagementServer.costs(56, LocalDate.of(2026, 10, 20));
        azure.states("ActualCost", both);

        // When
        ExtractionResult result = scope.with("azure.periods", "2")
                .with("azure.period.kind", "billing")
                .query();

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries())
                .extracting(TakenDelivery::billingPeriodStart, TakenDelivery::rows)
                .containsExactly(tuple(LocalDate.of(2026, 10, 14), 50L), tuple(LocalDate.of(2026, 11, 14), 6L));
        assertThat(scope.pages())
                .filteredOn(page -> page.getBillingPeriodStart().equals(LocalDate.of(2026, 10, 14)))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(page.getBillingPeriodEnd()).isEqualTo(LocalDate.of(2026, 11, 14)));
        assertThat(QueryRows.total(scope.pages(), "EUR")).isEqualByComparingTo(CostManagementServer.total(both, "EUR"));
        assertThat(azure.faults().seen().stream().map(FaultServer.Seen::text))
                .anyMatch(text -> text.contains("BillingMonthToDate"))
                .anyMatch(text -> text.contains("TheLastBillingMonth"))
                .noneMatch(text -> text.contains("Custom"));
    }
}
