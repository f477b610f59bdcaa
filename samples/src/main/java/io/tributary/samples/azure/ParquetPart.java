package io.tributary.samples.azure;

import io.tributary.samples.file.ParquetTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A part in Parquet: numbers are binary floating point in cost details, and decimals in FOCUS. */
final class ParquetPart implements PartFile {

    private static final int ROWS_IN_GROUP = 5_000;

    private final List<AzureColumn> columns;
    private final ParquetTable table;

    ParquetPart(Path path, AzureDataSet dataSet, List<AzureColumn> columns) throws IOException {
        this.columns = columns;
        this.table = new ParquetTable(
                path, columns.stream().map(column -> typed(column, dataSet)).toList(), ROWS_IN_GROUP);
    }

    @Override
    public void row(String[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            if (columns.get(i).type() == AzureColumn.Type.DATE && !values[i].isEmpty()) {
                values[i] = RowText.day(values[i]).toString();
            }
        }
        table.write(Arrays.asList(values));
    }

    @Override
    public void close() throws IOException {
        table.close();
    }

    private static ParquetTable.Column typed(AzureColumn column, AzureDataSet dataSet) {
        String name = column.header();
        return switch (column.type()) {
            case TEXT -> ParquetTable.Column.text(name);
            case NUMBER ->
                dataSet == AzureDataSet.FOCUS
                        ? ParquetTable.Column.decimal(name, 38, 18)
                        : ParquetTable.Column.binaryFloat(name);
            case DATE -> ParquetTable.Column.date(name);
        };
    }
}
