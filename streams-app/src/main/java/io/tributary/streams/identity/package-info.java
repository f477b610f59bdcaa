/**
 * The identity of rows: {@link io.tributary.streams.identity.NaturalKey} and {@link
 * io.tributary.streams.identity.RecordId}. {@link io.tributary.streams.identity.ContentDigest} shows whether a row
 * changed. Pure functions of bytes; knows no provider and no Kafka.
 */
package io.tributary.streams.identity;
