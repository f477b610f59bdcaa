package io.tributary.extractors.azure.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.extractors.azure.BillingScope;
import io.tributary.extractors.azure.api.paged.Answers;
import io.tributary.extractors.azure.http.Request;
import io.tributary.extractors.azure.http.ResourceManager;
import io.tributary.extractors.azure.http.Response;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The billing periods of a subscription, which may begin on any day of a month.
 *
 * <p>Source: https://learn.microsoft.com/en-us/rest/api/billing/billing-periods/list
 */
public final class BillingPeriods {

    private static final String API_VERSION = "2018-03-01-preview";
    private static final int DAY_LENGTH = 10;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMM");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The last day of a period on which the one before it is still read. */
    private static final int LAST_DAY_OF_GRACE = 5;

    private final ResourceManager manager;
    private final BillingScope scope;
    private final URI uri;

    public BillingPeriods(ResourceManager manager, BillingScope scope) {
        this.manager = requireNonNull(manager, "manager");
        this.scope = requireNonNull(scope, "scope");
        this.uri = Uris.of(
                manager.endpoint(),
                scope,
                "/providers/Microsoft.Billing/billingPeriods",
                "api-version=" + API_VERSION + "&$top=37");
    }

    /**
     * The periods to read, from the first to the last.
     *
     * @param wanted which of them
     * @param onlyNewest whether only the current period and the one before are available
     * @throws SourceException if they cannot be read, or do not exist
     */
    public List<Period> among(Periods wanted, LocalDate today, boolean onlyNewest) {
        List<Period> known = new ArrayList<>(list());
        known.removeIf(period -> period.start().isAfter(today));
        known.sort(Comparator.comparing(Period::start));
        if (known.isEmpty()) {
            throw new SourceException.Missing("GET " + uri, "lists no billing period until " + today);
        }
        List<Period> chosen;
        if (wanted.months().isPresent()) {
            List<String> names = wanted.months().get().stream()
                    .map(YearMonth::atEndOfMonth)
                    .map(NAME::format)
                    .toList();
            chosen = known.stream()
                    .filter(period -> names.contains(period.name().split("-")[0]))
                    .toList();
        } else {
            Period newest = known.get(known.size() - 1);
            boolean isYoung = today.isBefore(newest.start().plusDays(LAST_DAY_OF_GRACE));
            int count = wanted.count() > 0 ? wanted.count() : isYoung ? 2 : 1;
            chosen = known.subList(Math.max(0, known.size() - count), known.size());
        }
        if (onlyNewest
                && !known.subList(Math.max(0, known.size() - 2), known.size()).containsAll(chosen)) {
            throw new SourceException.Malformed(
                    "azure://" + scope,
                    ApiConfig.PERIODS
                            + " asks for billing periods before the last one, which the Query interface does not"
                            + " tell apart: expected " + ApiConfig.PERIOD_KIND + "=calendar");
        }
        return List.copyOf(chosen);
    }

    private List<Period> list() {
        Response response = manager.send(Request.get(uri, scope.id(), 0));
        if (response.status() != 200) {
            throw Answers.failure("GET " + uri, response);
        }
        try {
            List<Period> periods = new ArrayList<>();
            for (JsonNode item : JSON.readTree(response.body()).path("value")) {
                periods.add(new Period(
                        item.path("name").asText(),
                        day(item, "billingPeriodStartDate"),
                        day(item, "billingPeriodEndDate").plusDays(1)));
            }
            return periods;
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new SourceException.Malformed("GET " + uri, "lists no billing periods: " + e.getMessage(), e);
        }
    }

    private static LocalDate day(JsonNode item, String name) {
        String text = item.path("properties").path(name).asText();
        return LocalDate.parse(text.substring(0, Math.min(DAY_LENGTH, text.length())));
    }
}
