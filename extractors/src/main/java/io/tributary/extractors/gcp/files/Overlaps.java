package io.tributary.extractors.gcp.files;

import io.tributary.extractors.source.SourceException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses one dump for a slice that several dumps have. As a table only grows, one dump has all rows of the others: it
 * is chosen; of dumps with the same content, the newest.
 */
final class Overlaps {

    private static final Logger LOGGER = LoggerFactory.getLogger(Overlaps.class);

    private final Map<SliceKey, List<SliceRows>> found = new TreeMap<>();

    /** How often the same problem is reported. */
    private final Map<String, Integer> notes = new TreeMap<>();

    void add(Map<SliceKey, SliceRows> slices) {
        slices.forEach((key, rows) ->
                found.computeIfAbsent(key, first -> new ArrayList<>()).add(rows));
    }

    /**
     * Each slice with the rows to be taken.
     *
     * @param errors receives slices that cannot be decided; they are left out
     */
    Map<SliceKey, SliceRows> taken(List<SourceException> errors) {
        Map<SliceKey, SliceRows> taken = new TreeMap<>();
        found.forEach((key, candidates) -> {
            try {
                taken.put(key, choose(key, candidates));
            } catch (SourceException e) {
                errors.add(e);
            }
        });
        notes.forEach((note, count) -> LOGGER.warn("{}, in {} slices", note, count));
        return taken;
    }

    private SliceRows choose(SliceKey key, List<SliceRows> candidates) {
        List<SliceRows> newestFirst = candidates.stream()
                .sorted(Comparator.comparing(SliceRows::newest).reversed().thenComparing(SliceRows::dump))
                .toList();
        SliceRows best = newestFirst.get(0);
        for (SliceRows other : newestFirst.subList(1, newestFirst.size())) {
            best = better(key, best, other);
        }
        return best;
    }

    private SliceRows better(SliceKey key, SliceRows newer, SliceRows older) {
        if (newer.content().equals(older.content()) || contains(newer, older)) {
            return newer;
        }
        if (contains(older, newer)) {
            note("%s is older than %s and has more rows: it is taken", older, newer);
            return older;
        }
        if (newer.totals().isSame(older.totals())) {
            note(
                    "%2$s is newer than %1$s, and has as many rows of the same costs that read otherwise: it is taken",
                    older, newer);
            return newer;
        }
        throw new SourceException.Malformed(
                newer.dump(),
                "has " + newer.totals().rows() + " rows of " + key.source() + " (" + key.account() + ", "
                        + key.month() + "), and " + older.dump() + " has "
                        + older.totals().rows()
                        + " others: expected one of them to have all rows, as a table only grows. If they are parts of"
                        + " one"
                        + " dump, name them like " + "part-00000 and part-00001");
    }

    private void note(String format, SliceRows older, SliceRows newer) {
        notes.merge(format.formatted(older.dump(), newer.dump()), 1, Integer::sum);
    }

    /** Whether this has each row of the other at least as often. */
    private static boolean contains(SliceRows whole, SliceRows part) {
        if (whole.totals().rows() < part.totals().rows()) {
            return false;
        }
        List<Spool.Place> all = Spool.places(whole.file());
        int next = 0;
        for (Spool.Place row : Spool.places(part.file())) {
            while (next < all.size() && all.get(next).digest().compareTo(row.digest()) < 0) {
                next++;
            }
            if (next == all.size() || !all.get(next).digest().equals(row.digest())) {
                return false;
            }
            next++;
        }
        return true;
    }
}
