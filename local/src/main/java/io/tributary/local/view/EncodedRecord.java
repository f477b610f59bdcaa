package io.tributary.local.view;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.wire.AvroTrust;
import io.tributary.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * A cost record as the bytes that it has on the topic, and where in them each field is. Nothing is made of a field
 * before it is asked for. It is used for one record after another, by one thread.
 */
final class EncodedRecord {

    /** How a field's values are encoded. */
    enum Kind {
        TEXT,
        DECIMAL,
        LONG,
        INT,
        BOOLEAN
    }

    /**
     * A field of {@link CostRecord}.
     *
     * @param position its place in the schema, from 0
     * @param name its name
     * @param kind how its values are encoded
     * @param optional whether it may be absent
     * @param scale decimals of {@link Kind#DECIMAL}; 0 otherwise
     * @param precision most digits of {@link Kind#DECIMAL}; 0 otherwise
     */
    record Field(int position, String name, Kind kind, boolean optional, int scale, int precision) {

        private static Field of(Schema.Field field) {
            Schema declared = field.schema();
            boolean optional = declared.isUnion();
            if (optional
                    && (declared.getTypes().size() != 2
                            || declared.getTypes().get(0).getType() != Schema.Type.NULL)) {
                throw unknown(field);
            }
            Schema type = optional ? declared.getTypes().get(1) : declared;
            int scale = 0;
            int precision = 0;
            Kind kind;
            switch (type.getType()) {
                case STRING -> kind = Kind.TEXT;
                case BYTES -> {
                    if (!(type.getLogicalType() instanceof LogicalTypes.Decimal decimal)) {
                        throw unknown(field);
                    }
                    kind = Kind.DECIMAL;
                    scale = decimal.getScale();
                    precision = decimal.getPrecision();
                }
                case LONG -> kind = Kind.LONG;
                case INT -> kind = Kind.INT;
                case BOOLEAN -> kind = Kind.BOOLEAN;
                default -> throw unknown(field);
            }
            return new Field(field.pos(), field.name(), kind, optional, scale, precision);
        }

        private static IllegalStateException unknown(Schema.Field field) {
            return new IllegalStateException(
                    "CostRecord." + field.name() + " has the type " + field.schema() + ", which the view cannot write");
        }
    }

    private static final Schema SCHEMA = CostRecord.getClassSchema();
    private static final SpecificData MODEL = SpecificData.getForClass(CostRecord.class);
    /** Every field, in the schema's order. */
    static final List<Field> FIELDS = SCHEMA.getFields().stream().map(Field::of).toList();

    private static final Field[] ALL = FIELDS.toArray(Field[]::new);
    private static final int ABSENT = -1;
    /** Of the encoding of a number with 64 bits. */
    private static final int LONGEST_NUMBER = 10;
    /** Decimals of fewer bytes have fewer digits than any field of ours holds. */
    private static final int SURELY_FITS = 15;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080808080808080L;

    static {
        AvroTrust.install();
        for (Field field : ALL) {
            int digits = BigInteger.ONE
                    .shiftLeft(SURELY_FITS * Byte.SIZE - 1)
                    .toString()
                    .length();
            if (field.kind == Kind.DECIMAL && field.precision < digits) {
                throw new IllegalStateException("CostRecord." + field.name + " holds fewer digits than " + digits);
            }
        }
    }

    /** Of a field's encoding, behind the mark that it is there. */
    private final int[] starts = new int[ALL.length];
    /** Of a field's value: the text or the digits behind their length, or {@link #ABSENT}. */
    private final int[] froms = new int[ALL.length];

    private final int[] tos = new int[ALL.length];
    /** Of numbers and truth values. */
    private final long[] numbers = new long[ALL.length];

    private byte[] bytes;
    private int place;
    private long number;

    /** The place of the field {@code name}. */
    static int position(String name) {
        return SCHEMA.getField(name).pos();
    }

    /**
     * Goes to a record.
     *
     * @param value as {@link #encode} would write it, which is as the application writes records, with a header of
     *     {@value WireFormat#HEADER_BYTES} bytes that say nothing here
     * @return whether it is encoded so; if not, it may be written in another way, or be no record, and nothing may be
     *     asked of it
     */
    boolean read(byte[] value) {
        return readTo(value, ALL.length - 1) && place == value.length;
    }

    /**
     * Reads the fields of a record up to {@code last} alone; nothing may be asked of those behind it.
     *
     * @param value as for {@link #read}
     * @return whether these fields are encoded as {@link #encode} would write them
     */
    boolean readTo(byte[] value, int last) {
        bytes = value;
        place = WireFormat.HEADER_BYTES;
        for (int i = 0; i <= last; i++) {
            if (!read(ALL[i])) {
                return false;
            }
        }
        return true;
    }

