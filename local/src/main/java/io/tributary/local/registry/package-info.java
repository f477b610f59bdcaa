/**
 * A Schema Registry for a laptop: Confluent's REST API in this JVM, its schemas on a Kafka topic. Open {@link
 * io.tributary.local.registry.LocalRegistry} first. The applications use it as any other registry, by its address, and
 * it knows nothing of them.
 */
package io.tributary.local.registry;
