package io.tributary.streams.normalize.focus;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.normalize.AnyAccount;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.RowCase;
import io.tributary.streams.normalize.RowCases;
import io.tributary.streams.normalize.aws.AwsDataSets;
import io.tributary.streams.normalize.azure.AzureDataSets;
import io.tributary.streams.normalize.gcp.GcpDataSets;
import java.util.List;
import java.util.Map;

/** The case files of FOCUS exports, in rows/azure-focus, rows/aws-focus and rows/gcp-focus. */
public final class FocusCases {

    /**
     * What only these case files have.
     *
     * @param version version that the export's manifest states; absent where there is no manifest
     * @param byteOrderMark whether the page begins with one
     */
    record Source(String version, boolean byteOrderMark) {}

    /** Whose export, by the folder of its case files, beside which its base row lies. */
    public enum Export {
        MICROSOFT("azure-focus", AzureDataSets.focus()),
        AWS("aws-focus", AwsDataSets.focus()),
        GOOGLE("gcp-focus", GcpDataSets.focus());

        private final String folder;
        private final FocusExport normalizer;

        Export(String folder, FocusExport normalizer) {
            this.folder = folder;
            this.normalizer = normalizer;
        }

        FocusExport normalizer() {
            return normalizer;
        }
    }

    private FocusCases() {}

    static Map<String, RowCase<Source>> all(Export export) {
        return RowCases.all(export.folder, Source.class);
    }

    /** Microsoft's base row with changes: a day of on-demand usage under 1.0. */
    static Map<String, String> row(Map<String, String> changes) {
        return row(Export.MICROSOFT, changes);
    }

    /** The export's base row with changes: on-demand usage under 1.0. */
    public static Map<String, String> row(Export export, Map<String, String> changes) {
        return RowCases.baseRow(export.folder + "-base-row", changes);
    }

    /** The records of the cases whose rows can be read, by the names of the cases. */
    public static Map<String, List<CostRecord>> records(Export export) {
        return RowCases.records(export.folder, all(export), rowCase -> normalize(export, rowCase));
    }

    /** What the case's row becomes. */
    static NormalizedPage normalize(Export export, RowCase<Source> rowCase) {
        return AnyAccount.normalizer(rowCase.recordLimit(), export.normalizer()).normalize(page(export, rowCase));
    }

    /** A page of the case's one row. */
    static RawPage page(Export export, RowCase<Source> rowCase) {
        Map<String, String> row = row(export, rowCase.columns());
        if (export == Export.GOOGLE) {
            return FocusPages.google(row);
        }
        String content = Csv.line(row.keySet()) + "\n" + Csv.line(row.values()) + "\n";
        String page = (rowCase.source().byteOrderMark ? "\uFEFF" : "") + content;
        String version = rowCase.source().version;
        return export == Export.AWS ? FocusPages.aws(page, 1, version) : FocusPages.of(page, 1, version);
    }
}
