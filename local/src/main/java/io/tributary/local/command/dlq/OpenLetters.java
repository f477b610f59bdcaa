package io.tributary.local.command.dlq;

import io.tributary.local.command.console.Amounts;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;

/** Says which letters are open, in short, where a person chose none: a month or a code may be mistyped. */
final class OpenLetters {

    private static final int NAMED = 5;

    private final SortedMap<String, Long> open = new TreeMap<>();

    void add(Letter letter) {
        if (letter.state().isOpen()) {
            String month = letter.period().length() > "-01".length()
                    ? letter.period().substring(0, letter.period().length() - "-01".length())
                    : letter.period();
            open.merge(
                    (letter.account() + " " + month).strip() + " with "
                            + letter.content().getCode(),
                    1L,
                    Long::sum);
        }
    }

    /** The refusal of options that mean no letter. */
    ConfigException refusal(String what) {
        return new ConfigException(what + ". " + text());
    }

    private String text() {
        if (open.isEmpty()) {
            return "No dead letter is open";
        }
        return "Open are "
                + open.entrySet().stream()
                        .limit(NAMED)
                        .map(kind -> Amounts.count(kind.getValue()) + " of " + kind.getKey())
                        .collect(Collectors.joining(", "))
                + (open.size() > NAMED ? ", and others" : "") + ": see tributary dlq list";
    }
}
