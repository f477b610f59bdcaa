/**
 * Which row is which: {@link io.tributary.streams.identity.NaturalKey} and {@link
 * io.tributary.streams.identity.RecordId} say it, {@link io.tributary.streams.identity.ContentDigest} says whether it
 * changed. Pure functions of bytes; knows no provider and no Kafka.
 */
package io.tributary.streams.identity;
