package io.tributary.streams.normalize;

import io.tributary.schemas.RawPage;
import java.util.List;
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

    /** Version of the mapping rules: it changes whenever a record could come out differently. */
    String mappingVersion();

    /** Which cost column counts for the page's delivery, where the data set leaves a choice; otherwise {@code null}. */
    String costBasis(RawPage page);

    /** What it means that a row's natural key occurs again within a delivery. */
    default Repeats repeats() {
        return Repeats.ARE_ROWS;
    }

    /**
     * Columns of JSON rows whose objects are one value each, by their paths; every other object is taken apart into columns
     * named by their paths, joined by dots. Empty for data sets that never come as JSON.
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
     * @throws io.tributary.streams.deadletter.RejectedPageException if the header lacks a column without which no row can be read
     */
    RowNormalizer open(RawPage page, List<String> header);
}
