/** The commands {@code deliveries} and {@code replay}. */
package io.tributary.local.command.deliveries;
