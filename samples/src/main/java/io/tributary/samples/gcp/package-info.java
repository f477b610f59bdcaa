/**
 * Deterministic bills of Google Cloud: tables of the billing export as they are dumped into files, with the truth about
 * them.
 *
 * <p>Open {@link io.tributary.local.sample.gcp.GcpSampleBill} first.
 */
package io.tributary.samples.gcp;
