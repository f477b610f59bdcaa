package io.tributary.extractors.azure.api;

import io.tributary.extractors.source.DeliverySnapshot;

/** One of the interfaces that answer a {@link Question}. */
public interface AccessPath {

    /** Name of the path, as scopes carry it. */
    String source();

    /** The format of the pages. */
    String contentType();

    /** Reads the answer. What an unfinished run has read is not read again. */
    DeliverySnapshot snapshot(Question question, Run run);
}
