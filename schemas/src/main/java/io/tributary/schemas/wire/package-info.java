/**
 * Values on the wire: Avro in the Confluent wire format, with schemas in a Schema Registry. Open {@link
 * io.tributary.schemas.wire.AvroSerdes} first. Speaks to registries through their REST API alone, and knows no topic of
 * the catalogue.
 */
package io.tributary.schemas.wire;
