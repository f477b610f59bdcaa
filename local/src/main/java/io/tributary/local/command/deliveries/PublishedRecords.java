package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.view.CommittedRecords;
import io.tributary.local.view.LiveRecords;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.LedgerEntry;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What is published of statements: their live records, and what the ledger holds of each. It is read once, and kept on
 * disk, so that memory stays the same whatever their number. Used by one thread.
 */
final class PublishedRecords implements AutoCloseable {

    private static final String CHARGE = "charge";

    /** What follows the record's id in a key: the live record comes first. */
    private static final byte LIVE = 0;

    private static final byte CHARGED = 1;

    private final Map<String, String> settings;
    private final Map<String, Integer> groups = new HashMap<>();
    private final RecordOwners owners;
    private final LiveRecords records;
    private final Deserializer<CostRecord> costs;
    private final Serializer<CostRecord> written;
    private long foreign;

    /**
     * A record under one id.
     *
     * @param live its value on billing.costs; {@code null} where it is not live
     * @param charged the value that the ledger holds; {@code null} where it holds nothing
     * @param same whether the ledger holds the live record itself
     */
    record Published(byte[] live, byte[] charged, boolean same) {}

    /**
     * Reads what is committed.
     *
     * @param settings of Kafka's clients by {@code kafka.} names, and of the registry
     * @param statements names of the statements that are wanted
     * @param scratch an absent or empty directory, which is left with files
     */
    PublishedRecords(Map<String, String> settings, List<String> statements, RecordOwners owners, Path scratch) {
        this.settings = settings;
        this.owners = owners;
        statements.forEach(name -> groups.put(name, groups.size()));
        costs = AvroSerdes.valueDeserializer(CostRecord.class, settings);
        written = AvroSerdes.valueSerializer(CostRecord.class, settings);
        records = new LiveRecords(scratch);
        try {
            readLive();
            readLedger();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void readLive() {
        try (CommittedRecords topic = new CommittedRecords(Topics.COSTS.name(), KafkaSettings.of(settings))) {
            while (topic.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : topic.next()) {
                    byte[] key = key(record.key(), LIVE);
                    if (record.value() == null) {
                        records.remove(key);
                    } else {
                        put(costs.deserialize(record.topic(), record.value()), key, record.value());
                    }
                }
            }
        }
    }

    /** The ledger is opened where there is one: who has none may not have its topic. */
    private void readLedger() {
        if (!hasLedger()) {
            return;
        }
        try (CommittedRecords topic = new CommittedRecords(Topics.LEDGER.name(), KafkaSettings.of(settings));
                Deserializer<LedgerEntry> entries = AvroSerdes.valueDeserializer(LedgerEntry.class, settings)) {
            while (topic.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : topic.next()) {
                    LedgerEntry entry = entries.deserialize(record.topic(), record.value());
                    byte[] key = key(record.key(), CHARGED);
                    if (entry.getXEntryType().equals(CHARGE)) {
                        CostRecord charged = charged(entry);
                        put(charged, key, written.serialize(Topics.COSTS.name(), charged));
                    } else {
                        records.remove(key);
                    }
                }
            }
        }
    }

    private boolean hasLedger() {
        try (Admin admin = Admin.create(KafkaSettings.of(settings))) {
            return admin.listTopics().names().get().contains(Topics.LEDGER.name());
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot list the topics: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the topics were listed", e);
        }
    }

    private void put(CostRecord record, byte[] key, byte[] value) {
        Optional<Integer> group = owners.of(record).map(groups::get);
        if (group.isPresent()) {
            records.put(group.get(), key, value);
        } else if (owners.candidates(record).stream().anyMatch(groups::containsKey)
                && owners.of(record).isEmpty()) {
            foreign++;
        }
    }

    /** The record that an entry charges: it has all its columns, with its amounts as they are. */
    static CostRecord charged(LedgerEntry entry) {
        CostRecord record = new CostRecord();
        for (Schema.Field field : CostRecord.getClassSchema().getFields()) {
            record.put(field.pos(), entry.get(field.name()));
        }
        return record;
    }

    /**
     * Records that name deliveries of the wanted statements, and whose ids are of an earlier release: nobody can
     * restate or withdraw them any more.
     */
    long ofEarlierReleases() {
        return foreign;
    }

    /** Whether anything of a statement is live, or charged by the ledger. */
    boolean has(String statement) {
        return records.has(groups.get(statement));
    }

    /** Calls {@code consumer} with each record of a statement, in order of the ids. */
    void forEach(String statement, Consumer<Published> consumer) {
        Joined joined = new Joined(consumer);
        records.forEach(groups.get(statement), joined::add);
        joined.end();
    }

    /** Joins the live record with what the ledger holds of it, which follows it. */
    private final class Joined {

        private final Consumer<Published> consumer;
        private byte[] id;
        private byte[] live;

        private Joined(Consumer<Published> consumer) {
            this.consumer = consumer;
        }

        private void add(byte[] key, byte[] value) {
            byte[] ofRecord = Arrays.copyOf(key, key.length - 1);
            boolean isSameRecord = Arrays.equals(ofRecord, id);
            if (key[key.length - 1] == LIVE) {
                end();
                id = ofRecord;
                live = value;
            } else if (isSameRecord) {
                consumer.accept(new Published(live, value, Arrays.equals(asWrittenNow(live), value)));
                live = null;
            } else {
                end();
                consumer.accept(new Published(null, value, false));
            }
        }

        private void end() {
            if (live != null) {
                consumer.accept(new Published(live, null, false));
            }
            live = null;
        }
    }

    /** An earlier release may have written the same record with other bytes. */
    private byte[] asWrittenNow(byte[] live) {
        return written.serialize(Topics.COSTS.name(), costs.deserialize(Topics.COSTS.name(), live));
    }

    private static byte[] key(byte[] id, byte kind) {
        byte[] key = Arrays.copyOf(id, id.length + 1);
        key[id.length] = kind;
        return key;
    }

    @Override
    public void close() {
        records.close();
        costs.close();
        written.close();
    }
}
