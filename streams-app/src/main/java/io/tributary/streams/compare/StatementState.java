package io.tributary.streams.compare;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.DeliveryChange;
import io.tributary.schemas.RawPage;
import io.tributary.streams.identity.ContentDigest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * What the store keeps of a statement and its readings.
 *
 * @param owner the scope whose deliveries are taken; empty before the first
 * @param newest the newest complete delivery
 * @param current the reading that was taken last
 * @param earlier the reading before it, while it is held or what it lacks is being withdrawn
 * @param live records of the statement that are published and not withdrawn
 * @param charged live records that the ledger holds as they are
 * @param generation number of the newest reading, from 1; 0 before the first
 * @param takesOver whether the owner was preferred to a scope whose records are live, and has not replaced them yet
 * @param forgotten whether what is live is not known any more
 * @param lapsed whether records that the ledger holds were changed while no ledger was kept
 * @param home where its known rows stand
 * @param decision the newest instruction that was carried out
 * @param ended readings that were taken before and have ended, the newest last
 * @param choice how its owner was chosen among scopes that state the same money
 * @param claimed which billing accounts it bills
 */
record StatementState(
        String owner,
        Optional<Complete> newest,
        Optional<Reading> current,
        Optional<Reading> earlier,
        long live,
        long charged,
        int generation,
        boolean takesOver,
        boolean forgotten,
        boolean lapsed,
        Home home,
        Decision decision,
        List<Long> ended,
        Choice choice,
        Claimed claimed) {

    private static final byte VERSION = 7;

    /**
     * A complete delivery.
     *
     * @param key its key
     * @param scope its scope
     * @param id its id
     * @param time the provider's time of it
     */
    record Complete(long key, String scope, String id, Instant time) {}

    /** How far a reading has come. */
    enum Phase {
        /** Pages are coming. */
        OPEN,
        /** It has ended, and nothing of it is left to be done. */
        ENDED,
        /** It is complete; what it lacks stays until that is confirmed. */
        HELD,
        /** It is complete, and what it lacks is being withdrawn. */
        WITHDRAWING
    }

    /**
     * A reading and its account.
     *
     * @param delivery key of its delivery
     * @param id key of the reading
     * @param generation its number within the statement
     * @param phase how far it has come
     * @param position where withdrawing goes on
     * @param claims records that it has sighted, whether they could be read or not
     * @param digest digest of its records, in any order
     * @param account its account so far
     */
    record Reading(
            long delivery,
            long id,
            int generation,
            Phase phase,
            int position,
            long claims,
            ContentDigest digest,
            Delivery account) {}

    /**
     * Where the known rows of a statement stand in the window store.
     *
     * @param window start of their window, in milliseconds since 1970-01-01T00:00Z
     * @param next start of the window to which they are being moved; the same where they are not
     * @param moved number of blocks, from the first, that were moved
     */
    record Home(long window, long next, int moved) {
        static final Home NONE = new Home(0, 0, 0);

        boolean isMoving() {
            return next != window;
        }
    }

    /**
     * An instruction that was carried out.
     *
     * @param time when it was given, in milliseconds since 1970-01-01T00:00Z
     * @param key what it said
     */
    record Decision(long time, long key) {
        static final Decision NONE = new Decision(Long.MIN_VALUE, 0);
    }

    /**
     * How the owner of a statement, or of a lease, was chosen among scopes that state the same money.
     *
     * @param over data sets over which the extractor chose the owner's, by what is there of the account's period
     * @param at when that was read, in milliseconds since 1970-01-01T00:00Z: what was read of those data sets until
     *     then is superseded, what is read later is in conflict
     * @param byOperator whether an operator chose the owner, whom no extractor overrules
     * @param yieldsTo the scope to which an operator had the statement give way; empty where it does not
     */
    record Choice(Set<String> over, long at, boolean byOperator, String yieldsTo) {
        static final Choice NONE = new Choice(Set.of(), Long.MIN_VALUE, false, "");

        Choice {
            over = Collections.unmodifiableSortedSet(new TreeSet<>(over));
            requireNonNull(yieldsTo, "yieldsTo");
        }

        /** Whether a page is of a data set over which the owner was chosen, and was read before that. */
        boolean supersedes(RawPage page) {
            return over.contains(page.getDataSet()) && page.getExtractedAt().toEpochMilli() <= at;
        }
    }

    /**
     * The billing accounts that a statement bills.
     *
     * @param accounts their ids in comparable form
     * @param inParts whether it bills parts of them, or several, so that each row must be looked at
     */
    record Claimed(Set<String> accounts, boolean inParts) {
        static final Claimed NONE = new Claimed(Set.of(), false);

        Claimed {
            accounts = Collections.unmodifiableSortedSet(new TreeSet<>(accounts));
        }
    }

    static final StatementState EMPTY = new StatementState(
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            0,
            false,
            false,
            false,
            Home.NONE,
            Decision.NONE,
            List.of(),
            Choice.NONE,
            Claimed.NONE);

    StatementState {
        requireNonNull(owner, "owner");
        requireNonNull(newest, "newest");
        requireNonNull(current, "current");
        requireNonNull(earlier, "earlier");
        requireNonNull(home, "home");
        requireNonNull(decision, "decision");
        ended = List.copyOf(ended);
        requireNonNull(choice, "choice");
        requireNonNull(claimed, "claimed");
    }

    /** What is kept for good of a statement that was forgotten: that it existed, who stated it, and until when. */
    StatementState ofForgotten() {
        return new StatementState(
                owner,
                newest,
                Optional.empty(),
                Optional.empty(),
                live,
                charged,
                generation,
                takesOver,
                true,
                lapsed,
                home,
                decision,
                List.of(),
                choice,
                claimed);
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(owner);
            out.writeLong(live);
            out.writeLong(charged);
            out.writeInt(generation);
            out.writeBoolean(takesOver);
            out.writeBoolean(forgotten);
            out.writeBoolean(lapsed);
            out.writeLong(home.window());
            out.writeLong(home.next());
            out.writeInt(home.moved());
            out.writeLong(decision.time());
            out.writeLong(decision.key());
            out.writeShort(ended.size());
            for (long reading : ended) {
                out.writeLong(reading);
            }
            write(choice.over(), out);
            out.writeLong(choice.at());
            out.writeBoolean(choice.byOperator());
            out.writeUTF(choice.yieldsTo());
            write(claimed.accounts(), out);
            out.writeBoolean(claimed.inParts());
            out.writeBoolean(newest.isPresent());
            if (newest.isPresent()) {
                out.writeLong(newest.get().key());
                out.writeUTF(newest.get().scope());
                out.writeUTF(newest.get().id());
                out.writeLong(newest.get().time().toEpochMilli());
            }
            write(current, out);
            write(earlier, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Optional<Reading> optional, DataOutputStream out) throws IOException {
        out.writeBoolean(optional.isPresent());
        if (optional.isEmpty()) {
            return;
        }
        Reading reading = optional.get();
        out.writeLong(reading.delivery());
        out.writeLong(reading.id());
        out.writeInt(reading.generation());
        out.writeByte(reading.phase().ordinal());
        out.writeInt(reading.position());
        out.writeLong(reading.claims());
        out.writeLong(reading.digest().high());
        out.writeLong(reading.digest().low());
        write(reading.account(), out);
    }

    /**
     * What {@link #toBytes} wrote.
     *
     * @throws IllegalStateException if another version of the application wrote it
     */
    static StatementState read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException(
                        "A statement in the store has layout " + version + ": expected " + VERSION);
            }
            String owner = in.readUTF();
            long live = in.readLong();
            long charged = in.readLong();
            int generation = in.readInt();
            boolean takesOver = in.readBoolean();
            boolean forgotten = in.readBoolean();
            boolean lapsed = in.readBoolean();
            Home home = new Home(in.readLong(), in.readLong(), in.readInt());
            Decision decision = new Decision(in.readLong(), in.readLong());
            int count = in.readShort();
            List<Long> ended = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                ended.add(in.readLong());
            }
            Choice choice = new Choice(readNames(in), in.readLong(), in.readBoolean(), in.readUTF());
            Claimed claimed = new Claimed(readNames(in), in.readBoolean());
            Optional<Complete> newest = in.readBoolean()
                    ? Optional.of(new Complete(
                            in.readLong(), in.readUTF(), in.readUTF(), Instant.ofEpochMilli(in.readLong())))
                    : Optional.empty();
            return new StatementState(
                    owner,
                    newest,
                    readReading(in),
                    readReading(in),
                    live,
                    charged,
                    generation,
                    takesOver,
                    forgotten,
                    lapsed,
                    home,
                    decision,
                    ended,
                    choice,
                    claimed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(Set<String> names, DataOutputStream out) throws IOException {
        out.writeInt(names.size());
        for (String name : names) {
            out.writeUTF(name);
        }
    }

    private static Set<String> readNames(DataInputStream in) throws IOException {
        int count = in.readInt();
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            names.add(in.readUTF());
        }
        return names;
    }

    private static Optional<Reading> readReading(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return Optional.empty();
        }
        return Optional.of(new Reading(
                in.readLong(),
                in.readLong(),
                in.readInt(),
                Phase.values()[in.readByte()],
                in.readInt(),
                in.readLong(),
                new ContentDigest(in.readLong(), in.readLong()),
                readAccount(in)));
    }

    /** Writes a delivery's account. */
    static byte[] bytes(Delivery account) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(account, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The account that {@link #bytes(Delivery)} wrote. */
    static Delivery account(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return readAccount(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Writes what a delivery has changed. */
    static byte[] bytes(List<DeliveryChange> changes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        SpecificDatumWriter<DeliveryChange> writer = new SpecificDatumWriter<>(DeliveryChange.class);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(changes.size());
            for (DeliveryChange change : changes) {
                writer.write(change, EncoderFactory.get().directBinaryEncoder(out, null));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The changes that {@link #bytes(List)} wrote. */
    static List<DeliveryChange> changes(byte[] bytes) {
        SpecificDatumReader<DeliveryChange> reader = new SpecificDatumReader<>(DeliveryChange.class);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int count = in.readInt();
            List<DeliveryChange> changes = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                changes.add(reader.read(null, DecoderFactory.get().directBinaryDecoder(in, null)));
            }
            return changes;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(Delivery account, DataOutputStream out) throws IOException {
        new SpecificDatumWriter<>(Delivery.class)
                .write(account, EncoderFactory.get().directBinaryEncoder(out, null));
    }

    private static Delivery readAccount(DataInputStream in) throws IOException {
        return new SpecificDatumReader<>(Delivery.class)
                .read(null, DecoderFactory.get().directBinaryDecoder(in, null));
    }
}
