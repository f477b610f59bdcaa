package io.tributary.schemas;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Records of every type with every field set, to values that differ from field to field and are awkward to encode. */
public final class SampleRecords {

    private SampleRecords() {}

    /** The record types whose values are on topics. */
    public static List<Class<? extends SpecificRecord>> types() {
        return List.of(RawPage.class, CostRecord.class, DeadLetter.class, Delivery.class, SourceCursor.class);
    }

    /** One record of each type. */
    public static Stream<SpecificRecord> all() {
        return types().stream().map(SampleRecords::of);
    }

    /** A record of {@code type}. */
    public static <T extends SpecificRecord> T of(Class<T> type) {
        return type.cast(value(SpecificData.getForClass(type).getSchema(type), 1));
    }

    private static Object value(Schema schema, int number) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, number);
            case UNION -> value(schema.getTypes().get(schema.getTypes().size() - 1), number);
            case ARRAY -> List.of(value(schema.getElementType(), number), value(schema.getElementType(), number + 1));
            case STRING -> "text " + number + ", \"quoted\"\nüñ€🙂";
            case BOOLEAN -> number % 2 == 0;
            case INT ->
                schema.getLogicalType() == null
                        ? (Object) (-number)
                        : LocalDate.of(2026, 11, 1).plusDays(number);
            case LONG ->
                schema.getLogicalType() == null
                        ? (Object) (Long.MAX_VALUE - number)
                        : Instant.parse("2026-11-21T12:34:56.789Z").plusMillis(number);
            case BYTES -> bytes(schema.getLogicalType(), number);
            default -> throw new IllegalArgumentException("No sample for a schema of type " + schema.getType());
        };
    }

    private static Object bytes(LogicalType logicalType, int number) {
        if (logicalType instanceof LogicalTypes.Decimal decimal) {
            // As many digits as fit, every other one negative.
            BigInteger digits = BigInteger.TEN.pow(decimal.getPrecision()).subtract(BigInteger.valueOf(number));
            return new BigDecimal(number % 2 == 0 ? digits : digits.negate(), decimal.getScale());
        }
        return ByteBuffer.wrap(new byte[] {0, -1, (byte) number, 13, 10});
    }

    private static Object record(Schema schema, int number) {
        SpecificRecord record =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema(), number + field.pos())));
        return record;
    }
}
