package io.tributary.streams.compare;

import io.tributary.streams.identity.NaturalKey;

/** What is known of rows, by scope and natural key: the one seam between comparing and the shape of the store. */
interface KnownRows {

    /** What is known of {@code key}; {@code null} where nothing is, or where it has not been seen for too long. */
    KnownRow find(long scope, NaturalKey key);

    /** Keeps {@code row}, from now on as seen now. */
    void remember(long scope, NaturalKey key, KnownRow row);
}
