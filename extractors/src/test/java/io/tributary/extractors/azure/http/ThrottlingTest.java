package io.tributary.extractors.azure.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits that the throttling headers of each kind ask for. */
class ThrottlingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String COST_MANAGEMENT = "x-ms-ratelimit-microsoft.costmanagement-";

    @ParameterizedTest
    @ValueSource(
            strings = {
                COST_MANAGEMENT + "tenant-retry-after",
                COST_MANAGEMENT + "clienttype-retry-after",
                COST_MANAGEMENT + "client-retry-after",
                COST_MANAGEMENT + "qpu-retry-after",
                "x-ms-ratelimit-microsoft.consumption-retry-after",
                "x-ms-ratelimit-microsoft.consumption-tenant-retry-after",
                "retry-after"
            })
    void throttleOfTheTenantHoldsAllRequests(String header) {
        Throttling throttling = throttling(header, "47");
        assertThat(throttling.tenantWait()).isEqualTo(Duration.ofSeconds(47));
        assertThat(throttling.scopeWait()).isEqualTo(Duration.ofSeconds(47));
        assertThat(throttling.longestFrom()).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {COST_MANAGEMENT + "entity-retry-after", "x-ms-ratelimit-microsoft.consumption-entity-retry-after"
            })
    void throttleOfAScopeHoldsItsRequestsOnly(String header) {
        Throttling throttling = throttling(header, "47");
        assertThat(throttling.scopeWait()).isEqualTo(Duration.ofSeconds(47));
        assertThat(throttling.tenantWait()).isZero();
    }

    @Test
    void longestWaitCounts() {
        Throttling throttling = throttling(
                COST_MANAGEMENT + "entity-retry-after",
                "21",
                COST_MANAGEMENT + "clienttype-retry-after",
                "47",
                COST_MANAGEMENT + "qpu-retry-after",
                "8",
                "retry-after",
                "30");
        assertThat(throttling.scopeWait()).isEqualTo(Duration.ofSeconds(47));
        assertThat(throttling.tenantWait()).isEqualTo(Duration.ofSeconds(47));
        assertThat(throttling.longestFrom()).isEqualTo(COST_MANAGEMENT + "clienttype-retry-after");
    }

    @Test
    void longerWaitOfAScopeHoldsNoOtherScope() {
        Throttling throttling =
                throttling(COST_MANAGEMENT + "entity-retry-after", "60", COST_MANAGEMENT + "qpu-retry-after", "10");
        assertThat(throttling.scopeWait()).isEqualTo(Duration.ofSeconds(60));
        assertThat(throttling.tenantWait()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void plainWaitBesideThatOfAScopeHoldsTheScope() {
        Throttling throttling = throttling(COST_MANAGEMENT + "entity-retry-after", "60", "retry-after", "70");
        assertThat(throttling.scopeWait()).isEqualTo(Duration.ofSeconds(70));
        assertThat(throttling.tenantWait()).isZero();
    }

    @Test
    void datesAndMillisecondsAreRead() {
        assertThat(throttling("retry-after", "Sun, 01 Mar 2026 12:00:42 GMT").tenantWait())
                .isEqualTo(Duration.ofSeconds(42));
        assertThat(throttling("retry-after", "Sun, 01 Mar 2026 11:00:42 GMT").asksToWait())
                .isFalse();
        assertThat(throttling("retry-after-ms", "1500").tenantWait()).isEqualTo(Duration.ofMillis(1500));
        assertThat(throttling("x-ms-retry-after-ms", "1500").tenantWait()).isEqualTo(Duration.ofMillis(1500));
        assertThat(throttling("retry-after", "1.5").tenantWait()).isEqualTo(Duration.ofMillis(1500));
        assertThat(throttling("retry-after", "3,40").tenantWait()).isEqualTo(Duration.ofSeconds(40));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", " ", "-5", "0", "99999999999999999999", "NaN", "Monday"})
    void malformedWaitIsIgnored(String value) {
        assertThat(throttling("retry-after", value).asksToWait()).isFalse();
        assertThat(throttling(COST_MANAGEMENT + "qpu-retry-after", value).asksToWait())
                .isFalse();
    }

    @Test
    void remainingQuotaIsNoWait() {
        Throttling throttling = throttling(
                "x-ms-ratelimit-remaining-microsoft.costmanagement-entity-requests", "DefaultQuota:3",
                "x-ms-ratelimit-remaining-microsoft.costmanagement-tenant-requests", "DefaultQuota:19",
                "x-ms-ratelimit-microsoft.costmanagement-qpu-remaining", "QueriesPerHour:577,QueriesPerMin:59",
                "x-ms-ratelimit-microsoft.costmanagement-qpu-consumed", "3",
                "x-ms-ratelimit-remaining-subscription-resource-requests", "1099");
        assertThat(throttling.asksToWait()).isFalse();
        assertThat(throttling.scopeExhausted()).isFalse();
        assertThat(throttling.tenantExhausted()).isFalse();
        assertThat(throttling.unitsConsumed()).hasValue(3);
    }

    @Test
    void quotaThatIsUsedUpIsSeen() {
        assertThat(throttling(
                                "x-ms-ratelimit-microsoft.costmanagement-qpu-remaining",
                                "QueriesPerHour:577,QueriesPerMin:0")
                        .tenantExhausted())
                .isTrue();
        assertThat(throttling("x-ms-ratelimit-remaining-microsoft.costmanagement-clienttype-requests", "DefaultQuota:0")
                        .tenantExhausted())
                .isTrue();
        Throttling scope =
                throttling("x-ms-ratelimit-remaining-microsoft.costmanagement-entity-requests", "DefaultQuota:0");
        assertThat(scope.scopeExhausted()).isTrue();
        assertThat(scope.tenantExhausted()).isFalse();
    }

    private static Throttling throttling(String... namesAndValues) {
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Throttling.of(headers, NOW);
    }
}
