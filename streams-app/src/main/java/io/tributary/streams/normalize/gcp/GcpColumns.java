package io.tributary.streams.normalize.gcp;

import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.JsonText;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The positions of the columns of a page. They are found by their names, never by position: tables gain columns, and a
 * page of JSON has only those that one of its rows has. Of two columns of the same name the first counts and the other
 * is kept in x_SourceColumns.
 */
final class GcpColumns {

    private static final List<GcpColumn> REQUIRED = List.of(
            GcpColumn.COST,
            GcpColumn.CURRENCY,
            GcpColumn.INVOICE_MONTH,
            GcpColumn.USAGE_START_TIME,
            GcpColumn.USAGE_END_TIME);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<String> header;
    private final List<byte[]> keys;
    private final int[] indexes;
    private final int[][] fields;
    private final int[] byName;

    private GcpColumns(List<String> delivered) {
        header = delivered.stream().map(GcpColumns::withoutMark).toList();
        keys = header.stream().map(JsonText::key).toList();
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            first.putIfAbsent(header.get(i).strip().toLowerCase(Locale.ROOT), i);
        }
        indexes = Arrays.stream(GcpColumn.values())
                .mapToInt(column -> first.getOrDefault(column.path, -1))
                .toArray();
        fields = new int[header.size()][0];
        for (GcpColumn column : GcpColumn.values()) {
            if (index(column) >= 0) {
                fields[index(column)] = column.fields;
            }
        }
        byName = IntStream.range(0, header.size())
                .boxed()
                .sorted(Comparator.comparing(header::get))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * The columns of {@code header}.
     *
     * @param whole whether the page names all columns of its table, and not only those in which a row has a value
     * @throws RejectedPageException if the page cannot be one of usage costs
     */
    static GcpColumns of(List<String> header, boolean whole) {
        GcpColumns columns = new GcpColumns(header);
        List<String> missing = REQUIRED.stream()
                .filter(column -> columns.index(column) < 0)
                .map(column -> column.path)
                .toList();
        boolean another = whole ? !missing.isEmpty() : missing.size() == REQUIRED.size();
        if (!header.isEmpty() && another) {
            throw new RejectedPageException(
                    RejectionCode.PAGE_COLUMNS,
                    "The page has " + header.size() + " columns, but lacks " + String.join(", ", missing)
                            + ": expected an export of usage costs");
        }
        return columns;
    }

    private static String withoutMark(String name) {
        return name.startsWith(BYTE_ORDER_MARK) ? name.substring(1) : name;
    }

    int count() {
        return header.size();
    }

    /** The names of all columns, in their order. */
    List<String> names() {
        return header;
    }

    /** The column's name as the page has it. */
    String name(int column) {
        return column < 0 ? "A column" : header.get(column);
    }

    /** The column's name as a JSON key. */
    byte[] key(int column) {
        return keys.get(column);
    }

    /** All columns, sorted by their names. */
    int[] byName() {
        return byName;
    }

    /** The fields of the record that may say what the column does. */
    int[] fields(int column) {
        return fields[column];
    }

    /** Where the column stands, or -1. */
    int index(GcpColumn column) {
        return indexes[column.ordinal()];
    }
}
