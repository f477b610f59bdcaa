package io.tributary.streams.normalize.focus;

import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer.Supplement;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How one provider writes FOCUS: its names for what FOCUS has no column for, its identity of rows, its known defects. */
public interface FocusDialect {

    Provider provider();

    /** The data set's name, as raw pages carry it. */
    String dataSet();

    /** Version of the mapping rules: it changes whenever a record could come out differently. */
    String mappingVersion();

    /** What the page's delivery states, as {@code DataSetNormalizer#statement} says. */
    String statement(RawPage page);

    /** What would state a part of the same money, as {@code DataSetNormalizer#supplement} says; empty where nothing does. */
    default Optional<Supplement> supplement(RawPage page) {
        return Optional.empty();
    }

    /** What only one data set may state, as {@code DataSetNormalizer#lease} says. */
    default Optional<String> lease(RawPage page) {
        return Optional.empty();
    }

    /** Who is named where a row names no invoice issuer and no provider. */
    String providerName();

    /** What the provider calls the account of that id, for rows that do not say. */
    String billingAccountType(String billingAccountId);

    /**
     * Further source columns of a field of the record, by the field's name, in the order in which they count: besides the
     * field's own name and those that it had in earlier versions of FOCUS.
     */
    Map<String, List<String>> otherNames();

    /** The source columns that tell a row from all others, besides account, periods, currency and kind of charge. */
    List<Identifying> identifying();

    /** When two rows name the same billing account. */
    default Comparison accountComparison() {
        return Comparison.WITHOUT_CASE;
    }

    /**
     * Whether nothing but its whole content tells a row from the others of its scope, since rows are only ever added:
     * then no columns are identifying.
     */
    default boolean isWholeRowIdentifying() {
        return false;
    }

    /**
     * Columns that tell rows apart, of which the first that is not blank counts.
     *
     * @param names their names
     * @param comparison when two of their values are the same
     */
    record Identifying(List<String> names, Comparison comparison) {

        public static Identifying exact(String... names) {
            return new Identifying(List.of(names), Comparison.EXACT);
        }

        public static Identifying withoutCase(String... names) {
            return new Identifying(List.of(names), Comparison.WITHOUT_CASE);
        }

        public static Identifying object(String... names) {
            return new Identifying(List.of(names), Comparison.AS_OBJECT);
        }
    }

    /** When two values are the same. */
    enum Comparison {
        /** Where their text is. */
        EXACT,
        /** Where their text is but for the case of its letters. */
        WITHOUT_CASE,
        /** Where their text is but for zeros before it: tools that take an account for a number lose them. */
        WITHOUT_LEADING_ZEROS,
        /** Where they are the same JSON object, in whatever order of its keys. */
        AS_OBJECT
    }

    /** The same text for all texts of one JSON object; what is none stays as it is. */
    default String canonicalObject(String text) {
        return text;
    }

    /** Words that, as whole fields, stand for no value; none where the provider leaves such fields blank. */
    default Set<String> nullWords() {
        return Set.of();
    }

    /** What the provider calls a version of FOCUS that was told by its columns. */
    String versionName(FocusVersion version);

    /** The rules for rows under a header. */
    Rules rules(FocusColumns columns, RowReader reader);

    /** What a provider's rows need besides copying. */
    interface Rules {

        /**
         * Refuses a row whose identity cannot be trusted.
         *
         * @throws io.tributary.streams.deadletter.RejectedRowException saying which column is damaged
         */
        default void requireIdentity(SourceRow row) {}

        /**
         * Looks at a copied record for the provider's known defects, and mends those that can be mended with certainty.
         * Never touches BilledCost or EffectiveCost.
         *
         * @param kept source columns whose text goes into x_SourceColumns all the same, because the record has another
         */
        void apply(SourceRow row, CostRow record, Set<FocusDefect> defects, Kept kept);
    }

    /** Takes the source columns whose text is kept beside what the record has in their place. */
    interface Kept {
        void keep(int column);
    }
}
