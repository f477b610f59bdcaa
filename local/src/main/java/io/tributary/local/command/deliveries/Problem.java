package io.tributary.local.command.deliveries;

import io.tributary.local.command.console.Amounts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that is wrong with the data.
 *
 * @param sentence says what
 * @param unread rows or pages that were not read; 0 where the problem is another
 * @param kinds why they were not read, the most frequent first
 * @param command lists what was not read; empty where the problem is another
 */
public record Problem(String sentence, long unread, List<DeadLetterKind> kinds, Optional<String> command) {

    /** Kinds that are shown of a delivery's. */
    private static final int SHOWN = 5;

    public Problem {
        kinds = List.copyOf(kinds);
    }

    /** A problem with no rows or pages that were not read. */
    public static Problem of(String sentence) {
        return new Problem(sentence, 0, List.of(), Optional.empty());
    }

    /** A problem with rows or pages that were not read. */
    static Problem unread(String sentence, long unread, List<DeadLetterKind> kinds, String command) {
        return new Problem(sentence, unread, kinds, Optional.of(command));
    }

    /** Reasons, a line each, the most frequent first, and how many rows or pages have another one. */
    public List<String> reasons() {
        List<DeadLetterKind> shown = kinds.stream().limit(SHOWN).toList();
        long others = unread - shown.stream().mapToLong(DeadLetterKind::count).sum();
        return Stream.concat(
                        shown.stream().map(DeadLetterKind::text),
                        others > 0 ? Stream.of(Amounts.count(others) + " × other reasons") : Stream.of())
                .toList();
    }
}
