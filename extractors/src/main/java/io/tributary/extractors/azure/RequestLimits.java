package io.tributary.extractors.azure;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * Limits of the requests to Cost Management, for all scopes of a process together.
 *
 * @param perMinute requests in a minute
 * @param queryUnits query units in ten seconds, in a minute and in an hour
 * @param concurrent requests that are under way at the same time
 * @param concurrentPerScope of these, requests of one scope
 * @param longestThrottle how long a request may be kept waiting because Azure throttles
 */
public record RequestLimits(
        int perMinute, List<Integer> queryUnits, int concurrent, int concurrentPerScope, Duration longestThrottle) {

    /**
     * Cost Management's query units of a tenant.
     *
     * <p>Source: https://learn.microsoft.com/azure/cost-management-billing/costs/manage-automation
     */
    static final List<Integer> TENANT_QUERY_UNITS = List.of(12, 60, 600);

    /**
     * Azure's limits of a tenant, and one request at a time: 600 query units in an hour are one in six seconds, which
     * an answer takes anyway, and a request that is under way when Azure refuses another is most likely refused as
     * well.
     */
    public static final RequestLimits DEFAULTS =
            new RequestLimits(30, TENANT_QUERY_UNITS, 1, 2, Duration.ofMinutes(90));

    public RequestLimits {
        queryUnits = List.copyOf(queryUnits);
        requireNonNull(longestThrottle, "longestThrottle");
        if (queryUnits.size() != 3) {
            throw new IllegalArgumentException(
                    "queryUnits is " + queryUnits + ": expected those of ten seconds, a minute and an hour");
        }
    }
}
