package io.tributary.streams.normalize.focus;

import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer.Supplement;
import io.tributary.streams.normalize.Ownership;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.ServiceCategories;
import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one provider writes FOCUS: its names for columns that FOCUS does not have, the identity of its rows, and its
 * known defects.
 */
public interface FocusDialect {

    Provider provider();

    /** The data set's name, as raw pages carry it. */
    String dataSet();

    /** Version of the mapping rules: it changes whenever a record could come out differently. */
    String mappingVersion();

    /** The statement of the page's delivery, see {@code DataSetNormalizer#statement}. */
    String statement(RawPage page);

    /** Whose rows the page's may be, see {@code DataSetNormalizer#ownership}. */
    default Ownership ownership(RawPage page) {
        return Ownership.ANY;
    }

    /** The supplement of the statement, see {@code DataSetNormalizer#supplement}; empty where there is none. */
    default Optional<Supplement> supplement(RawPage page) {
        return Optional.empty();
    }

    /** The money that only one data set may state, see {@code DataSetNormalizer#lease}. */
    default Optional<String> lease(RawPage page) {
        return Optional.empty();
    }

    /** The service provider of rows that name none. */
    String providerName();

    /** Who issues the invoice of rows that name nobody. */
    default String invoiceIssuerName() {
        return providerName();
    }

    /** What the provider calls a sub-account, for rows that name one and not its kind. */
    String subAccountType();

    /** The provider's services, for rows that do not say where theirs belongs. */
    default Optional<ServiceCategories> services() {
        return Optional.empty();
    }

    /**
     * Whether the export states what is covered and what is unused of each commitment that it states the purchase of,
     * with their costs: a purchase that has an EffectiveCost then counts twice.
     */
    default boolean isAmortized() {
        return false;
    }

    /** What the provider calls the account of that id, for rows that do not say. */
    String billingAccountType(String billingAccountId);

    /**
     * Additional source columns of a field of the record, by the field's name, in the order in which they count. The
     * field's own name and its names in earlier versions of FOCUS come first.
     */
    Map<String, List<String>> otherNames();

    /** The source columns that tell a row from all others, besides account, periods, currency and kind of charge. */
    List<Identifying> identifying();

    /** When two rows name the same billing account. */
    default Comparison accountComparison() {
        return Comparison.WITHOUT_CASE;
    }

    /**
     * Whether a row has no identity but its whole content within its scope, since rows are only ever added. Then no
     * columns are identifying.
     */
    default boolean isWholeRowIdentifying() {
        return false;
    }

    /**
     * Columns that identify rows. The first that is not blank counts.
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
        /** Where their text is equal. */
        EXACT,
        /** Where their text is equal, ignoring case. */
        WITHOUT_CASE,
        /** Where their text is equal, ignoring leading zeros: tools that read an account as a number drop them. */
        WITHOUT_LEADING_ZEROS,
        /** Where they are the same JSON object, in any order of its keys. */
        AS_OBJECT
    }

    /** The canonical text of a JSON object; other text is unchanged. */
    default String canonicalObject(String text) {
        return text;
    }

    /** Words that, as whole fields, stand for no value; none where the provider leaves such fields blank. */
    default Set<String> nullWords() {
        return Set.of();
    }

    /**
     * Words, in small letters, that the provider writes into texts that have no value: such a text is blank to the
     * record, and its word is kept in x_SourceColumns.
     */
    default Set<String> placeholders() {
        return Set.of();
    }

    /** The provider's name for a version of FOCUS that was recognised by its columns. */
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
         * Checks a copied record for the provider's known defects, and repairs those that can be repaired with
         * certainty. Never changes BilledCost or EffectiveCost.
         *
         * @param kept source columns whose text goes into x_SourceColumns all the same, because the record has another
         */
        void apply(SourceRow row, CostRow record, Set<SourceDefect> defects, Kept kept);
    }

    /** Receives the source columns whose text is kept in addition to the value that the record has in its place. */
    interface Kept {
        void keep(int column);
    }
}
