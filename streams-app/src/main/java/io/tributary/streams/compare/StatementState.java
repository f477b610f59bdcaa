package io.tributary.streams.compare;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.Delivery;
import io.tributary.streams.compare.KnownRows.Position;
import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.identity.NaturalKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * What the store keeps of a statement and its deliveries.
 *
 * @param owner the scope whose deliveries are taken; empty before the first
 * @param newest the newest complete delivery
 * @param current the delivery that was seen last, and its account
 * @param live records of the statement that are published and not withdrawn
 * @param held whether the newest complete delivery is held, since it would withdraw too much
 * @param takesOver whether the owner was preferred to a scope whose records are live, and has not replaced them yet
 * @param sweep how far the withdrawal of what the current delivery lacks has come; empty where none is under way
 */
record StatementState(
        String owner,
        Optional<Complete> newest,
        Optional<Current> current,
        long live,
        boolean held,
        boolean takesOver,
        Optional<Position> sweep) {

    private static final byte VERSION = 3;

    /** The first layout's accounts, which lack what was added to them since. */
    private static final Schema FIRST_ACCOUNT = without(Delivery.getClassSchema(), Set.of("rowsOverlapping"));

    /**
     * A complete delivery.
     *
     * @param key its key
     * @param id its id
     * @param time the provider's time of it
     * @param since publication time from which on all its rows were seen, in milliseconds since 1970-01-01T00:00Z
     */
    record Complete(long key, String id, Instant time, long since) {}

    /**
     * A delivery and its account.
     *
     * @param key its key
     * @param account its account so far
     * @param claims records that it has, whether they could be read or not
     * @param digest digest of its records, in any order
     * @param rebuilt whether what was known of its statement had been forgotten when it came
     */
    record Current(long key, Delivery account, long claims, ContentDigest digest, boolean rebuilt) {}

    static final StatementState EMPTY =
            new StatementState("", Optional.empty(), Optional.empty(), 0, false, false, Optional.empty());

    StatementState {
        requireNonNull(owner, "owner");
        requireNonNull(newest, "newest");
        requireNonNull(current, "current");
        requireNonNull(sweep, "sweep");
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(owner);
            out.writeLong(live);
            out.writeBoolean(held);
            out.writeBoolean(takesOver);
            out.writeBoolean(newest.isPresent());
            if (newest.isPresent()) {
                write(newest.get(), out);
            }
            out.writeBoolean(current.isPresent());
            if (current.isPresent()) {
                write(current.get(), out);
            }
            out.writeBoolean(sweep.isPresent());
            if (sweep.isPresent()) {
                write(sweep.get(), out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Complete newest, DataOutputStream out) throws IOException {
        out.writeLong(newest.key());
        out.writeUTF(newest.id());
        out.writeLong(newest.time().toEpochMilli());
        out.writeLong(newest.since());
    }

    private static void write(Current current, DataOutputStream out) throws IOException {
        out.writeLong(current.key());
        out.writeLong(current.claims());
        out.writeLong(current.digest().high());
        out.writeLong(current.digest().low());
        out.writeBoolean(current.rebuilt());
        new SpecificDatumWriter<>(Delivery.class)
                .write(current.account(), EncoderFactory.get().directBinaryEncoder(out, null));
    }

    private static void write(Position sweep, DataOutputStream out) throws IOException {
        out.writeLong(sweep.window());
        out.writeBoolean(sweep.previous());
        out.writeLong(sweep.next().high());
        out.writeLong(sweep.next().low());
    }

    /**
     * What {@link #toBytes} wrote.
     *
     * @throws IllegalStateException if another version of the application wrote it
     */
    static StatementState read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version < 1 || version > VERSION) {
                throw new IllegalStateException(
                        "A statement in the store has layout " + version + ": expected 1 to " + VERSION);
            }
            Schema written = version == 1 ? FIRST_ACCOUNT : Delivery.getClassSchema();
            String owner = in.readUTF();
            long live = in.readLong();
            boolean held = in.readBoolean();
            boolean takesOver = version > 2 && in.readBoolean();
            Optional<Complete> newest = in.readBoolean() ? Optional.of(readComplete(in)) : Optional.empty();
            Optional<Current> current = in.readBoolean() ? Optional.of(readCurrent(in, written)) : Optional.empty();
            Optional<Position> sweep = in.readBoolean() ? Optional.of(readPosition(in)) : Optional.empty();
            return new StatementState(owner, newest, current, live, held, takesOver, sweep);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Complete readComplete(DataInputStream in) throws IOException {
        return new Complete(in.readLong(), in.readUTF(), Instant.ofEpochMilli(in.readLong()), in.readLong());
    }

    private static Current readCurrent(DataInputStream in, Schema written) throws IOException {
        long key = in.readLong();
        long claims = in.readLong();
        ContentDigest digest = new ContentDigest(in.readLong(), in.readLong());
        boolean rebuilt = in.readBoolean();
        Delivery account = new SpecificDatumReader<Delivery>(written, Delivery.getClassSchema())
                .read(null, DecoderFactory.get().directBinaryDecoder(in, null));
        return new Current(key, account, claims, digest, rebuilt);
    }

    private static Position readPosition(DataInputStream in) throws IOException {
        return new Position(in.readLong(), in.readBoolean(), new NaturalKey(in.readLong(), in.readLong()));
    }

    private static Schema without(Schema record, Set<String> names) {
        List<Schema.Field> fields = record.getFields().stream()
                .filter(field -> !names.contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(record.getName(), record.getDoc(), record.getNamespace(), false, fields);
    }
}
