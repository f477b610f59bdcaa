package io.tributary.local.command.dlq;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;

/** The letters that a person means: by their ids, or by what they have in common. */
final class ChosenLetters {

    private static final int NAMED = 20;

    private final Set<String> ids;
    private final Set<String> found = new LinkedHashSet<>();
    private final LetterFilter filter;
    private boolean isAnyFound;

    private ChosenLetters(List<String> ids, LetterFilter filter) {
        filter.requireValid();
        this.ids = Set.copyOf(ids);
        this.filter = filter;
    }

    /**
     * The letters with these ids, and those that the filter leaves.
     *
     * @param ids ids of letters; empty where the filter alone chooses
     * @throws ConfigException if neither says anything
     */
    static ChosenLetters some(List<String> ids, LetterFilter filter) {
        if (ids.isEmpty() && !filter.isGiven()) {
            throw new ConfigException("Expected the ids of letters, as `tributary dlq list --letters` shows them,"
                    + " or options that choose letters, such as --account and --period");
        }
        return new ChosenLetters(ids, filter);
    }

    /** The same where no choice means every letter. */
    static ChosenLetters any(List<String> ids, LetterFilter filter) {
        return new ChosenLetters(ids, filter);
    }

    /** Whether letters are named one by one, so that one which does not fit is worth a word. */
    boolean isNamed(Letter letter) {
        return ids.contains(letter.id());
    }

    /** Whether a letter is meant. */
    boolean isMeant(Letter letter) {
        if (!filter.isMeant(letter) || !ids.isEmpty() && !ids.contains(letter.id())) {
            return false;
        }
        isAnyFound = true;
        if (!ids.isEmpty()) {
            found.add(letter.id());
        }
        return true;
    }

    /**
     * Refuses options that mean no letter, open or not.
     *
     * @param open what is open instead
     */
    void requireAnyFound(OpenLetters open) {
        if (!isAnyFound) {
            throw open.refusal("No dead letter is " + (filter.isGiven() ? filter : "meant"));
        }
    }

    /** @throws ConfigException if an id is that of no letter that the filter leaves */
    void requireAllFound() {
        Set<String> missing = new TreeSet<>(ids);
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            throw new ConfigException("No dead letter has the id "
                    + String.join(", ", missing.stream().limit(NAMED).toList())
                    + (missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : "")
                    + ": expected one that `tributary dlq list --letters --all` shows");
        }
    }
}
