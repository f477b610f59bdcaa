package io.tributary.extractors.azure.http;

import io.tributary.extractors.throttle.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the headers of an answer state about the budget.
 *
 * <p>Cost Management limits requests by scope ("entity"), by tenant, by kind of client and by query units, and has a
 * header for the wait of each; other parts of Azure use {@code Retry-After}. Of several waits, the longest counts. The
 * wait of a scope does not hold up other scopes.
 *
 * <p>Source: https://learn.microsoft.com/azure/cost-management-billing/costs/manage-automation and
 * https://learn.microsoft.com/rest/api/cost-management (the two pages name the client's limit differently, so both
 * names are read).
 *
 * @param scopeWait how long requests of the same scope should wait
 * @param tenantWait how long all requests should wait
 * @param longestFrom the header that asks for the longest wait; empty if none does
 * @param unitsConsumed query units that the request cost
 * @param scopeExhausted whether the scope has no requests left
 * @param tenantExhausted whether a quota that all scopes share is used up
 */
record Throttling(
        Duration scopeWait,
        Duration tenantWait,
        String longestFrom,
        OptionalInt unitsConsumed,
        boolean scopeExhausted,
        boolean tenantExhausted) {

    private static final Pattern RETRY_AFTER =
            Pattern.compile("x-ms-ratelimit-microsoft\\.(?:costmanagement|consumption)-(?:(\\w+)-)?retry-after");
    private static final Pattern REQUESTS_LEFT =
            Pattern.compile("x-ms-ratelimit-remaining-microsoft\\.(?:costmanagement|consumption)-(?:(\\w+)-)?requests");
    private static final String UNITS_CONSUMED = "x-ms-ratelimit-microsoft.costmanagement-qpu-consumed";
    private static final String UNITS_LEFT = "x-ms-ratelimit-microsoft.costmanagement-qpu-remaining";
    private static final String ENTITY = "entity";
    private static final Pattern LEFT = Pattern.compile("(?:^|[:=,;\\s])(\\d{1,9})(?=$|[,;\\s])");

    /** Reads headers whose names are in lower case. */
    static Throttling of(Map<String, String> headers, Instant now) {
        Longest entity = new Longest();
        Longest shared = new Longest();
        Longest general = new Longest();
        boolean scopeExhausted = false;
        boolean tenantExhausted = hasNoneLeft(headers.get(UNITS_LEFT));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            Matcher wait = RETRY_AFTER.matcher(header.getKey());
            if (wait.matches()) {
                (ENTITY.equals(wait.group(1)) ? entity : shared).add(header.getKey(), seconds(header.getValue(), now));
            }
            Matcher left = REQUESTS_LEFT.matcher(header.getKey());
            if (left.matches() && hasNoneLeft(header.getValue())) {
                boolean isScope = ENTITY.equals(left.group(1));
                scopeExhausted |= isScope;
                tenantExhausted |= !isScope;
            }
        }
        general.add("retry-after", seconds(headers.get("retry-after"), now));
        general.add("retry-after-ms", milliseconds(headers.get("retry-after-ms")));
        general.add("x-ms-retry-after-ms", milliseconds(headers.get("x-ms-retry-after-ms")));
        // The general headers do not say which requests they limit. The others do; alone, a general one may concern all
        // scopes.
        Longest plain = entity.isAsked() && !shared.isAsked() ? entity : shared;
        plain.add(general.from, general.wait);
        Longest longest = entity.wait.compareTo(shared.wait) > 0 ? entity : shared;
        return new Throttling(
                longest.wait,
                shared.wait,
                longest.from,
                consumed(headers.get(UNITS_CONSUMED)),
                scopeExhausted,
                tenantExhausted);
    }

    /** Whether a header asks to wait. */
    boolean asksToWait() {
        return !scopeWait.isZero();
    }

    private static OptionalInt consumed(String value) {
        return value != null && value.strip().matches("\\d{1,6}")
                ? OptionalInt.of(Integer.parseInt(value.strip()))
                : OptionalInt.empty();
    }

    /** Whether one of the quotas, written as {@code QueriesPerHour:577,QueriesPerMin:59} or {@code 12}, is used up. */
    private static boolean hasNoneLeft(String value) {
        if (value == null) {
            return false;
        }
        Matcher left = LEFT.matcher(value.strip());
        while (left.find()) {
            if (Integer.parseInt(left.group(1)) == 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Duration> seconds(String value, Instant now) {
        return Optional.ofNullable(value).flatMap(asked -> RetryAfter.seconds(asked, now));
    }

    private static Optional<Duration> milliseconds(String value) {
        return Optional.ofNullable(value).flatMap(RetryAfter::milliseconds);
    }

    /** The longest wait, and the header that asks for it. */
    private static final class Longest {

        private Duration wait = Duration.ZERO;
        private String from = "";

        void add(String header, Optional<Duration> asked) {
            asked.ifPresent(duration -> add(header, duration));
        }

        void add(String header, Duration asked) {
            if (asked.compareTo(wait) > 0) {
                wait = asked;
                from = header;
            }
        }

        boolean isAsked() {
            return !wait.isZero();
        }
    }
}
