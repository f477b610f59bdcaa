package io.tributary.streams.normalize.focus;

import io.tributary.streams.normalize.FocusValue;
import io.tributary.streams.normalize.FocusValue.ChargeCategory;
import io.tributary.streams.normalize.FocusValue.ChargeClass;
import io.tributary.streams.normalize.FocusValue.ChargeFrequency;
import io.tributary.streams.normalize.FocusValue.CommitmentCategory;
import io.tributary.streams.normalize.FocusValue.PricingCategory;
import io.tributary.streams.normalize.FocusValue.Status;
import io.tributary.streams.page.SourceRow;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The values that FOCUS allows in a column. They are also found in another case and by the words of earlier versions.
 */
final class Vocabulary {

    /**
     * A value that was found.
     *
     * @param word as FOCUS 1.4 writes it
     * @param earlier whether an earlier version of FOCUS wrote it as the source does
     */
    record Found(byte[] word, boolean earlier) {}

    static final Vocabulary CHARGE_CATEGORY = of(ChargeCategory.values());
    static final Vocabulary CHARGE_CLASS = of(ChargeClass.values());
    static final Vocabulary CHARGE_FREQUENCY = of(ChargeFrequency.values());
    static final Vocabulary PRICING_CATEGORY = of(PricingCategory.values())
            .earlier("On-Demand", PricingCategory.STANDARD)
            .earlier("Commitment-Based", PricingCategory.COMMITTED);
    static final Vocabulary COMMITMENT_CATEGORY = of(CommitmentCategory.values());
    static final Vocabulary STATUS =
            of(Status.values()).earlier("Used Commitment", Status.USED).earlier("Unused Commitment", Status.UNUSED);

    private final Map<String, Found> words = new HashMap<>();

    private static Vocabulary of(FocusValue... values) {
        Vocabulary vocabulary = new Vocabulary();
        for (FocusValue value : values) {
            String word = new String(value.text(), StandardCharsets.UTF_8);
            vocabulary.words.put(key(word), new Found(value.text(), false));
        }
        return vocabulary;
    }

    private Vocabulary earlier(String earlierWord, FocusValue value) {
        words.put(key(earlierWord), new Found(value.text(), true));
        return this;
    }

    /** The value of the row's column, or {@code null} where FOCUS does not allow it. */
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
