/**
 * A Schema Registry for a laptop: Confluent's REST API in this JVM, its schemas on a Kafka topic. Open {@link
 * io.tributary.local.registry.LocalRegistry} first. It is a server like any other: nothing of the applications knows it,
 * and it knows nothing of them.
 */
package io.tributary.local.registry;
