package io.tributary.schemas.focus;

import io.tributary.schemas.CostRecord;
import java.math.BigDecimal;
import java.time.Instant;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** A column of cost records. */
record RecordColumn(String name, int position, boolean isNumber) {

    /**
     * The column of this name.
     *
     * @throws IllegalArgumentException if records have none
     */
    static RecordColumn of(String name) {
        Schema.Field field = CostRecord.getClassSchema().getField(name);
        if (field == null) {
            throw new IllegalArgumentException("records have no column '" + name + "'");
        }
        return new RecordColumn(name, field.pos(), isDecimal(field.schema()));
    }

    private static boolean isDecimal(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream().anyMatch(RecordColumn::isDecimal)
                : schema.getLogicalType() instanceof LogicalTypes.Decimal;
    }

    Object in(CostRecord record) {
        return record.get(position);
    }

    /** The column's number; null where it is absent. */
    BigDecimal number(CostRecord record) {
        return (BigDecimal) in(record);
    }

    /** The column's time; null where it is absent. */
    Instant instant(CostRecord record) {
        return (Instant) in(record);
    }

    /** The column's value as text; null where it is absent. */
    String text(CostRecord record) {
        Object value = in(record);
        if (value == null) {
            return null;
        }
        if (value instanceof BigDecimal number) {
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
        return value.toString();
    }
}
