/**
 * What a provider must offer: {@link io.tributary.extractors.source.BillingSource} finds deliveries, each of which is
 * read page by page. Knows neither Kafka nor any provider.
 */
package io.tributary.extractors.source;
