package io.tributary.extractors.azure.api;

import io.tributary.extractors.source.DeliverySnapshot;

/** One of the ways in which Azure answers a {@link Question}. */
public interface AccessPath {

    /** Name of the path, as scopes carry it. */
    String source();

    /** How the pages are framed. */
    String contentType();

    /** Asks. What a run that was begun before has read is not asked for again. */
    DeliverySnapshot snapshot(Question question, Run run);
}
