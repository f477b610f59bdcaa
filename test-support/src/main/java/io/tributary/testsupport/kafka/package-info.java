/** A Kafka broker and a Schema Registry for tests. */
package io.tributary.testsupport.kafka;
