/** Runs an extractor: finds deliveries, orders them, publishes them page by page. Knows no provider. */
package io.tributary.extractors.run;
