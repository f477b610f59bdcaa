package io.tributary.streams.normalize.focus;

import io.tributary.streams.page.SourceRow;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The values that FOCUS allows in a column, found also under other cases and under the words of earlier versions. */
final class Vocabulary {

    /**
     * A value that was found.
     *
     * @param word as FOCUS 1.4 writes it
     * @param earlier whether an earlier version of FOCUS wrote it as the source does
     */
    record Found(byte[] word, boolean earlier) {}

    static final Vocabulary CHARGE_CATEGORY = of("Usage", "Purchase", "Tax", "Credit", "Adjustment");
    static final Vocabulary CHARGE_CLASS = of("Correction");
    static final Vocabulary CHARGE_FREQUENCY = of("One-Time", "Recurring", "Usage-Based");
    static final Vocabulary PRICING_CATEGORY = of("Standard", "Dynamic", "Committed", "Other")
            .earlier("On-Demand", "Standard")
            .earlier("Commitment-Based", "Committed");
    static final Vocabulary COMMITMENT_CATEGORY = of("Spend", "Usage");
    static final Vocabulary STATUS =
            of("Used", "Unused").earlier("Used Commitment", "Used").earlier("Unused Commitment", "Unused");

    private final Map<String, Found> words = new HashMap<>();

    private static Vocabulary of(String... words) {
        Vocabulary vocabulary = new Vocabulary();
        for (String word : words) {
            vocabulary.words.put(key(word), new Found(word.getBytes(StandardCharsets.UTF_8), false));
        }
        return vocabulary;
    }

    private Vocabulary earlier(String earlierWord, String word) {
        words.put(key(earlierWord), new Found(word.getBytes(StandardCharsets.UTF_8), true));
        return this;
    }

    /** What the row's column says, or {@code null} where FOCUS has no such value. */
    Found find(SourceRow row, int column) {
        return words.get(key(row.string(column)));
    }

    private static String key(String word) {
        StringBuilder key = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            if (Character.isLetter(word.charAt(i))) {
                key.append(word.charAt(i));
            }
        }
        return key.toString().toLowerCase(Locale.ROOT);
    }
}
