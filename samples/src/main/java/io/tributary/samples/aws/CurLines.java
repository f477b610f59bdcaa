package io.tributary.samples.aws;

import io.tributary.samples.file.Compression;
import io.tributary.samples.file.CsvFormat;
import io.tributary.samples.file.ParquetFormat;
import io.tributary.samples.file.RowFormat;
import java.util.List;
import org.apache.parquet.schema.MessageType;

/** Lines of a Cost and Usage Report in files, in each of its formats. */
final class CurLines {

    private CurLines() {}

    static RowFormat<CurLine> format(BillPlan.Delivery delivery, AwsSampleSettings settings) {
        return switch (settings.format()) {
            case LEGACY_CSV -> legacyCsv(settings.compression(), legacyColumns(delivery, settings));
            case LEGACY_PARQUET -> parquet(CurSchema.legacy(legacyColumns(delivery, settings)));
            case CUR2_CSV -> csv(settings.compression(), exportColumns(delivery, settings));
            case CUR2_PARQUET -> parquet(exportColumns(delivery, settings));
            default -> throw new IllegalStateException("no Cost and Usage Report is " + settings.format());
        };
    }

    static List<LegacyColumn> legacyColumns(BillPlan.Delivery delivery, AwsSampleSettings settings) {
        return LegacyColumn.ofLegacy(
                settings.discounts() != DiscountStyle.NONE, isLate(delivery), settings.splitCost());
    }

    static List<CurColumn> exportColumns(BillPlan.Delivery delivery, AwsSampleSettings settings) {
        List<CurColumn> all = CurSchema.cur2(
                LegacyColumn.ofExport(isLate(delivery), settings.splitCost()),
                settings.discounts() != DiscountStyle.NONE);
        return CurSchema.selected(all, settings.columns());
    }

    private static boolean isLate(BillPlan.Delivery delivery) {
        return delivery.newestPeriod() && delivery.number() > 1;
    }

    /** CSV with the names that legacy reports have. */
    private static RowFormat<CurLine> legacyCsv(Compression compression, List<LegacyColumn> columns) {
        int[] ordinals = columns.stream().mapToInt(LegacyColumn::ordinal).toArray();
        return new CsvFormat<>(
                compression, columns.stream().map(LegacyColumn::header).toList(), (line, into) -> {
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

    private static RowFormat<CurLine> csv(Compression compression, List<CurColumn> columns) {
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

    private static RowFormat<CurLine> parquet(List<CurColumn> columns) {
        MessageType schema = new MessageType(
                "row", columns.stream().map(CurColumn::parquetType).toList());
        return new ParquetFormat<>(schema, (line, into) -> {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).write(line, into, i);
            }
        });
    }
}
