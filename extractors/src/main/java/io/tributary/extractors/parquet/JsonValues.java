package io.tributary.extractors.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.extractors.csv.ByteBuilder;
import java.util.List;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * Writes nested values as JSON: lists as arrays, maps as objects in the order of the file, structs as objects with all
 * their fields, of which absent ones are {@code null}. Numbers are written like those of {@link ValueText}.
 */
final class JsonValues {

    private final ByteBuilder json;

    /** @param json receives the JSON */
    JsonValues(ByteBuilder json) {
        this.json = json;
    }

    /**
     * A converter of one value.
     *
     * @param type of the value, whose repetition is the caller's business
     * @param before writes what must precede the value
     */
    Converter of(Type type, Runnable before) {
        if (type.isPrimitive()) {
            PrimitiveType primitive = type.asPrimitiveType();
            ValueText text = ValueText.of(primitive);
            return new ValueConverter(primitive, text, text.isText() ? JsonText::string : JsonText::number, value -> {
                before.run();
                json.append(value);
            });
        }
        GroupType group = type.asGroupType();
        if (isList(group)) {
            return new ListConverter(group, before);
        }
        return isMap(group) ? new MapConverter(group, before) : new StructConverter(group, before);
    }

    private static boolean isList(GroupType group) {
        return group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation && holdsOneRepeated(group);
    }

    private static boolean isMap(GroupType group) {
        boolean annotated = group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
                || group.getLogicalTypeAnnotation() instanceof MapKeyValueTypeAnnotation;
        if (!annotated || !holdsOneRepeated(group) || group.getType(0).isPrimitive()) {
            return false;
        }
        List<Type> entry = group.getType(0).asGroupType().getFields();
        return entry.size() <= 2
                && entry.get(0).isPrimitive()
                && entry.stream().noneMatch(field -> field.isRepetition(Type.Repetition.REPEATED));
    }

    private static boolean holdsOneRepeated(GroupType group) {
        return group.getFieldCount() == 1 && group.getType(0).isRepetition(Type.Repetition.REPEATED);
    }

    private void write(String text) {
        json.append(text.getBytes(UTF_8));
    }

    /** A list, in the current form or one of the older ones that the format's specification names. */
    private final class ListConverter extends GroupConverter {

        private final Runnable before;
        private final Converter element;
        private boolean isFirst;

        ListConverter(GroupType list, Runnable before) {
            this.before = before;
            Type repeated = list.getType(0);
            element = isWrapper(list.getName(), repeated)
                    ? new ElementConverter(repeated.asGroupType().getType(0), this::beforeElement)
                    : of(repeated, this::beforeElement);
        }

        private static boolean isWrapper(String list, Type repeated) {
            return !repeated.isPrimitive()
                    && repeated.asGroupType().getFieldCount() == 1
                    && !repeated.asGroupType().getType(0).isRepetition(Type.Repetition.REPEATED)
                    && !repeated.getName().equals("array")
                    && !repeated.getName().equals(list + "_tuple");
        }

        private void beforeElement() {
            if (!isFirst) {
                json.append(',');
            }
            isFirst = false;
        }

        @Override
        public Converter getConverter(int field) {
            return element;
        }

        @Override
        public void start() {
            before.run();
            json.append('[');
            isFirst = true;
        }

        @Override
        public void end() {
            json.append(']');
        }
    }

    /** The group around an element of a list, so that it may be null. */
    private final class ElementConverter extends GroupConverter {

        private final Runnable before;
        private final Converter value;
        private boolean isNull;

        ElementConverter(Type type, Runnable before) {
            this.before = before;
            this.value = of(type, () -> {
                before.run();
                isNull = false;
            });
        }

        @Override
        public Converter getConverter(int field) {
            return value;
        }

        @Override
        public void start() {
            isNull = true;
        }

        @Override
        public void end() {
            if (isNull) {
                before.run();
                write("null");
            }
        }
    }

    /** A map. Keys of all types are written as text. */
    private final class MapConverter extends GroupConverter {

        private final Runnable before;
        private final EntryConverter entry;

        MapConverter(GroupType map, Runnable before) {
            this.before = before;
            this.entry = new EntryConverter(map.getType(0).asGroupType());
        }

        @Override
        public Converter getConverter(int field) {
            return entry;
        }

        @Override
        public void start() {
            before.run();
            json.append('{');
            entry.isFirst = true;
        }

        @Override
        public void end() {
            json.append('}');
        }
    }

    /** A key of a map and its value. */
    private final class EntryConverter extends GroupConverter {

        private final Converter key;
        private final Converter value;
        private boolean isFirst;
        private boolean isNull;

        EntryConverter(GroupType entry) {
            PrimitiveType keyType = entry.getType(0).asPrimitiveType();
            key = new ValueConverter(keyType, ValueText.of(keyType), JsonText::string, this::writeKey);
            value = entry.getFieldCount() < 2 ? null : of(entry.getType(1), () -> isNull = false);
        }

        private void writeKey(byte[] text) {
            if (!isFirst) {
                json.append(',');
            }
            isFirst = false;
            json.append(text);
            json.append(':');
        }

        @Override
        public Converter getConverter(int field) {
            return field == 0 ? key : value;
        }

        @Override
        public void start() {
            isNull = true;
        }

        @Override
        public void end() {
            if (isNull) {
                write("null");
            }
        }
    }

    /** A group of named fields. */
    private final class StructConverter extends GroupConverter {

        private final GroupType struct;
        private final Runnable before;
        private final Converter[] fields;
        private final byte[][] names;
        private int place;
        private boolean isNull;

        StructConverter(GroupType struct, Runnable before) {
            this.struct = struct;
            this.before = before;
            this.fields = new Converter[struct.getFieldCount()];
            this.names = new byte[fields.length][];
            for (int field = 0; field < fields.length; field++) {
                int current = field;
                fields[field] = of(struct.getType(field), () -> beforeValue(current));
                names[field] = JsonText.string(struct.getFieldName(field).getBytes(UTF_8));
            }
        }

        private void beforeValue(int field) {
            moveTo(field);
            if (isRepeated(field)) {
                json.append(isNull ? '[' : ',');
            }
            isNull = false;
        }

        private void moveTo(int field) {
            while (place < field) {
                closeField();
                place++;
                if (place > 0) {
                    json.append(',');
                }
                json.append(names[place]);
                json.append(':');
                isNull = true;
            }
        }

        private void closeField() {
            if (place >= 0) {
                if (isRepeated(place)) {
                    write(isNull ? "[]" : "]");
                } else if (isNull) {
                    write("null");
                }
            }
        }

        private boolean isRepeated(int field) {
            return struct.getType(field).isRepetition(Type.Repetition.REPEATED);
        }

        @Override
        public Converter getConverter(int field) {
            return fields[field];
        }

        @Override
        public void start() {
            before.run();
            json.append('{');
            place = -1;
        }

        @Override
        public void end() {
            moveTo(fields.length - 1);
            closeField();
            json.append('}');
        }
    }
}
