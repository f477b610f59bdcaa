/** How long to wait before trying again, and for how long to try. Knows no provider and no Kafka. */
package io.tributary.extractors.throttle;
