package io.tributary.local.command.deliveries;

import io.tributary.schemas.Delivery;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Slices: the parts in which Google Cloud adds to a table, each a delivery of its own. An account's month has hundreds
 * of them, so they are shown together. Their scopes end with a table's partition and the time of an export.
 */
public final class Slices {

    private static final int SCOPE_PARTS = 5;
    private static final Pattern SLICE = Pattern.compile(".*/\\d{4}-\\d\\d-\\d\\d/\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    private Slices() {}

    /** Whether the delivery is a slice. */
    public static boolean isSlice(Delivery delivery) {
        return SLICE.matcher(delivery.getScope()).matches();
    }

    /** Whether there are any, and all are slices. */
    static boolean areSlices(Collection<Delivery> deliveries) {
        return !deliveries.isEmpty() && deliveries.stream().allMatch(Slices::isSlice);
    }

    /** The slice as its scope names it: table, partition and time of export. */
    public static String name(Delivery slice) {
        String[] parts = slice.getScope().split("/", SCOPE_PARTS);
        return parts[parts.length - 1];
    }
}
