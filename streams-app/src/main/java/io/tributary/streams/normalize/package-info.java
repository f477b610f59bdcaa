/**
 * Turns a provider's rows into FOCUS cost records: pure functions of bytes, without Kafka, clock or log. {@link
 * io.tributary.streams.normalize.PageNormalizer} reads a page; each provider's package reads its rows.
 */
package io.tributary.streams.normalize;
