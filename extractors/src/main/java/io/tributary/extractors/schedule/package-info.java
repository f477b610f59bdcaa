/**
 * The order of deliveries: lanes, and the queue of deliveries that wait in them. Knows neither Kafka nor any provider.
 */
package io.tributary.extractors.schedule;
