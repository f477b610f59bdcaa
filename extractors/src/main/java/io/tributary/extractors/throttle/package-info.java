/** Rate limits, retries and circuit breakers. Knows no provider and no Kafka. */
package io.tributary.extractors.throttle;
