/**
 * A cost record under construction, and its bytes. Open {@link io.tributary.streams.record.CostRow} first. Knows the
 * Avro schema and nothing else: no provider, no Kafka.
 */
package io.tributary.streams.record;
