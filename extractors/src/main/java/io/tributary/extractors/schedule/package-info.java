/** What is taken next: lanes, and the queue of what waits in them. Knows neither Kafka nor any provider. */
package io.tributary.extractors.schedule;
