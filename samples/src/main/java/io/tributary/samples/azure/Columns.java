package io.tributary.samples.azure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The columns of an export, and their order in each of its parts. */
final class Columns {

    private Columns() {}

    /** In the order of a part: each but the first begins elsewhere, as nothing promises one order for all. */
    static List<AzureColumn> of(Agreement agreement, AzureDataSet dataSet, int part) {
        List<AzureColumn> columns = new ArrayList<>(all(agreement, dataSet));
        Collections.rotate(columns, part * 7);
        return columns;
    }

    private static List<AzureColumn> all(Agreement agreement, AzureDataSet dataSet) {
        if (dataSet == AzureDataSet.FOCUS) {
            return FocusColumns.ALL;
        }
        return switch (agreement) {
            case EA -> EnterpriseColumns.ALL;
            case MCA -> CustomerColumns.ALL;
            case MOSA -> PayAsYouGoColumns.ALL;
        };
    }
}
