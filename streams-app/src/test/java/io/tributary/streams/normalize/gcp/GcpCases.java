package io.tributary.streams.normalize.gcp;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.RowCase;
import io.tributary.streams.normalize.RowCases;
import java.util.List;
import java.util.Map;

/** The case files of usage costs, in rows/gcp. Columns are named by their paths. */
public final class GcpCases {

    /**
     * What only these case files have.
     *
     * @param csv whether the row stands in a CSV dump; otherwise it is JSON
     */
    record Source(boolean csv) {}

    private GcpCases() {}

    static Map<String, RowCase<Source>> all() {
        return RowCases.all("gcp", Source.class);
    }

    /** The row of gcp-base-row.json: an hour of a machine's core, by the paths of its columns. */
    static Map<String, String> baseRow() {
        return RowCases.baseRow("gcp-base-row");
    }

    /** The base row with some columns changed; null takes one out of it. */
    static Map<String, String> baseRow(Map<String, String> changes) {
        return RowCases.baseRow("gcp-base-row", changes);
    }

    /** The records of the cases whose rows can be read, by the names of the cases. */
    public static Map<String, List<CostRecord>> records() {
        return RowCases.records("gcp", all(), GcpCases::normalize);
    }

    /** What the case's row becomes. */
    static NormalizedPage normalize(RowCase<Source> rowCase) {
        return GcpPages.normalize(page(rowCase), rowCase.recordLimit());
    }

    /** A page of the case's one row. */
    static RawPage page(RowCase<Source> rowCase) {
        Map<String, String> values = baseRow(rowCase.columns());
        if (!rowCase.source().csv) {
            return GcpPages.json(List.of(values));
        }
        String text = rowCase.row() == null ? Csv.line(values.values()) : rowCase.row();
        return GcpPages.csv(Csv.line(values.keySet()) + "\n" + text + "\n", 1);
    }
}
