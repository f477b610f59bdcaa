package io.tributary.local.sample;

import java.util.List;
import org.apache.parquet.schema.MessageType;

/** Lines of a Cost and Usage Report in files, in each of its formats. */
final class CurLines {

    private CurLines() {}

    static RowFormat<Line> format(BillPlan.Delivery delivery, SampleSettings settings) {
        return switch (settings.format()) {
            case LEGACY_CSV -> legacyCsv(settings.compression(), legacyColumns(delivery, settings));
            case LEGACY_PARQUET -> parquet(CurSchema.legacy(legacyColumns(delivery, settings)));
            case CUR2_CSV -> csv(settings.compression(), exportColumns(delivery, settings));
            case CUR2_PARQUET -> parquet(exportColumns(delivery, settings));
            default -> throw new IllegalStateException("no Cost and Usage Report is " + settings.format());
        };
    }

    static List<Column> legacyColumns(BillPlan.Delivery delivery, SampleSettings settings) {
        return Column.ofLegacy(settings.discounts() != DiscountStyle.NONE, isLate(delivery), settings.splitCost());
    }

    static List<CurColumn> exportColumns(BillPlan.Delivery delivery, SampleSettings settings) {
        return CurSchema.cur2(
                Column.ofExport(isLate(delivery), settings.splitCost()), settings.discounts() != DiscountStyle.NONE);
    }

    private static boolean isLate(BillPlan.Delivery delivery) {
        return delivery.newestPeriod() && delivery.number() > 1;
    }

    /** CSV with the names that legacy reports have. */
    private static RowFormat<Line> legacyCsv(Compression compression, List<Column> columns) {
        int[] ordinals = columns.stream().mapToInt(Column::ordinal).toArray();
        return new CsvFormat<>(compression, columns.stream().map(Column::header).toList(), (line, into) -> {
            byte[][] texts = line.texts();
            for (int i = 0; i < ordinals.length; i++) {
                if (i > 0) {
                    into.put(',');
                }
                byte[] field = texts[ordinals[i]];
                if (field != null) {
                    into.put(field);
                }
            }
        });
    }

    private static RowFormat<Line> csv(Compression compression, List<CurColumn> columns) {
        return new CsvFormat<>(
                compression, columns.stream().map(CurColumn::name).toList(), (line, into) -> {
                    for (int i = 0; i < columns.size(); i++) {
                        if (i > 0) {
                            into.put(',');
                        }
                        columns.get(i).write(line, into);
                    }
                });
    }

    private static RowFormat<Line> parquet(List<CurColumn> columns) {
        MessageType schema = new MessageType(
                "row", columns.stream().map(CurColumn::parquetType).toList());
        return new ParquetFormat<>(schema, (line, into) -> {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).write(line, into, i);
            }
        });
    }
}
