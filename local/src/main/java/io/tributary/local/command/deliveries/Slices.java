package io.tributary.local.command.deliveries;

import io.tributary.schemas.Delivery;
import java.util.Collection;

/**
 * Tells slices from other deliveries: the parts in which Google Cloud adds to a table, each a delivery of its own. An
 * account's month has hundreds of them, so they are shown together.
 */
final class Slices {

    private static final int SCOPE_PARTS = 5;

    private Slices() {}

    /** Whether the delivery is a slice. */
    static boolean isSlice(Delivery delivery) {
        return delivery.getProvider().equals("gcp");
    }

    /** Whether there are any, and all are slices. */
    static boolean areSlices(Collection<Delivery> deliveries) {
        return !deliveries.isEmpty() && deliveries.stream().allMatch(Slices::isSlice);
    }

    /** The slice as its scope names it: table, partition and time of export. */
    static String name(Delivery slice) {
        String[] parts = slice.getScope().split("/", SCOPE_PARTS);
        return parts[parts.length - 1];
    }
}
