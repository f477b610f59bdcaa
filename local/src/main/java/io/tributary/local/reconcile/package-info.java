/**
 * Compares what was billed with what the feed has, and says why they differ. Pure: it knows neither Kafka nor the
 * clock, only amounts that others found.
 */
package io.tributary.local.reconcile;
