/**
 * Deterministic bills that look like real ones, with the truth about them.
 *
 * <p>Open {@link io.tributary.local.sample.SampleBill} first. Knows nothing of Kafka, of the extractors or of the
 * streams application: its {@link io.tributary.local.sample.SampleTruth truth} is what they are checked against.
 */
package io.tributary.local.sample;
