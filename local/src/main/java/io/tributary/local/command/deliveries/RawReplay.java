package io.tributary.local.command.deliveries;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Publishes the raw pages of deliveries once more, at the end of the topic, as another reading: what they say is
 * unchanged, apart from the reading's id. The completions come last. Replays do not grow, for each publishes one copy
 * of one reading.
 */
final class RawReplay {

    private final Map<String, String> settings;
    private final Supplier<String> ids;

    /**
     * @param settings of Kafka's clients by {@code kafka.} names, and of the registry
     * @param ids makes an id for each reading
     */
    RawReplay(Map<String, String> settings, Supplier<String> ids) {
        this.settings = settings;
        this.ids = ids;
    }

    /**
     * The readings that the raw topic has.
     *
     * @param deliveries at least one, all of one provider
     */
    RawReadings find(Collection<Delivery> deliveries) {
        return RawReadings.of(new RawPages(settings), deliveries);
    }

    /**
     * Publishes readings in one transaction.
     *
     * @param readings which reading of each delivery; at least one, all of one account's period, no two of one scope
     * @return records that were published of each, the completion among them
     */
    Map<Delivery, Integer> publish(Map<Delivery, RawReading> readings) {
        return publish(readings.keySet().iterator().next(), Optional.empty(), readings);
    }

    /**
     * Publishes an operator's decision, and then the pages that it concerns, in one transaction: either all of it is
     * there or nothing.
     *
     * @param reading of the delivery, which is published after the decision; empty where its pages need not come again
     * @return records that were published of the delivery, the decision not among them
     */
    int publish(Delivery delivery, RawPage decision, Optional<RawReading> reading) {
        Map<Delivery, RawReading> readings =
                reading.map(again -> Map.of(delivery, again)).orElse(Map.of());
        return publish(delivery, Optional.of(decision), readings).getOrDefault(delivery, 0);
    }

    private Map<Delivery, Integer> publish(
            Delivery first, Optional<RawPage> decision, Map<Delivery, RawReading> readings) {
        String id = "tributary-replay-" + first.getDeliveryId();
        try (RawTransaction transaction = new RawTransaction(settings, first.getProvider(), id)) {
            return transaction.of(() -> {
                decision.ifPresent(transaction::sendAsMade);
                return readings.isEmpty() ? Map.of() : copy(readings, transaction);
            });
        }
    }

    private Map<Delivery, Integer> copy(Map<Delivery, RawReading> readings, RawTransaction transaction) {
        Map<String, Copied> copied = new LinkedHashMap<>();
        readings.keySet()
                .forEach(delivery -> copied.put(
                        Keys.delivery(delivery.getScope(), delivery.getDeliveryId()), new Copied(delivery, ids.get())));
        new RawPages(settings).forEach(readings.values(), page -> {
            Copied of = copied.get(Keys.delivery(page.getScope(), page.getDeliveryId()));
            page.setReading(of.reading);
            of.records++;
            if (page.getCompletion() != null) {
                of.completion = page;
            } else {
                transaction.send(page);
            }
        });
        Map<Delivery, Integer> published = new LinkedHashMap<>();
        for (Copied of : copied.values()) {
            transaction.send(of.completion);
            published.put(of.delivery, of.records);
        }
        return published;
    }

    /** What was copied of a delivery. */
    private static final class Copied {
        private final Delivery delivery;
        private final String reading;
        private int records;
        private RawPage completion;

        private Copied(Delivery delivery, String reading) {
            this.delivery = delivery;
            this.reading = reading;
        }
    }
}
