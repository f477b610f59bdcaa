/** Holds extraction back while the consumer of the raw topic lags behind. Knows no provider. */
package io.tributary.extractors.backpressure;
