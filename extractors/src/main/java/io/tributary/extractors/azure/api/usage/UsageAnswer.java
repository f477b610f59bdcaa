package io.tributary.extractors.azure.api.usage;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonToken;
import io.tributary.extractors.azure.api.Amounts;
import io.tributary.extractors.azure.api.paged.ApiPage;
import io.tributary.extractors.azure.api.paged.ApiRow;
import io.tributary.extractors.azure.api.paged.Digests;
import io.tributary.extractors.azure.api.paged.JsonSlices;
import io.tributary.extractors.azure.api.paged.JsonSlices.Slice;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Parses answers of the usage details interface: {@code value} with items, and {@code nextLink}. Items of the kinds
 * {@code legacy} and {@code modern} name their costs differently, and both may come in one answer.
 *
 * <p>Source: https://learn.microsoft.com/en-us/rest/api/consumption/usage-details/list
 */
final class UsageAnswer {

    private static final byte[] HEAD = JsonSlices.bytes("[");
    private static final byte[] TAIL = JsonSlices.bytes("]");

    /** Names of an item's cost: of the modern kind, of the legacy kind, and before there were kinds. */
    private static final List<String> COSTS = List.of("costInBillingCurrency", "cost", "pretaxCost");

    private static final List<String> CURRENCIES = List.of("billingCurrencyCode", "billingCurrency", "currency");
    private static final List<String> DAYS = List.of("date", "usageStart");
    private static final int DAY_LENGTH = 10;

    private final String object;

    /** @param object the request, for messages */
    UsageAnswer(String object) {
        this.object = requireNonNull(object, "object");
    }

    /**
     * Reads an answer.
     *
     * @throws IOException if it is not JSON, or is cut off
     * @throws SourceException.Malformed if it is not an answer of usage details
     */
    ApiPage read(byte[] body) throws IOException {
        Map<String, Slice> root = JsonSlices.members(body);
        Slice value = root.get("value");
        if (value == null || value.token() != JsonToken.START_ARRAY) {
            throw new SourceException.Malformed(object, "the answer has no value: expected an array of items");
        }
        List<ApiRow> rows = new ArrayList<>();
        for (Slice item : JsonSlices.values(body, value)) {
            rows.add(row(body, item));
        }
        Optional<String> link = Optional.ofNullable(root.get("nextLink")).map(Slice::text);
        return new ApiPage(body, HEAD, TAIL, rows, link.filter(text -> !text.isBlank()));
    }

    private ApiRow row(byte[] body, Slice item) throws IOException {
        if (item.token() != JsonToken.START_OBJECT) {
            throw new SourceException.Malformed(object, "has an item that is no object");
        }
        Map<String, Slice> members = JsonSlices.members(body, item);
        Slice nested = members.get("properties");
        if (nested == null || nested.token() != JsonToken.START_OBJECT) {
            throw new SourceException.Malformed(object, "has an item without properties");
        }
        Map<String, Slice> properties = JsonSlices.members(body, nested);
        long content = Digests.of(body, item.start(), item.end());
        long key = Optional.ofNullable(members.get("id"))
                .map(Slice::text)
                .map(id -> Digests.of(List.of(id.toLowerCase(Locale.ROOT))))
                .orElse(content);
        return new ApiRow(
                item.start(),
                item.end(),
                key,
                content,
                cost(properties),
                first(properties, CURRENCIES).orElse(""),
                first(properties, DAYS).map(this::day));
    }

    private BigDecimal cost(Map<String, Slice> properties) {
        String text = first(properties, COSTS)
                .orElseThrow(() -> new SourceException.Malformed(
                        object, "has an item without cost: expected one of " + String.join(", ", COSTS)));
        try {
            return Amounts.of(text);
        } catch (NumberFormatException e) {
            throw new SourceException.Malformed(object, "has a cost that is no number: " + e.getMessage(), e);
        }
    }

    private LocalDate day(String text) {
        try {
            return LocalDate.parse(text.substring(0, Math.min(DAY_LENGTH, text.length())));
        } catch (DateTimeException e) {
            throw new SourceException.Malformed(object, "date is " + text + ": expected a time like 2026-11-01T…", e);
        }
    }

    private static Optional<String> first(Map<String, Slice> properties, List<String> names) {
        return names.stream()
                .map(properties::get)
                .filter(Objects::nonNull)
                .map(Slice::text)
                .filter(text -> text != null && !text.isEmpty())
                .findFirst();
    }
}
