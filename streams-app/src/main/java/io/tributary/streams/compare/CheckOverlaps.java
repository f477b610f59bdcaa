package io.tributary.streams.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.Claim;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Topics;
import io.tributary.streams.reconcile.CrossCheck;
import io.tributary.streams.reconcile.Overlap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Finds statements that bill the same account and sub-account for the same period, and says so on the topic of
 * deliveries, until one of them bills it no more.
 */
public final class CheckOverlaps implements Processor<byte[], byte[], byte[], byte[]> {

    /** Before the keys of what was said, which no claim's key begins with. */
    private static final String SAID = "|";

    private final String storeName;
    private final Deserializer<Claim> claimDeserializer;
    private final Serializer<Delivery> deliverySerializer;
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<Bytes, byte[]> store;

    /**
     * @param storeName name of the store of claims
     * @param claimDeserializer reads claims
     * @param deliverySerializer writes the records of checks
     */
    public CheckOverlaps(
            String storeName, Deserializer<Claim> claimDeserializer, Serializer<Delivery> deliverySerializer) {
        this.storeName = storeName;
        this.claimDeserializer = claimDeserializer;
        this.deliverySerializer = deliverySerializer;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        store = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Bytes key = Bytes.wrap(record.key());
        byte[] before = store.get(key);
        if (record.value() == null) {
            store.delete(key);
        } else {
            store.put(key, record.value());
        }
        byte[] about = record.value() == null ? before : record.value();
        if (about != null) {
            check(claim(about), record.timestamp());
        }
    }

    private Claim claim(byte[] value) {
        return claimDeserializer.deserialize(Topics.CLAIMS.name(), value);
    }

    /** Compares what the accounts of the claim's deliveries state with what those of all others do. */
    private void check(Claim about, long timestamp) {
        Map<String, List<Claim>> statedBy = new TreeMap<>();
        statedBy.put(about.getStatedBy(), new ArrayList<>());
        for (Claim claim : claims(about)) {
            statedBy.computeIfAbsent(claim.getStatedBy(), account -> new ArrayList<>())
                    .add(claim);
        }
        List<Claim> own = statedBy.remove(about.getStatedBy());
        statedBy.forEach((account, others) -> say(about, account, Overlap.of(own, others), timestamp));
    }

    private List<Claim> claims(Claim about) {
        String first = Keys.claim(about.getProvider(), about.getBillingAccountId(), about.getBillingPeriodStart(), "");
        List<Claim> claims = new ArrayList<>();
        // Statements' names are hexadecimal digits.
        try (KeyValueIterator<Bytes, byte[]> range =
                store.range(Bytes.wrap(first.getBytes(UTF_8)), Bytes.wrap((first + "g").getBytes(UTF_8)))) {
            while (range.hasNext()) {
                KeyValue<Bytes, byte[]> entry = range.next();
                claims.add(claim(entry.value));
            }
        }
        return claims;
    }

    private void say(Claim about, String other, Optional<Overlap> overlap, long timestamp) {
        String pair = Overlap.pair(about.getStatedBy(), other);
        String scope = Keys.scope(
                about.getProvider(),
                CrossCheck.OVERLAP,
                about.getBillingAccountId(),
                about.getBillingPeriodStart(),
                pair);
        Bytes said = Bytes.wrap((SAID + scope).getBytes(UTF_8));
        byte[] before = store.get(said);
        CrossCheck check;
        if (overlap.isPresent()) {
            check = overlap.get().conflict();
        } else if (before != null) {
            check = CrossCheck.agrees("deliveries of " + pair + " have nothing in common");
        } else {
            return;
        }
        if (before != null && new String(before, UTF_8).equals(check.verdict())) {
            return;
        }
        if (overlap.isPresent()) {
            store.put(said, check.verdict().getBytes(UTF_8));
        } else {
            store.delete(said);
        }
        publish(check.record(scope, about, Instant.ofEpochMilli(timestamp)), timestamp);
    }

    private void publish(Delivery check, long timestamp) {
        byte[] key = Keys.delivery(check.getScope(), check.getDeliveryId()).getBytes(UTF_8);
        byte[] value = deliverySerializer.serialize(Topics.DELIVERIES.name(), check);
        context.forward(new Record<>(key, value, timestamp));
        DeliveryLog.ended(check);
    }
}
