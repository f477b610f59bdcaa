package io.tributary.extractors.azure.http;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.CostManagementConfig;
import io.tributary.extractors.throttle.RateWindows.Window;
import java.time.Duration;
import java.util.List;

/**
 * How much may be asked of Azure, by all scopes of a process together.
 *
 * @param units query units in any stretch of time
 * @param requests requests in any stretch of time
 * @param concurrent requests that are under way at the same time: as many as a throttle may cost
 * @param concurrentPerScope of these, requests of the same scope
 * @param longestWait how long a request may be kept waiting because Azure asks for it
 */
public record BudgetSettings(
        List<Window> units, List<Window> requests, int concurrent, int concurrentPerScope, Duration longestWait) {

    /**
     * Cost Management's limits of a tenant.
     *
     * <p>Source: https://learn.microsoft.com/azure/cost-management-billing/costs/manage-automation
     */
    public static final List<Window> TENANT_UNITS = List.of(
            new Window(12, Duration.ofSeconds(10)),
            new Window(60, Duration.ofMinutes(1)),
            new Window(600, Duration.ofHours(1)));

    /** 600 units in an hour may be used up at once, and are given back an hour later. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(90);

    public BudgetSettings {
        units = List.copyOf(units);
        requests = List.copyOf(requests);
        requireNonNull(longestWait, "longestWait");
        if (concurrent < 1 || concurrentPerScope < 1) {
            throw new IllegalArgumentException(
                    "concurrent is " + concurrent + ", by scope " + concurrentPerScope + ": expected at least 1");
        }
    }

    /**
     * What the settings of the source say. One request at a time: 600 units in an hour are one each six seconds, which
     * is what an answer takes, and a request that is under way when Azure refuses another is most likely refused as well.
     */
    public static BudgetSettings of(CostManagementConfig config) {
        return new BudgetSettings(
                TENANT_UNITS,
                List.of(new Window(config.requestsPerMinute(), Duration.ofMinutes(1))),
                1,
                config.requestsPerScope(),
                LONGEST_WAIT);
    }

    /** Nothing is metered: what {@code concurrent} downloads at the same time need. */
    static BudgetSettings unmetered(int concurrent, Duration longestWait) {
        return new BudgetSettings(List.of(), List.of(), concurrent, concurrent, longestWait);
    }
}
