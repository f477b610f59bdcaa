package io.tributary.local.command.deliveries;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigException;

/** The readings of deliveries that the raw topic has. Pages of two readings never mix: each cut them its own way. */
final class RawReadings {

    private static final int NAMED = 20;

    /** By delivery, then by the reading's id, in the order in which they began. */
    private final Map<String, Map<String, RawReading>> readings = new LinkedHashMap<>();

    private RawReadings() {}

    /**
     * Finds them.
     *
     * @param deliveries at least one, all of one provider
     */
    static RawReadings of(RawPages pages, Collection<Delivery> deliveries) {
        RawReadings found = new RawReadings();
        pages.forEach(deliveries, found::add);
        return found;
    }

    private void add(ConsumerRecord<byte[], byte[]> record, RawPage page) {
        readings.computeIfAbsent(Keys.delivery(page.getScope(), page.getDeliveryId()), first -> new LinkedHashMap<>())
                .computeIfAbsent(page.getReading(), RawReading::new)
                .add(record, page);
    }

    /** The reading that began last of those that are whole; empty if none is. */
    Optional<RawReading> newestWhole(Delivery delivery) {
        return newestFirst(delivery).stream().filter(RawReading::isWhole).findFirst();
    }

    /** Readings that began after the one of this id; none where the topic has nothing of it any more. */
    List<RawReading> newerThan(Delivery delivery, String id) {
        List<RawReading> ordered = newestFirst(delivery);
        int place = 0;
        while (place < ordered.size() && !ordered.get(place).id().equals(id)) {
            place++;
        }
        return place < ordered.size() ? ordered.subList(0, place) : List.of();
    }

    /** The reading of this id, whole or not; empty if the topic has nothing of it any more. */
    Optional<RawReading> reading(Delivery delivery, String id) {
        return newestFirst(delivery).stream()
                .filter(reading -> reading.id().equals(id))
                .findFirst();
    }

    /**
     * The newest whole reading of each of {@code deliveries}, in their order.
     *
     * @throws ConfigException if there is none of one of them; it names what is missing
     */
    Map<Delivery, RawReading> whole(Collection<Delivery> deliveries) {
        List<String> lacks = new ArrayList<>();
        Map<Delivery, RawReading> whole = new LinkedHashMap<>();
        for (Delivery delivery : deliveries) {
            newestWhole(delivery)
                    .ifPresentOrElse(reading -> whole.put(delivery, reading), () -> lacks.add(lack(delivery)));
        }
        if (!lacks.isEmpty()) {
            throw new ConfigException(lacks.stream().limit(NAMED).collect(Collectors.joining("\n"))
                    + (lacks.size() > NAMED ? "\nThe same holds for " + (lacks.size() - NAMED) + " more." : "")
                    + "\nNothing was published: expected a reading with all pages, rows and its completion");
        }
        return whole;
    }

    /** Why no reading of a delivery can be replayed, in a sentence. */
    String lack(Delivery delivery) {
        List<RawReading> known = newestFirst(delivery);
        String what = "The raw topic has no %s of delivery " + DeliveryIds.text(List.of(delivery)) + " of account "
                + AccountPeriod.of(delivery);
        if (known.isEmpty()) {
            return String.format(what, "pages") + " any more: they cannot be replayed";
        }
        return String.format(what, "whole reading") + ": "
                + known.stream()
                        .map(reading -> reading + " " + reading.lack().orElseThrow())
                        .collect(Collectors.joining("; "));
    }

    private List<RawReading> newestFirst(Delivery delivery) {
        List<RawReading> ordered = new ArrayList<>(
                readings.getOrDefault(Keys.delivery(delivery.getScope(), delivery.getDeliveryId()), Map.of())
                        .values());
        Collections.reverse(ordered);
        return ordered;
    }
}
