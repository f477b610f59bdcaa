/** What an extractor counts, for operators to watch over JMX. Knows no provider. */
package io.tributary.extractors.metrics;
