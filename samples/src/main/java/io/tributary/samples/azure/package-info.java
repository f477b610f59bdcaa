/**
 * Deterministic Azure bills: the exports of billing scopes as Cost Management would deliver them, with the truth about
 * them.
 *
 * <p>Open {@link io.tributary.samples.azure.AzureSampleBill} first.
 */
package io.tributary.samples.azure;
