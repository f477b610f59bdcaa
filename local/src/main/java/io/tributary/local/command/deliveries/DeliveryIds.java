package io.tributary.local.command.deliveries;

import io.tributary.schemas.Delivery;
import java.util.Collection;
import java.util.stream.Collectors;

/** Names deliveries in messages, but only as many as a reader can take in. */
final class DeliveryIds {

    private static final int NAMED = 20;

    private DeliveryIds() {}

    /** The first ids, and how many there are beyond them; of slices with their names. */
    static String text(Collection<Delivery> deliveries) {
        String named = deliveries.stream()
                .map(DeliveryIds::text)
                .sorted()
                .limit(NAMED)
                .collect(Collectors.joining(", ", "[", "]"));
        return deliveries.size() <= NAMED ? named : named + " and " + (deliveries.size() - NAMED) + " more";
    }

    private static String text(Delivery delivery) {
        return delivery.getDeliveryId() + (Slices.isSlice(delivery) ? " of " + Slices.name(delivery) : "");
    }
}
