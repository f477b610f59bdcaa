/** Metrics of an extractor over JMX. Knows no provider. */
package io.tributary.extractors.metrics;
