package io.tributary.extractors.run;

import io.tributary.extractors.publish.ReadState;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.schemas.SourceCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the deliveries of a scope that are older than the one that was taken. */
final class Scopes {

    private Scopes() {}

    /** The deliveries of each scope, scopes by the first of them. */
    static Map<String, List<SourceDelivery>> of(List<SourceDelivery> deliveries) {
        Map<String, List<SourceDelivery>> scopes = new LinkedHashMap<>();
        for (SourceDelivery delivery : deliveries) {
            scopes.computeIfAbsent(delivery.header().scope(), scope -> new ArrayList<>())
                    .add(delivery);
        }
        return scopes;
    }

    /**
     * Place of the first delivery that is not older than the cursor's: the cursor's own delivery if it exists, else
     * the first that is not before it in time.
     *
     * @param deliveries those of a scope, from the oldest to the newest
     * @param cursor how far the scope was read
     */
    static int firstThatIsNotOlder(List<SourceDelivery> deliveries, Optional<SourceCursor> cursor) {
        if (cursor.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < deliveries.size(); i++) {
            if (ReadState.isOf(cursor.get(), deliveries.get(i).header())) {
                return i;
            }
        }
        int first = 0;
        while (first < deliveries.size()
                && deliveries.get(first).header().time().isBefore(cursor.get().getDeliveryTime())) {
            first++;
        }
        return first;
    }
}
