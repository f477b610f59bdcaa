package io.tributary.streams.normalize.azure;

import static java.util.Objects.requireNonNull;

import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.JsonPairs;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the columns of a row by their meaning. */
final class AzureRow {

    private static final String NO_GUID = "00000000-0000-0000-0000-000000000000";
    private static final char NO_BREAK_SPACE = '\u00A0';

    // Rows of one resource, and their neighbours, repeat the same text.
    private static final int REMEMBERED = 512;
    private static final int LONGEST_REMEMBERED = 4096;

    /**
     * The content of a JSON column.
     *
     * @param object the object that it is; empty where it is none
     * @param identity equal for texts of equal content; empty where there is no content
     */
    record Json(Optional<JsonPairs> object, String identity) {

        static Json of(String text) {
            Optional<JsonPairs> object = JsonPairs.of(text);
            String identity = object.map(pairs -> pairs.pairs().isEmpty() ? "" : pairs.canonical())
                    .orElse(text);
            return new Json(object, identity);
        }
    }

    final AzureColumns columns;
    final RowReader reader;
    private final Map<String, Json> remembered = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Json> eldest) {
            return size() > REMEMBERED;
        }
    };
    private SourceRow row;

    AzureRow(AzureColumns columns) {
        this.columns = requireNonNull(columns, "columns");
        reader = new RowReader(columns::name);
    }

    void start(SourceRow nextRow) {
        row = nextRow;
        reader.start(nextRow);
    }

    SourceRow source() {
        return row;
    }

    /** The first column of that meaning in which the row has a value; otherwise the first, or -1. */
    int at(AzureColumn column) {
        for (int index : columns.indexes(column)) {
            if (!row.isBlank(index)) {
                return index;
            }
        }
        return columns.index(column);
    }

    boolean isBlank(AzureColumn column) {
        return text(column).isEmpty();
    }

    /** The column's text without blanks around it; empty where the row has none. */
    String text(AzureColumn column) {
        int index = at(column);
        return index < 0 ? "" : trimmed(row.string(index));
    }

    /** The text, or nothing where Azure writes that it has not been assigned. */
    String assigned(AzureColumn column) {
        String text = text(column);
        return text.equalsIgnoreCase("Unassigned") ? "" : text;
    }

    /**
     * An id in the form that is compared: ARM ids, GUIDs and names of groups are the same in any letter case; the zero
     * GUID is no id.
     */
    String id(AzureColumn column) {
        String id = assigned(column).toLowerCase(Locale.ROOT);
        while (id.endsWith("/")) {
            id = id.substring(0, id.length() - 1);
        }
        return id.equals(NO_GUID) ? "" : id;
    }

    /** The last segment of an ARM id, which the API has, or the whole of another id, which exports have. */
    String lastSegment(AzureColumn column) {
        String id = text(column);
        while (id.endsWith("/")) {
            id = id.substring(0, id.length() - 1);
        }
        return id.startsWith("/") ? id.substring(id.lastIndexOf('/') + 1) : id;
    }

    /** The content of the JSON column. */
    Json json(AzureColumn column) {
        String text = text(column);
        Json json = text.length() > LONGEST_REMEMBERED ? Json.of(text) : remembered.computeIfAbsent(text, Json::of);
        if (!text.isEmpty() && json.object().isEmpty()) {
            reader.defects().add(SourceDefect.VALUE_UNREADABLE);
        }
        return json;
    }

    /**
     * The value of a key of the additional information; empty where there is none.
     *
     * @param key in small letters
     */
    String additional(String key) {
        return json(AzureColumn.ADDITIONAL_INFO)
                .object()
                .flatMap(object -> object.pairs().stream()
                        .filter(pair -> ChargeType.canonical(pair.key()).equals(key))
                        .map(JsonPairs.Pair::value)
                        .findFirst())
                .orElse("");
    }

    /** The same as a number above 0; {@code null} where there is none. */
    BigDecimal additionalNumber(String key) {
        byte[] text = additional(key).getBytes(StandardCharsets.UTF_8);
        try {
            BigDecimal number = text.length == 0 ? null : Decimals.parse(text, 0, text.length);
            return number != null && number.signum() > 0 ? number : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /** The day in the column, as {@link AzureDates} reads it. */
    long day(AzureColumn column) {
        int index = at(column);
        reader.require(index);
        try {
            return AzureDates.day(text(column));
        } catch (DateTimeException noDay) {
            throw reader.rejected(
                    RejectionCode.INVALID_TIME,
                    index,
                    "a day between 2000 and 2100, month first, such as 09/30/2023 or 2023-09-30");
        }
    }

    /** The day in the column, or {@code otherwise} where it is blank. */
    long dayOr(AzureColumn column, long otherwise) {
        return isBlank(column) ? otherwise : day(column);
    }

    /**
     * The price, rate, or cost in the column, without which the bill can be read; {@code null} where it is blank or
     * cannot be read.
     */
    BigDecimal price(AzureColumn column) {
        return reader.optionalMoney(at(column));
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == NO_BREAK_SPACE;
    }
}
