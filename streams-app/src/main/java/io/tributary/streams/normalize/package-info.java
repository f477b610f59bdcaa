/**
 * From a provider's row to FOCUS cost records: pure functions of bytes, without Kafka, clock or log. {@link
 * io.tributary.streams.normalize.PageNormalizer} does a page; a package per provider does its rows.
 */
package io.tributary.streams.normalize;
