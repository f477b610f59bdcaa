package io.tributary.streams.normalize.azure;

import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The positions of the columns of line detail. They are found by the header, never by position: names differ by
 * agreement, age, letter case and language, and the parts of one export may order them differently. A translated name
 * has Azure's own in parentheses, a JSON path has it after {@code properties.}; case, blanks and underscores do not
 * count. Of two columns of the same name the first counts and the other is kept in x_SourceColumns.
 */
final class AzureColumns {

    /**
     * A column that goes into x_SourceColumns, where no field of the record says the same.
     *
     * @param key its name there
     * @param meaning what it means; {@code null} where no rule uses it
     */
    record Other(int index, byte[] key, AzureColumn meaning) {}

    private static final List<AzureColumn> REQUIRED =
            List.of(AzureColumn.DATE, AzureColumn.BILLING_CURRENCY, AzureColumn.COST);

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    // Azure's API gives every row a new name each time; it is kept as lineage, if at all.
    private static final List<String> ROW_NAMES = List.of("id", "name", "etag");

    private final List<String> header;
    private final int[][] candidates;
    private final int rowName;
    private final boolean sum;

    /** The columns, by name: their order says nothing about a row. */
    final List<Other> others;

    private AzureColumns(List<String> header, boolean sum) {
        this.header = List.copyOf(header);
        this.sum = sum;
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            byName.putIfAbsent(canonical(header.get(i)), i);
        }
        AzureColumn[] meanings = new AzureColumn[header.size()];
        candidates = new int[AzureColumn.values().length][];
        for (AzureColumn column : AzureColumn.values()) {
            candidates[column.ordinal()] = column.names.stream()
                    .filter(byName::containsKey)
                    .mapToInt(byName::get)
                    .toArray();
            for (int index : indexes(column)) {
                meanings[index] = column;
            }
        }
        boolean api = header.stream().anyMatch(name -> name.startsWith("properties."));
        rowName = api ? header.indexOf("name") : -1;
        others = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (!(api && ROW_NAMES.contains(header.get(i)))) {
                others.add(new Other(i, JsonText.key(withoutMark(header.get(i))), meanings[i]));
            }
        }
        others.sort(Comparator.comparing(Other::key, Arrays::compare));
    }

    /**
     * The columns of {@code header}.
     *
     * @throws RejectedPageException if a column is missing without which no row can be read
     */
    static AzureColumns of(List<String> header) {
        AzureColumns columns = new AzureColumns(header, false);
        List<String> missing = REQUIRED.stream()
                .filter(column -> columns.index(column) < 0)
                .map(column -> column.names.stream().collect(Collectors.joining(" or ")))
                .toList();
        if (!missing.isEmpty()) {
            throw new RejectedPageException(
                    RejectionCode.PAGE_COLUMNS,
                    "The page's header has " + header.size() + " columns, but lacks " + String.join(", and ", missing)
                            + " (in any letter case)");
        }
        return columns;
    }

    /** The columns of rows that are sums of line detail. */
    static AzureColumns ofSums(List<String> header) {
        return new AzureColumns(header, true);
    }

    /** No columns at all, where there are no rows. */
    static AzureColumns none() {
        return new AzureColumns(List.of(), false);
    }

    int count() {
        return header.size();
    }

    /** The column's name as the source has it. */
    String name(int column) {
        return column < 0 ? "A column" : withoutMark(header.get(column));
    }

    /** Where the column stands, or -1. */
    int index(AzureColumn column) {
        int[] indexes = candidates[column.ordinal()];
        return indexes.length == 0 ? -1 : indexes[0];
    }

    /** The positions of all columns of that meaning; the first one counts first. */
    int[] indexes(AzureColumn column) {
        return candidates[column.ordinal()];
    }

    /** Whether a row is a sum of rows of line detail. */
    boolean isSum() {
        return sum;
    }

    boolean has(AzureColumn column) {
        return index(column) >= 0;
    }

    /** The position of the name that Azure's API gives the row in this one answer, or -1. */
    int rowName() {
        return rowName;
    }

    private static String withoutMark(String name) {
        return name.startsWith(BYTE_ORDER_MARK) ? name.substring(1) : name;
    }

    /** The form of {@code name} that is compared. */
    static String canonical(String name) {
        String text = withoutMark(name).strip();
        if (text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        int open = text.lastIndexOf('(');
        if (open >= 0 && text.endsWith(")")) {
            text = text.substring(open + 1, text.length() - 1);
        }
        text = text.toLowerCase(Locale.ROOT).replace(" ", "").replace("_", "");
        for (String prefix : List.of("properties.meterdetails.", "properties.")) {
            if (text.startsWith(prefix)) {
                return text.substring(prefix.length());
            }
        }
        return text;
    }
}
