package io.tributary.streams.normalize.focus;

import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The positions of an export's columns. They are found by the header, never by position, and without regard to case,
 * blanks, underscores and a byte-order mark. Of two columns of one name the first counts and the other is kept in
 * x_SourceColumns.
 */
public final class FocusColumns {

    private static final List<String> REQUIRED = List.of(
            "BilledCost",
            "EffectiveCost",
            "BillingCurrency",
            "BillingPeriodStart",
            "BillingPeriodEnd",
            "ChargePeriodStart",
            "ChargePeriodEnd");

    // What columns of FOCUS 1.4 were called before. Source: FOCUS changelogs of 1.0 and 1.3.
    private static final Map<String, List<String>> EARLIER_NAMES = Map.of(
            "ServiceProviderName", List.of("ProviderName"),
            "ConsumedQuantity", List.of("UsageQuantity"),
            "ConsumedUnit", List.of("UsageUnit"),
            "RegionName", List.of("Region"),
            "CommitmentDiscountStatus", List.of("ChargeSubcategory"));

    private final List<String> header;
    private final List<byte[]> keys;
    private final Map<String, Integer> byName = new HashMap<>();
    private final Map<String, List<String>> otherNames;

    private FocusColumns(List<String> header, Map<String, List<String>> otherNames) {
        this.header = header;
        this.otherNames = otherNames;
        List<byte[]> jsonKeys = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            byName.putIfAbsent(canonical(header.get(i)), i);
            jsonKeys.add(JsonText.key(header.get(i)));
        }
        keys = List.copyOf(jsonKeys);
    }

    /**
     * The columns of {@code header}.
     *
     * @throws RejectedPageException if a column is missing without which no row can be read
     */
    static FocusColumns of(List<String> header, FocusDialect dialect) {
        FocusColumns columns = new FocusColumns(List.copyOf(header), dialect.otherNames());
        List<String> missing =
                REQUIRED.stream().filter(name -> columns.find(name) < 0).toList();
        if (!header.isEmpty() && !missing.isEmpty()) {
            throw new RejectedPageException(
                    RejectionCode.PAGE_COLUMNS,
                    "The page's header has " + header.size() + " columns, but lacks " + String.join(", ", missing)
                            + ": expected a FOCUS export");
        }
        return columns;
    }

    /** The place of the column of that name; -1 where there is none. */
    public int find(String name) {
        return byName.getOrDefault(canonical(name), -1);
    }

    /** The places of all columns that state the record's field of that name, in the order in which they count. */
    public int[] all(String field) {
        return Stream.of(List.of(field), EARLIER_NAMES.getOrDefault(field, List.of()), others(field))
                .flatMap(List::stream)
                .mapToInt(this::find)
                .filter(column -> column >= 0)
                .distinct()
                .toArray();
    }

    private List<String> others(String field) {
        return otherNames.getOrDefault(field, List.of());
    }

    /** The places of the columns of those names that are there. */
    int[] present(List<String> names) {
        return names.stream().mapToInt(this::find).filter(column -> column >= 0).toArray();
    }

    /** The names of all columns, in their order. */
    List<String> names() {
        return header;
    }

    int count() {
        return header.size();
    }

    /** The column's name as the export has it. */
    String name(int column) {
        return column < 0 ? "a column that the export lacks" : header.get(column);
    }

    /** The column's name as a JSON key. */
    byte[] key(int column) {
        return keys.get(column);
    }

    FocusVersion version() {
        return FocusVersion.of(name -> find(name) >= 0);
    }

    private static String canonical(String name) {
        StringBuilder canonical = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                canonical.append(c);
            }
        }
        return canonical.toString().toLowerCase(Locale.ROOT);
    }
}
