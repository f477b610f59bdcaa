/**
 * A Kafka broker in this JVM that keeps its data in a directory. Start at
 * {@link io.tributary.local.broker.EmbeddedBroker}.
 */
package io.tributary.local.broker;
