package io.tributary.schemas.wire;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The Confluent wire format: a zero byte, the schema's id as four bytes big-endian, then the value in Avro's binary
 * encoding.
 *
 * <p>Source: Confluent documentation, "Formats, Serializers, and Deserializers", wire format.
 */
public final class WireFormat {

    /** Bytes before the Avro encoding. */
    public static final int HEADER_BYTES = 5;

    private static final byte MAGIC = 0;

    private WireFormat() {}

    /**
     * Writes the {@link #HEADER_BYTES} bytes of a value of schema {@code schemaId} to {@code target}, from {@code
     * offset}.
     */
    public static void writeHeader(int schemaId, byte[] target, int offset) {
        target[offset] = MAGIC;
        target[offset + 1] = (byte) (schemaId >>> 24);
        target[offset + 2] = (byte) (schemaId >>> 16);
        target[offset + 3] = (byte) (schemaId >>> 8);
        target[offset + 4] = (byte) schemaId;
    }

    /** The {@link #HEADER_BYTES} bytes with which every value of schema {@code schemaId} begins. */
    public static byte[] header(int schemaId) {
        byte[] header = new byte[HEADER_BYTES];
        writeHeader(schemaId, header, 0);
        return header;
    }

    /**
     * Id of the schema that {@code value} was written with.
     *
     * @throws SerializationException where the value is too short for the header, or begins with another byte than 0
     */
    public static int schemaId(byte[] value) {
        if (value.length < HEADER_BYTES) {
            throw new SerializationException("Not in the Confluent wire format: " + value.length
                    + " bytes, expected at least " + HEADER_BYTES + " (a zero byte and a schema id)");
        }
        if (value[0] != MAGIC) {
            throw new SerializationException(
                    "Not in the Confluent wire format: the first byte is " + (value[0] & 0xFF) + ", expected 0");
        }
        return (value[1] & 0xFF) << 24 | (value[2] & 0xFF) << 16 | (value[3] & 0xFF) << 8 | value[4] & 0xFF;
    }
}
