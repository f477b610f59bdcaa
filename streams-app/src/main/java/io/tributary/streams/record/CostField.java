package io.tributary.streams.record;

import io.tributary.schemas.CostRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * A field of {@link CostRecord}, as its schema says.
 *
 * @param position its place in the schema, from 0
 * @param name its name
 * @param kind how its values are written
 * @param scale decimals, for {@link Kind#DECIMAL}; 0 otherwise
 * @param optional whether it may be absent
 * @param additive whether its sum over records means something: of costs and quantities, but of no unit price
 * @param lineage whether it describes the origin of the record, and so takes no part in comparison
 * @param tag a number made from the name, which stands for the field in a content digest, so that neither a new field
 *     nor another order of fields changes the digests of records that do not use it
 */
public record CostField(
        int position, String name, Kind kind, int scale, boolean optional, boolean additive, boolean lineage, int tag) {

    /** How a field's values are written. */
    public enum Kind {
        TEXT,
        DECIMAL,
        NUMBER,
        BOOLEAN
    }

    /** Every field, in the schema's order. */
    public static final List<CostField> ALL =
            CostRecord.getClassSchema().getFields().stream().map(CostField::of).toList();

    /**
     * The place of the field {@code name}.
     *
     * @throws IllegalArgumentException if the schema has no such field
     */
    public static int position(String name) {
        Schema.Field field = CostRecord.getClassSchema().getField(name);
        if (field == null) {
            throw new IllegalArgumentException("CostRecord has no field '" + name + "'");
        }
        return field.pos();
    }

    private static CostField of(Schema.Field field) {
        Schema declared = field.schema();
        boolean optional = declared.isUnion();
        Schema type = optional ? declared.getTypes().get(1) : declared;
        CRC32C tag = new CRC32C();
        tag.update(field.name().getBytes(StandardCharsets.UTF_8));
        return new CostField(
                field.pos(),
                field.name(),
                kind(field, type),
                type.getLogicalType() instanceof LogicalTypes.Decimal decimal ? decimal.getScale() : 0,
                optional,
                Boolean.TRUE.equals(field.getObjectProp("additive")),
                Boolean.TRUE.equals(field.getObjectProp("lineage")),
                (int) tag.getValue());
    }

    private static Kind kind(Schema.Field field, Schema type) {
        switch (type.getType()) {
            case STRING:
                return Kind.TEXT;
            case BYTES:
                return Kind.DECIMAL;
            case LONG:
            case INT:
                return Kind.NUMBER;
            case BOOLEAN:
                return Kind.BOOLEAN;
            default:
                throw new IllegalStateException(
                        "CostRecord." + field.name() + " has the type " + type + ", which the encoder does not know");
        }
    }
}
