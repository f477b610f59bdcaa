/**
 * A delivery against what is known: {@link io.tributary.streams.compare.CompareDeliveries} decides what is published,
 * behind the narrow seam {@link io.tributary.streams.compare.KnownRows} over the store.
 */
package io.tributary.streams.compare;
