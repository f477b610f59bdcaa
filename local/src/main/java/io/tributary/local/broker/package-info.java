/** A Kafka broker in this JVM, whose data stay in a directory. Start at {@link io.tributary.local.broker.EmbeddedBroker}. */
package io.tributary.local.broker;
