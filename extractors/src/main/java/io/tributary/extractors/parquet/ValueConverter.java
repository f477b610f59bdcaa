package io.tributary.extractors.parquet;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Writes the values of a column. Values of a dictionary are converted to text once in a row group. */
final class ValueConverter extends PrimitiveConverter {

    private final PrimitiveTypeName type;
    private final ValueText text;
    private final UnaryOperator<byte[]> frame;
    private final Consumer<byte[]> out;

    private Dictionary dictionary;
    private byte[][] known;

    /**
     * @param frame quotes a value's text if necessary
     * @param out receives the text
     */
    ValueConverter(PrimitiveType type, ValueText text, UnaryOperator<byte[]> frame, Consumer<byte[]> out) {
        this.type = type.getPrimitiveTypeName();
        this.text = text;
        this.frame = frame;
        this.out = out;
    }

    @Override
    public boolean hasDictionarySupport() {
        return true;
    }

    @Override
    public void setDictionary(Dictionary newDictionary) {
        dictionary = newDictionary;
        known = new byte[newDictionary.getMaxId() + 1][];
    }

    @Override
    public void addValueFromDictionary(int place) {
        byte[] value = known[place];
        if (value == null) {
            value = frame.apply(decode(place));
            known[place] = value;
        }
        out.accept(value);
    }

    @Override
    public void addBoolean(boolean value) {
        write(text.of(value));
    }

    @Override
    public void addInt(int value) {
        // Written explicitly: Java would choose a float.
        write(text.of((long) value));
    }

    @Override
    public void addLong(long value) {
        write(text.of(value));
    }

    @Override
    public void addFloat(float value) {
        write(text.of(value));
    }

    @Override
    public void addDouble(double value) {
        write(text.of(value));
    }

    @Override
    public void addBinary(Binary value) {
        write(text.of(value));
    }

    private void write(byte[] value) {
        out.accept(frame.apply(value));
    }

    private byte[] decode(int place) {
        return switch (type) {
            case BOOLEAN -> text.of(dictionary.decodeToBoolean(place));
            case INT32 -> text.of((long) dictionary.decodeToInt(place));
            case INT64 -> text.of(dictionary.decodeToLong(place));
            case FLOAT -> text.of(dictionary.decodeToFloat(place));
            case DOUBLE -> text.of(dictionary.decodeToDouble(place));
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> text.of(dictionary.decodeToBinary(place));
        };
    }
}
