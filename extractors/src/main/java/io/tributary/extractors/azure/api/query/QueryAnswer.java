package io.tributary.extractors.azure.api.query;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Parses answers of the Query interface: {@code properties} with {@code columns}, {@code rows} and {@code nextLink}.
 * Columns are found by their names, never by their places.
 *
 * <p>Source: https://learn.microsoft.com/en-us/rest/api/cost-management/query/usage
 */
final class QueryAnswer {

    /** Names of the cost column, by interface version; the first that exists counts. */
    private static final List<String> COSTS = List.of("cost", "pretaxcost", "totalcost", "costinbillingcurrency");

    private static final Set<String> MEASURES = Set.of(
            "cost",
            "pretaxcost",
            "totalcost",
            "costinbillingcurrency",
            "costusd",
            "pretaxcostusd",
            "totalcostusd",
            "usagequantity");

    private static final String DAY = "usagedate";
    private static final String CURRENCY = "currency";

    private final String object;
    private final List<String> required;

    /**
     * @param object the request, for messages
     * @param required columns that must exist besides cost and currency
     */
    QueryAnswer(String object, List<String> required) {
        this.object = requireNonNull(object, "object");
        this.required =
                required.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * Reads an answer.
     *
     * @throws IOException if it is not JSON, or is cut off
     * @throws SourceException.Malformed if it is not an answer of the Query interface
     */
    ApiPage read(byte[] body) throws IOException {
        Map<String, Slice> root = JsonSlices.members(body);
        Slice properties = root.get("properties");
        if (properties == null || properties.token() != JsonToken.START_OBJECT) {
            throw new SourceException.Malformed(object, "the answer has no properties: expected columns and rows");
        }
        Map<String, Slice> members = JsonSlices.members(body, properties);
        Slice columns = array(members, "columns");
        Slice rows = array(members, "rows");
        Map<String, Integer> places = places(body, columns);
        List<ApiRow> read = new ArrayList<>();
        for (Slice row : JsonSlices.values(body, rows)) {
            read.add(row(body, row, places));
        }
        Slice link = members.getOrDefault("nextLink", root.get("nextLink"));
        return new ApiPage(
                body,
                JsonSlices.bytes("{\"columns\":" + new String(columns.of(body), UTF_8) + ",\"rows\":["),
                JsonSlices.bytes("]}"),
                read,
                Optional.ofNullable(link).map(Slice::text).filter(text -> !text.isBlank()));
    }

    private Slice array(Map<String, Slice> members, String name) {
        Slice array = members.get(name);
        if (array == null || array.token() != JsonToken.START_ARRAY) {
            throw new SourceException.Malformed(object, "the answer has no " + name + ": expected an array");
        }
        return array;
    }

    /** The columns' places by name in lower case, sorted by name, so that the order is the same in every answer. */
    private Map<String, Integer> places(byte[] body, Slice columns) throws IOException {
        Map<String, Integer> places = new TreeMap<>();
        int place = 0;
        for (Slice column : JsonSlices.values(body, columns)) {
            Slice name = column.token() == JsonToken.START_OBJECT
                    ? JsonSlices.members(body, column).get("name")
                    : null;
            if (name == null || name.text() == null) {
                throw new SourceException.Malformed(object, "column " + place + " has no name");
            }
            if (places.put(name.text().toLowerCase(Locale.ROOT), place) != null) {
                throw new SourceException.Malformed(object, "has two columns named " + name.text());
            }
            place++;
        }
        if (COSTS.stream().noneMatch(places::containsKey)) {
            throw new SourceException.Malformed(object, "has no cost among its columns " + places.keySet());
        }
        for (String name : required) {
            if (!places.containsKey(name)) {
                throw new SourceException.Malformed(
                        object, "has no column " + name + " among its columns " + places.keySet());
            }
        }
        return places;
    }

    private ApiRow row(byte[] body, Slice row, Map<String, Integer> places) throws IOException {
        if (row.token() != JsonToken.START_ARRAY) {
            throw new SourceException.Malformed(object, "has a row that is no array");
        }
        List<Slice> cells = JsonSlices.values(body, row);
        if (cells.size() != places.size()) {
            throw new SourceException.Malformed(
                    object, "has a row of " + cells.size() + " values: expected " + places.size());
        }
        List<String> key = new ArrayList<>();
        List<String> content = new ArrayList<>();
        places.forEach((name, place) -> {
            String value = canonical(body, cells.get(place));
            content.add(value);
            if (!MEASURES.contains(name)) {
                key.add(value);
            }
        });
        return new ApiRow(
                row.start(),
                row.end(),
                Digests.of(key),
                Digests.of(content),
                cost(cells, places),
                Optional.ofNullable(places.get(CURRENCY))
                        .map(place -> cells.get(place).text())
                        .orElse(""),
                Optional.ofNullable(places.get(DAY))
                        .map(place -> cells.get(place).text())
                        .map(this::day));
    }

    private BigDecimal cost(List<Slice> cells, Map<String, Integer> places) {
        String name = COSTS.stream().filter(places::containsKey).findFirst().orElseThrow();
        try {
            return Amounts.of(cells.get(places.get(name)).text());
        } catch (NumberFormatException e) {
            throw new SourceException.Malformed(object, "has a cost that is no number: " + e.getMessage(), e);
        }
    }

    /** The normalized text of a value: 20261101 and 2.0261101E7 are the same. */
    private static String canonical(byte[] body, Slice cell) {
        if (cell.token().isNumeric()) {
            return Amounts.of(cell.text()).stripTrailingZeros().toString();
        }
        return cell.text() == null && cell.token() != JsonToken.VALUE_NULL
                ? new String(cell.of(body), UTF_8)
                : cell.text();
    }

    /** A day as a number of eight digits, or as the beginning of a time. */
    private LocalDate day(String text) {
        try {
            return text.indexOf('-') > 0
                    ? LocalDate.parse(text.substring(0, Math.min(10, text.length())))
                    : LocalDate.parse(
                            new BigDecimal(text).toBigIntegerExact().toString(), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new SourceException.Malformed(object, "UsageDate is " + text + ": expected a day like 20261101", e);
        }
    }
}
