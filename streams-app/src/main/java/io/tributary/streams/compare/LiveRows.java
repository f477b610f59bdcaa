package io.tributary.streams.compare;

import io.tributary.streams.identity.NaturalKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Known rows of one statement in memory, built from its live records. They are never saved, and it forgets none by
 * itself. Not thread-safe.
 */
final class LiveRows implements KnownRows {

    private static final Position START = new Position(0, false, new NaturalKey(0, 0));

    /** Key of no delivery: none of the live records is claimed by the one that they are compared with. */
    private static final long NO_DELIVERY = 0;

    private final Map<NaturalKey, KnownRow> rows = new HashMap<>();
    private final Map<String, Place> places = new HashMap<>();

    private record Place(NaturalKey key, int ordinal) {}

    /** Takes the record that is live under {@code recordId}, in place of the one that was. */
    void put(String recordId, NaturalKey key, int ordinal, String currency, Occurrence occurrence) {
        remove(recordId);
        KnownRow row = rows.computeIfAbsent(key, unknown -> new KnownRow(currency, NO_DELIVERY));
        while (row.occurrences() < ordinal) {
            row.put(row.occurrences(), null);
        }
        row.put(ordinal, occurrence);
        places.put(recordId, new Place(key, ordinal));
    }

    /** Takes out the record that was live under {@code recordId}, if there was one. */
    void remove(String recordId) {
        Place place = places.remove(recordId);
        if (place == null) {
            return;
        }
        KnownRow row = rows.get(place.key());
        row.vanish(place.ordinal());
        if (row.isEmpty()) {
            rows.remove(place.key());
        }
    }

    /** Records that were put and not removed. */
    int size() {
        return places.size();
    }

    @Override
    public KnownRow find(long statement, NaturalKey key) {
        return rows.get(key);
    }

    @Override
    public void remember(long statement, NaturalKey key, KnownRow row) {
        rows.put(key, row);
    }

    @Override
    public void forget(long statement, NaturalKey key) {
        rows.remove(key);
    }

    @Override
    public Position start() {
        return START;
    }

    /** All rows at once, whatever {@code limit} is: they are in memory anyway. */
    @Override
    public Slice sweep(long statement, Position position, int limit) {
        List<Found> found = new ArrayList<>(rows.size());
        rows.forEach((key, row) -> found.add(new Found(key, row)));
        return new Slice(found, found.size(), null);
    }

    @Override
    public boolean mayHaveForgotten(long time) {
        return false;
    }
}
