package io.tributary.schemas.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Writes generated records in the Confluent wire format. May be used from several threads, as producers are. */
final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private final Schema schema;
    private final SpecificDatumWriter<T> writer;
    private final WireConfig config;
    private final SchemaRegistry registry;
    private final Map<String, Integer> idsByTopic = new ConcurrentHashMap<>();

    AvroSerializer(Class<T> type, WireConfig config) {
        SpecificData model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.writer = new SpecificDatumWriter<>(schema, model);
        this.config = config;
        this.registry = SchemaRegistry.open(config);
    }

    @Override
    public byte[] serialize(String topic, T value) {
        if (value == null) {
            return null;
        }
        int id = idsByTopic.computeIfAbsent(topic, name -> SchemaIds.valueSchemaId(name, schema, config, registry));
        try {
            // Written twice, so that a page of megabytes is copied only once: to where it stays.
            Count count = new Count();
            write(value, count);
            byte[] bytes = new byte[WireFormat.HEADER_BYTES + count.bytes];
            WireFormat.writeHeader(id, bytes, 0);
            write(value, new Fill(bytes, WireFormat.HEADER_BYTES));
            return bytes;
        } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
            throw new SerializationException(
                    "Cannot write " + schema.getFullName() + " to topic " + topic + " with schema " + id + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private void write(T value, OutputStream out) throws IOException {
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(value, encoder);
        encoder.flush();
    }

    /** Counts what is written. */
    private static final class Count extends OutputStream {

        private int bytes;

        @Override
        public void write(int value) {
            bytes = Math.addExact(bytes, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            bytes = Math.addExact(bytes, length);
        }
    }

    /** Fills an array that is as large as what is written. */
    private static final class Fill extends OutputStream {

        private final byte[] target;
        private int at;

        Fill(byte[] target, int from) {
            this.target = target;
            this.at = from;
        }

        @Override
        public void write(int value) {
            target[at++] = (byte) value;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            System.arraycopy(source, offset, target, at, length);
            at += length;
        }
    }

    @Override
    public void close() {
        registry.close();
    }
}
