package io.tributary.samples.azure;

import io.tributary.samples.file.TsvTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The columns of an export, and their order in each of its parts. */
final class Columns {

    private static final List<AzureColumn> ENTERPRISE = table("enterprise-columns.tsv");
    private static final List<AzureColumn> CUSTOMER = table("customer-columns.tsv");
    private static final List<AzureColumn> PAY_AS_YOU_GO = table("pay-as-you-go-columns.tsv");
    private static final List<AzureColumn> FOCUS = table("focus-columns.tsv");

    private Columns() {}

    /** The columns in the order of a part, which differs between parts: exports promise no order. */
    static List<AzureColumn> of(Agreement agreement, AzureDataSet dataSet, int part) {
        List<AzureColumn> columns = new ArrayList<>(all(agreement, dataSet));
        Collections.rotate(columns, part * 7);
        return columns;
    }

    private static List<AzureColumn> all(Agreement agreement, AzureDataSet dataSet) {
        if (dataSet == AzureDataSet.FOCUS) {
            return FOCUS;
        }
        return switch (agreement) {
            case EA -> ENTERPRISE;
            case MCA -> CUSTOMER;
            case MOSA -> PAY_AS_YOU_GO;
        };
    }

    private static List<AzureColumn> table(String file) {
        return TsvTable.beside(Columns.class, file).rows().stream()
                .map(AzureColumn::of)
                .toList();
    }
}
