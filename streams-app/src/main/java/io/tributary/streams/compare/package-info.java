/**
 * Compares deliveries with what is known. {@link io.tributary.streams.compare.CompareDeliveries} decides what is
 * published; {@link io.tributary.streams.compare.KnownRows} hides the store of rows.
 */
package io.tributary.streams.compare;
