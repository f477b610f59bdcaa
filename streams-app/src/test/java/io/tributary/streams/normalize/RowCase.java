package io.tributary.streams.normalize;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A case file: one row of a source, and what is to become of it.
 *
 * @param why the rule that the case shows, and where it comes from
 * @param largestRecord bytes that a record may have; 0 for the default
 * @param row the row as it stands in the page, where it does not follow from {@code columns}
 * @param columns values by the source's column names, which change the base row; null takes a column out of it
 * @param records the records that come of it, in order: expected values by the schema's field names, null for absent;
 *     fields that are not named are not checked
 * @param record the same, where it is one record; absent where there is none
 * @param excluded the money that other rows bill; absent where none is
 * @param settled the money that belongs to a commitment; absent where none does
 * @param rejection why it becomes a dead letter; absent where it does not
 * @param rejectedPage words of the reason for which the whole page does; absent where it does not
 * @param source the fields of the case file that its data set alone has
 */
public record RowCase<S>(
        String why,
        int largestRecord,
        String row,
        Map<String, String> columns,
        List<Map<String, String>> records,
        Map<String, String> record,
        BigDecimal excluded,
        Settled settled,
        Rejected rejection,
        List<String> rejectedPage,
        S source) {

    /** Money that is settled with the commitment of this id. */
    public record Settled(String commitment, BigDecimal cost) {}

    /**
     * A dead letter.
     *
     * @param column the column at fault; absent where the row as a whole is
     * @param value the value at fault; absent where it is not checked
     * @param parkedCost the cost that can still be read; absent where it cannot
     * @param parkedCurrency its currency; absent where it cannot be read
     * @param identified whether the keys of the records that the row would have become are still known; absent where
     *     that is not checked
     */
    public record Rejected(
            String code,
            String column,
            String value,
            BigDecimal parkedCost,
            String parkedCurrency,
            Boolean identified) {}

    private static final int LARGEST_RECORD = 900_000;

    public RowCase {
        columns = columns == null ? Map.of() : columns;
        if (records == null) {
            records = record == null ? List.of() : List.of(record);
        }
    }

    public int recordLimit() {
        return largestRecord == 0 ? LARGEST_RECORD : largestRecord;
    }

    /** The base row as the case changes it. */
    public Map<String, String> changed(Map<String, String> baseRow) {
        Map<String, String> changed = new LinkedHashMap<>(baseRow);
        changed.putAll(columns);
        changed.values().removeIf(Objects::isNull);
        return changed;
    }
}
