package io.tributary.extractors.azure.http;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.RequestLimits;
import io.tributary.extractors.throttle.RateWindows.Window;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Limits of the requests to Azure, for all scopes of a process together.
 *
 * @param units query units in any window of time
 * @param requests requests in any window of time
 * @param concurrent requests that are under way at the same time: as many as a throttle may cost
 * @param concurrentPerScope of these, requests of the same scope
 * @param longestWait how long a request may be kept waiting because Azure asks for it
 */
public record BudgetSettings(
        List<Window> units, List<Window> requests, int concurrent, int concurrentPerScope, Duration longestWait) {

    private static final List<Duration> UNIT_WINDOWS =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofHours(1));

    public BudgetSettings {
        units = List.copyOf(units);
        requests = List.copyOf(requests);
        requireNonNull(longestWait, "longestWait");
        if (concurrent < 1 || concurrentPerScope < 1) {
            throw new IllegalArgumentException(
                    "concurrent is " + concurrent + ", by scope " + concurrentPerScope + ": expected at least 1");
        }
    }

    /** The values of the source's settings. */
    public static BudgetSettings of(RequestLimits limits) {
        List<Window> units = IntStream.range(0, UNIT_WINDOWS.size())
                .mapToObj(i -> new Window(limits.queryUnits().get(i), UNIT_WINDOWS.get(i)))
                .toList();
        return new BudgetSettings(
                units,
                List.of(new Window(limits.perMinute(), Duration.ofMinutes(1))),
                limits.concurrent(),
                limits.concurrentPerScope(),
                limits.longestThrottle());
    }

    /** No limit but {@code concurrent} requests at the same time, for downloads. */
    static BudgetSettings unmetered(int concurrent, Duration longestWait) {
        return new BudgetSettings(List.of(), List.of(), concurrent, concurrent, longestWait);
    }
}
