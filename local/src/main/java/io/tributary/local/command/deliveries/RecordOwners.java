package io.tributary.local.command.deliveries;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.LedgerEntry;
import io.tributary.streams.identity.KeyFrame;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.identity.RecordId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which statement a published record belongs to. A record names its delivery by an id, which deliveries of several
 * scopes may have; its own id contains the statement, and decides. Not thread-safe.
 */
public final class RecordOwners {

    /** Names of statements, by the data set and the id of a delivery. */
    private final Map<String, Set<String>> bySource;

    private final Map<String, Long> keys = new HashMap<>();
    private final RecordId recordId = new RecordId();

    /**
     * @param statements which deliveries state the same
     * @param known every delivery that is known
     */
    public RecordOwners(Statements statements, Collection<Delivery> known) {
        bySource = known.stream()
                .collect(Collectors.groupingBy(
                        delivery -> source(delivery.getDataSet(), delivery.getDeliveryId()),
                        Collectors.mapping(statements::of, Collectors.toSet())));
    }

    private static String source(String dataSet, String deliveryId) {
        return dataSet + "|" + deliveryId;
    }

    /** The statement that {@code record} belongs to; empty where none is known, or its id is of an earlier release. */
    public Optional<String> of(CostRecord record) {
        return of(candidates(record), record.getXLineKey(), record.getXOrdinal(), record.getXRecordId());
    }

    /** The statement that the record of {@code entry} belongs to; empty as {@link #of(CostRecord)}. */
    public Optional<String> of(LedgerEntry entry) {
        return of(candidates(entry), entry.getXLineKey(), entry.getXOrdinal(), entry.getXRecordId());
    }

    private Optional<String> of(Set<String> candidates, String lineKey, int ordinal, String id) {
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        NaturalKey key = NaturalKey.parse(lineKey);
        return candidates.stream()
                .filter(name -> id.equals(
                        new String(recordId.of(keys.computeIfAbsent(name, RecordOwners::key), key, ordinal), US_ASCII)))
                .findFirst();
    }

    /** The statements whose deliveries have the id that {@code record} names. */
    public Set<String> candidates(CostRecord record) {
        return bySource.getOrDefault(source(record.getXDataSet(), record.getXDeliveryId()), Set.of());
    }

    /** The statements whose deliveries have the id that the record of {@code entry} names. */
    public Set<String> candidates(LedgerEntry entry) {
        return bySource.getOrDefault(source(entry.getXDataSet(), entry.getXDeliveryId()), Set.of());
    }

    /** The key that stands for a statement in the ids of its records. */
    private static long key(String statement) {
        return new KeyFrame().start().column(statement.getBytes(UTF_8)).key().high();
    }
}
