/**
 * Whether everything that came in is accounted for: {@link io.tributary.streams.reconcile.DeliveryAccount}. Pure, without
 * Kafka.
 */
package io.tributary.streams.reconcile;
