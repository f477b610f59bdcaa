package io.tributary.streams.normalize;

import io.tributary.schemas.RawPage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Tributary knows of one data set. */
public interface DataSetNormalizer {

    /** The data set's name, as raw pages carry it. */
    String dataSet();

    /**
     * What the page's delivery states: scopes with the same statement state the same money, so only one of them may be
     * published.
     */
    String statement(RawPage page);

    /**
     * The statement that supplements the page's, where its money may come in two parts; empty where it comes in one.
     *
     * <p>Some of the data sets that state the money need the supplement, others state the whole. A supplement is never
     * published beside one that states the whole.
     */
    default Optional<Supplement> supplement(RawPage page) {
        return Optional.empty();
    }

    /** What the page's statement is a supplement of; empty where it stands on its own. */
    default Optional<Supplemented> supplements(RawPage page) {
        return Optional.empty();
    }

    /**
     * The money that only one data set may state, in however many statements; empty where the statement itself says so.
     * The first data set to state it holds the lease and keeps the others away.
     */
    default Optional<String> lease(RawPage page) {
        return Optional.empty();
    }

    /**
     * A statement of the rest of the money.
     *
     * @param statement the supplement
     * @param beside whether it is published beside this data set, or this data set states the whole
     */
    record Supplement(String statement, boolean beside) {}

    /**
     * A statement of most of the money.
     *
     * @param statement what is supplemented
     * @param dataSets the data sets that leave something to a supplement
     */
    record Supplemented(String statement, Set<String> dataSets) {
        public Supplemented {
            dataSets = Set.copyOf(dataSets);
        }
    }

    /** Whose rows the page's may be. */
    default Ownership ownership(RawPage page) {
        return Ownership.ANY;
    }

    /** Version of the mapping rules: it changes whenever a record could come out differently. */
    String mappingVersion();

    /** Which cost column counts for the page's delivery, where the data set leaves a choice; otherwise {@code null}. */
    String costBasis(RawPage page);

    /** What it means that a row's natural key occurs again within a delivery. */
    default Repeats repeats() {
        return Repeats.ARE_ROWS;
    }

    /**
     * Columns of JSON rows, by their paths, whose objects are kept whole as one value. Every other object is flattened
     * into columns named by their paths, joined by dots. Empty for data sets that never come as JSON.
     */
    default Set<String> wholeObjects() {
        return Set.of();
    }

    /** What it means that a natural key occurs again within a delivery. */
    enum Repeats {
        /** Rows are legitimately alike: each is a row of its own. */
        ARE_ROWS,
        /** Rows are unique by construction: pages overlap, and the first row counts. */
        ARE_OVERLAP
    }

    /**
     * A normalizer for rows under {@code header}.
     *
     * @throws io.tributary.streams.deadletter.RejectedPageException if the header lacks a column without which no row
     *     can be read
     */
    RowNormalizer open(RawPage page, List<String> header);

    /**
     * The same on a cost basis of its own, which another page of the page's delivery had.
     *
     * @param costBasis one that {@link #costBasis} answered; empty for the page's own
     */
    default RowNormalizer open(RawPage page, List<String> header, Optional<String> costBasis) {
        return open(page, header);
    }
}
