/**
 * Accounts for everything that came in: {@link io.tributary.streams.reconcile.DeliveryAccount}. Pure, without Kafka.
 */
package io.tributary.streams.reconcile;
