package io.tributary.streams.record;

import io.tributary.schemas.wire.WireFormat;
import java.util.List;

/**
 * Writes a {@link CostRow} as the Avro bytes of a cost record, in two parts: the body, which depends on the row alone,
 * and the tail, which needs the ordinal that comparison assigns. Not thread-safe.
 */
public final class CostRecordEncoder {

    /** Characters of a record id. */
    public static final int RECORD_ID_LENGTH = 64;

    /** Bytes of the longest ordinal and of a record id's length. */
    private static final int TAIL_OVERHEAD = 7;

    private static final CostField[] FIELDS = CostField.ALL.toArray(CostField[]::new);
    private static final int BODY_FIELDS = CostColumns.X_ORDINAL;

    static {
        List<CostField> tail = CostField.ALL.subList(BODY_FIELDS, FIELDS.length);
        if (tail.size() != 2 || !tail.get(1).name().equals("x_RecordId")) {
            throw new IllegalStateException("CostRecord must end in x_Ordinal, x_RecordId, but ends in " + tail);
        }
    }

    private final int[] valueFrom = new int[FIELDS.length];
    private final int[] valueTo = new int[FIELDS.length];

    /**
     * Appends everything up to the ordinal.
     *
     * @throws IllegalStateException if a field that must be there is absent
     * @throws ArithmeticException if an amount does not fit its decimal
     */
    public void encodeBody(CostRow row, ByteBuilder out) {
        for (int i = 0; i < BODY_FIELDS; i++) {
            CostField field = FIELDS[i];
            if (!row.has(i)) {
                if (!field.optional()) {
                    throw new IllegalStateException("CostRecord." + field.name() + " must not be absent");
                }
                out.put(0);
                valueFrom[i] = 0;
                valueTo[i] = 0;
                continue;
            }
            if (field.optional()) {
                out.put(2);
            }
            valueFrom[i] = out.length();
            switch (field.kind()) {
                case TEXT:
                    out.putZigZag(row.length(i)).put(row.source(i), row.offset(i), row.length(i));
                    break;
                case DECIMAL:
                    Decimals.write(out, row.decimal(i), field.scale());
                    break;
                case NUMBER:
                    out.putZigZag(row.number(i));
                    break;
                case BOOLEAN:
                    out.put(row.number(i) == 0 ? 0 : 1);
                    break;
                default:
                    throw new IllegalStateException(field.kind().name());
            }
            valueTo[i] = out.length();
        }
    }

    /**
     * Appends the frame of the last encoded row's content: the tag and the bytes of each field that is present and is
     * not lineage. Each value's encoding marks its own end, so two rows that differ never have the same frame.
     *
     * @param encoded where {@link #encodeBody} wrote the row
     */
    public void frameContent(ByteBuilder encoded, ByteBuilder frame) {
        byte[] bytes = encoded.array();
        for (int i = 0; i < BODY_FIELDS; i++) {
            int count = valueTo[i] - valueFrom[i];
            if (count > 0 && !FIELDS[i].lineage()) {
                frame.putInt(FIELDS[i].tag()).put(bytes, valueFrom[i], count);
            }
        }
    }

    /**
     * A record as it goes on the wire: the Confluent header, the body, the ordinal and the record id.
     *
     * @param bodies where {@link #encodeBody} wrote the body, from {@code from} to {@code to}
     * @param recordId {@value #RECORD_ID_LENGTH} ASCII characters
     */
    public static byte[] wire(int schemaId, byte[] bodies, int from, int to, int ordinal, byte[] recordId) {
        ByteBuilder out = new ByteBuilder(WireFormat.HEADER_BYTES + to - from + recordId.length + TAIL_OVERHEAD);
        out.put(0).putInt(schemaId).put(bodies, from, to - from);
        out.putZigZag(ordinal).putZigZag(recordId.length).put(recordId);
        return out.toByteArray();
    }
}
