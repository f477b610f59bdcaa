package io.tributary.local.view;

import io.tributary.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What the topic of cost records says of chosen records: what is live, and which delivery changed what. What it keeps
 * is on disk, so that memory stays the same whatever their number. Used by one thread.
 */
public final class CostHistory implements AutoCloseable {

    private static final String TOPIC = Topics.COSTS.name();
    private static final int GROUP = 0;
    private static final Optional<String> RESTATED = Optional.of("restated");

    private final Map<String, ?> clientSettings;
    private final RecordEncodings encodings;
    private final EncodedRecord cost = new EncodedRecord();
    private final Path scratch;
    private final LiveRecords live;

    /** Is told of a change of a record. */
    @FunctionalInterface
    public interface Changes {

        /**
         * A record was added, restated or withdrawn.
         *
         * @param deliveryId the delivery that did it
         * @param billedChange the change of BilledCost
         * @param before the record before it, where it was restated; empty where it was not, or where that state is no
         *     longer on the topic
         * @param record the record after it; before it, where it was withdrawn
         */
        void changed(String deliveryId, BigDecimal billedChange, Optional<CostFacts> before, CostFacts record);
    }

    /**
     * @param clientSettings of a Kafka consumer, bootstrap.servers at least
     * @param serdeSettings of the wire format
     * @param scratch a directory that does not exist, or is left from a run that was killed; it is deleted at the end
     */
    public CostHistory(Map<String, ?> clientSettings, Map<String, ?> serdeSettings, Path scratch) {
        this.clientSettings = clientSettings;
        this.scratch = scratch;
        encodings = new RecordEncodings(TOPIC, serdeSettings);
        try {
            Scratch.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + scratch + ": " + e, e);
        }
        live = new LiveRecords(scratch);
    }

    /**
     * Reads the topic once. Of the changes only those are told that are still on it: it is compacted.
     *
     * @param isWanted chooses records; all states of a record must be chosen or none
     */
    public void read(Predicate<CostFacts> isWanted, Changes changes) {
        try (CommittedRecords records = new CommittedRecords(TOPIC, clientSettings)) {
            while (records.hasNext()) {
                records.next().forEach(record -> read(record, isWanted, changes));
            }
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record, Predicate<CostFacts> isWanted, Changes changes) {
        Optional<CostFacts> facts;
        Optional<CostFacts> before = Optional.empty();
        if (record.value() == null) {
            facts = live.get(record.key()).map(CostFacts::decode);
            live.remove(record.key());
        } else {
            encodings.read(record.value(), cost);
            facts = Optional.of(CostFacts.of(cost, record.partition(), record.offset()))
                    .filter(isWanted);
            if (facts.isPresent() && header(record, "billing.change").equals(RESTATED)) {
                before = live.get(record.key()).map(CostFacts::decode);
            }
            facts.ifPresentOrElse(
                    wanted -> live.put(GROUP, record.key(), wanted.encode()), () -> live.remove(record.key()));
        }
        Optional<String> delivery = header(record, "billing.delivery");
        Optional<String> change = header(record, "billing.billed.change");
        if (facts.isPresent() && delivery.isPresent() && change.isPresent()) {
            changes.changed(delivery.get(), new BigDecimal(change.get()), before, facts.get());
        }
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? Optional.empty() : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** Every chosen record that is live. */
    public void forEach(Consumer<CostFacts> consumer) {
        live.forEach(GROUP, (key, value) -> consumer.accept(CostFacts.decode(value)));
    }

    /**
     * Writes live records as CSV, as the clean view has it. The topic is read once more.
     *
     * @param isMeant chooses them of those that are kept
     * @return how many they are
     */
    public long write(Predicate<CostFacts> isMeant, Path file) throws IOException {
        Set<Place> places = new HashSet<>();
        forEach(facts -> {
            if (isMeant.test(facts)) {
                places.add(new Place(facts.partition(), facts.offset()));
            }
        });
        long written = 0;
        try (CsvFile csv = new CsvFile(file);
                CommittedRecords records = new CommittedRecords(TOPIC, clientSettings)) {
            while (written < places.size() && records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    if (places.contains(new Place(record.partition(), record.offset()))) {
                        encodings.read(record.value(), cost);
                        csv.write(cost);
                        written++;
                    }
                }
            }
        }
        return written;
    }

    private record Place(int partition, long offset) {}

    @Override
    public void close() {
        try (encodings) {
            live.close();
            Scratch.delete(scratch);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + scratch + ": " + e, e);
        }
    }
}
