package io.tributary.streams.compare;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.Delivery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Where the deliveries of a scope stand.
 *
 * @param newest the newest complete delivery
 * @param current the delivery that was seen last, and its account
 */
record ScopeState(Optional<Complete> newest, Optional<Current> current) {

    private static final byte VERSION = 1;

    /**
     * A complete delivery.
     *
     * @param tag its tag
     * @param id its id
     * @param time the provider's time of it
     */
    record Complete(long tag, String id, Instant time) {}

    /**
     * A delivery and its account.
     *
     * @param tag its tag
     * @param account its account so far
     */
    record Current(long tag, Delivery account) {}

    static final ScopeState EMPTY = new ScopeState(Optional.empty(), Optional.empty());

    ScopeState {
        requireNonNull(newest, "newest");
        requireNonNull(current, "current");
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeBoolean(newest.isPresent());
            if (newest.isPresent()) {
                out.writeLong(newest.get().tag());
                out.writeUTF(newest.get().id());
                out.writeLong(newest.get().time().toEpochMilli());
            }
            out.writeBoolean(current.isPresent());
            if (current.isPresent()) {
                out.writeLong(current.get().tag());
                new SpecificDatumWriter<>(Delivery.class)
                        .write(current.get().account(), EncoderFactory.get().directBinaryEncoder(out, null));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static ScopeState read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("A scope in the store has layout " + version + ": expected " + VERSION);
            }
            Optional<Complete> newest = Optional.empty();
            if (in.readBoolean()) {
                newest = Optional.of(new Complete(in.readLong(), in.readUTF(), Instant.ofEpochMilli(in.readLong())));
            }
            Optional<Current> current = Optional.empty();
            if (in.readBoolean()) {
                long tag = in.readLong();
                Delivery account = new SpecificDatumReader<>(Delivery.class)
                        .read(null, DecoderFactory.get().directBinaryDecoder(in, null));
                current = Optional.of(new Current(tag, account));
            }
            return new ScopeState(newest, current);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
