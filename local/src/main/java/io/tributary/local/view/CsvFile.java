package io.tributary.local.view;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.tributary.schemas.CostRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Cost records as CSV (RFC 4180, UTF-8): a header of field names, decimals in full without trailing zeros, times as ISO
 * 8601 in UTC; a field that is absent is empty, an empty text is quoted.
 */
final class CsvFile implements RecordFile {

    private final CsvWriter writer;

    CsvFile(Path file) throws IOException {
        writer = CsvWriter.builder().quoteStrategy(QuoteStrategies.EMPTY).build(file);
        writer.writeRecord(CostRecord.getClassSchema().getFields().stream()
                .map(Schema.Field::name)
                .toList());
    }

    @Override
    public void write(EncodedRecord encoded) {
        CostRecord cost = encoded.toCostRecord();
        List<Schema.Field> fields = CostRecord.getClassSchema().getFields();
        String[] values = new String[fields.size()];
        for (int place = 0; place < values.length; place++) {
            values[place] = text(cost.get(place));
        }
        writer.writeRecord(values);
    }

    private static String text(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof BigDecimal amount) {
            return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
        }
        return value.toString();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
