package io.tributary.streams.normalize.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.RowCase;
import io.tributary.streams.normalize.RowCases;
import java.util.List;
import java.util.Map;

/** The case files of line detail, in rows/azure. */
public final class AzureCases {

    /**
     * What only these case files have.
     *
     * @param role what the row's set is for, by the name of its {@link CostsRole}; absent for AMORTIZED
     * @param base which of the files azure-base-*.json the case's columns change: ea, mca or mosa; absent for ea; none
     *     where they are the whole row
     * @param json an item of usageDetails, in place of a row of CSV
     */
    record Source(CostsRole role, String base, JsonNode json) {
        Source {
            role = role == null ? CostsRole.AMORTIZED : role;
            base = base == null ? "ea" : base;
        }
    }

    private AzureCases() {}

    static Map<String, RowCase<Source>> all() {
        return RowCases.all("azure", Source.class);
    }

    /** The row of azure-base-{@code name}.json: a day of on-demand usage. */
    static Map<String, String> baseRow(String name) {
        return RowCases.baseRow("azure-base-" + name);
    }

    /** The records of the cases whose rows can be read, by the names of the cases. */
    public static Map<String, List<CostRecord>> records() {
        return RowCases.records("azure", all(), AzureCases::normalize);
    }

    /** What the case's row becomes. */
    static NormalizedPage normalize(RowCase<Source> rowCase) {
        return AzurePages.normalize(page(rowCase), rowCase.recordLimit());
    }

    /** A page of the case's one row. */
    static RawPage page(RowCase<Source> rowCase) {
        Source source = rowCase.source();
        if (source.json != null) {
            return AzurePages.json(source.role, "[" + source.json + "]", 1);
        }
        Map<String, String> values = rowCase.changed(source.base.equals("none") ? Map.of() : baseRow(source.base));
        String text = rowCase.row() == null ? Csv.line(values.values()) : rowCase.row();
        return AzurePages.csv(source.role, Csv.line(values.keySet()) + "\n" + text + "\n", 1);
    }
}
