package io.tributary.local.command.alerts;

import io.tributary.local.command.console.Amounts;
import io.tributary.schemas.Alert;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Inputs that could not be read when it was last tried. What they hold may be of any account and period: while there is
 * one, no period is known to be complete.
 */
public final class InputsNotRead {

    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");

    private final SortedMap<String, String> earlier;
    private final SortedMap<String, String> now;

    private InputsNotRead(SortedMap<String, String> earlier, SortedMap<String, String> now) {
        this.earlier = earlier;
        this.now = now;
    }

    /** None. */
    public static InputsNotRead none() {
        return new InputsNotRead(new TreeMap<>(), new TreeMap<>());
    }

    /**
     * Those whose alert is open.
     *
     * @param settings of Kafka's clients by {@code kafka.} names, and of the registry; the topic of alerts must exist
     */
    public static InputsNotRead known(Map<String, String> settings) {
        SortedMap<String, String> open = new TreeMap<>();
        try (AlertTopic topic = new AlertTopic(settings)) {
            for (Alert alert : topic.read().values()) {
                if (alert.getKind().equals(AlertKind.EXTRACTION_FAILED.name()) && AlertBook.isOpen(alert)) {
                    open.put(alert.getId().substring(alert.getKind().length() + 1), alert.getSummary());
                }
            }
        }
        return new InputsNotRead(open, new TreeMap<>());
    }

    /**
     * With what a run tried.
     *
     * @param errorsByInput what could not be read of each of its inputs; empty of one that was read whole
     */
    public InputsNotRead after(Map<String, List<String>> errorsByInput) {
        SortedMap<String, String> before = new TreeMap<>(earlier);
        SortedMap<String, String> failed = new TreeMap<>();
        errorsByInput.forEach((input, errors) -> {
            before.remove(place(input));
            if (!errors.isEmpty()) {
                failed.put(place(input), sentence(input, errors));
            }
        });
        return new InputsNotRead(before, failed);
    }

    /** Where all of them are, in order. */
    public List<String> places() {
        SortedMap<String, String> all = new TreeMap<>(earlier);
        all.putAll(now);
        return List.copyOf(all.keySet());
    }

    /** Sentences about those that the run did not try, with the commands that settle them. */
    public List<String> notes() {
        return earlier.entrySet().stream()
                .map(input -> "When it was last tried, " + input.getValue().replaceFirst("\\.$", "")
                        + ". No period is known to be complete before it is read; if it never will be: tributary alerts"
                        + " close '" + id(input.getKey()).replace("'", "'\\''") + "'")
                .toList();
    }

    /**
     * What is the same for all ways to write an input: of a directory its absolute path, of others what is before a
     * question mark, since a secret may follow.
     */
    static String place(String input) {
        return URL.matcher(input).lookingAt()
                ? input.split("\\?", 2)[0].replaceFirst("/+$", "")
                : Path.of(input).toAbsolutePath().normalize().toString();
    }

    static String id(String place) {
        return AlertKind.EXTRACTION_FAILED + "|" + place;
    }

    static String sentence(String input, List<String> errors) {
        String others = errors.size() == 1 ? "" : " There are " + Amounts.count(errors.size() - 1, "other error") + ".";
        return place(input) + " was not read: " + errors.get(0) + others;
    }
}
