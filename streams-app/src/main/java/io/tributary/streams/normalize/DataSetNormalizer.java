package io.tributary.streams.normalize;

import io.tributary.schemas.RawPage;
import java.util.List;

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

    /**
     * A normalizer for rows under {@code header}.
     *
     * @throws io.tributary.streams.deadletter.RejectedPageException if the header lacks a column without which no row can be read
     */
    RowNormalizer open(RawPage page, List<String> header);
}