    /** Goes to the record that {@code other} has read. */
    void goTo(EncodedRecord other) {
        bytes = other.bytes;
        System.arraycopy(other.starts, 0, starts, 0, starts.length);
        System.arraycopy(other.froms, 0, froms, 0, froms.length);
        System.arraycopy(other.tos, 0, tos, 0, tos.length);
        System.arraycopy(other.numbers, 0, numbers, 0, numbers.length);
    }

    private boolean read(Field field) {
        int i = field.position;
        if (field.optional) {
            if (place >= bytes.length) {
                return false;
            }
            byte branch = bytes[place++];
            if (branch == 0) {
                froms[i] = ABSENT;
                return true;
            }
            if (branch != 2) {
                return false;
            }
        }
        starts[i] = place;
        switch (field.kind) {
            case TEXT, DECIMAL:
                if (!readNumber() || number < 0 || number > bytes.length - place) {
                    return false;
                }
                froms[i] = place;
                place += (int) number;
                tos[i] = place;
                return field.kind == Kind.TEXT ? isText(froms[i], place) : isDecimal(froms[i], place, field);
            case LONG, INT:
                froms[i] = place;
                if (!readNumber() || field.kind == Kind.INT && number != (int) number) {
                    return false;
                }
                break;
            case BOOLEAN:
                froms[i] = place;
                if (place >= bytes.length || bytes[place] != 0 && bytes[place] != 1) {
                    return false;
                }
                number = bytes[place++];
                break;
            default:
                throw new IllegalStateException(field.kind.name());
        }
        numbers[i] = number;
        tos[i] = place;
        return true;
    }

    /** Seven bits a byte, the lowest first, the sign in the lowest of all. */
    private boolean readNumber() {
        long zigZag = 0;
        for (int i = 0; i < LONGEST_NUMBER && place < bytes.length; i++) {
            byte next = bytes[place++];
            zigZag |= (next & 0x7FL) << 7 * i;
            if (next >= 0) {
                number = zigZag >>> 1 ^ -(zigZag & 1);
                // Zeros at the end would be another encoding of the same number, and more than 64 bits none at all.
                return i == 0 || next != 0 && (i < LONGEST_NUMBER - 1 || next == 1);
            }
        }
        return false;
    }

    private boolean isText(int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            if (((long) EIGHT_BYTES.get(bytes, i) & NOT_ASCII) != 0) {
                return isUtf8(from, to);
            }
        }
        for (; i < to; i++) {
            if (bytes[i] < 0) {
                return isUtf8(from, to);
            }
        }
        return true;
    }

    private boolean isUtf8(int from, int to) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Whether it has no byte that only repeats the sign, and not too many digits. */
    private boolean isDecimal(int from, int to, Field field) {
        if (from == to || to - from > 1 && bytes[from] == bytes[from + 1] >> Byte.SIZE - 1) {
            return false;
        }
        return to - from <= SURELY_FITS
                || new BigInteger(bytes, from, to - from).abs().toString().length() <= field.precision;
    }

    /** The record's encoding, with its header. It is not copied. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether a field has a value. */
    boolean has(int field) {
        return froms[field] != ABSENT;
    }

    /** Where in {@link #bytes} the value of a text or a decimal begins. */
    int from(int field) {
        return froms[field];
    }

    /** How many bytes the value of a text or a decimal has. */
    int length(int field) {
        return tos[field] - froms[field];
    }

    /** The value of a number, a time in milliseconds since 1970, or a truth value as 0 or 1. */
    long number(int field) {
        return numbers[field];
    }

    /** A text, or null where it is absent. */
    String text(int field) {
        return has(field) ? new String(bytes, from(field), length(field), StandardCharsets.UTF_8) : null;
    }

    /** A decimal that is present, times ten to the power of its field's scale. */
    BigInteger unscaled(int field) {
        return new BigInteger(bytes, from(field), length(field));
    }

    /**
     * The encodings of fields that are always there, one after the other. Records whose values in these fields differ
     * have different ones.
     */
    byte[] encodings(int[] fields) {
        int size = 0;
        for (int field : fields) {
            size += tos[field] - starts[field];
        }
        byte[] all = new byte[size];
        int at = 0;
        for (int field : fields) {
            int count = tos[field] - starts[field];
            System.arraycopy(bytes, starts[field], all, at, count);
            at += count;
        }
        return all;
    }

    /** The record. */
    CostRecord toCostRecord() {
        try {
            return new SpecificDatumReader<CostRecord>(SCHEMA, SCHEMA, MODEL)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            bytes,
                                            WireFormat.HEADER_BYTES,
                                            bytes.length - WireFormat.HEADER_BYTES,
                                            null));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read a record that was read before: " + e, e);
        }
    }

    /**
     * The encoding of a record, behind a header of zeros.
     *
     * @throws org.apache.avro.AvroRuntimeException if a value does not fit its field
     */
    byte[] encode(CostRecord cost) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[WireFormat.HEADER_BYTES]);
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new SpecificDatumWriter<CostRecord>(SCHEMA, MODEL).write(cost, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory failed: " + e, e);
        }
        return out.toByteArray();
    }
}
