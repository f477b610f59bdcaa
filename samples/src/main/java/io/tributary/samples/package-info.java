/**
 * Deterministic bills that look like real ones, and exactly what they hold.
 *
 * <p>Start at {@link io.tributary.samples.aws.AwsSampleBill}. Knows no other module: its
 * {@link io.tributary.samples.SampleTruth truth} is what the others are checked against.
 */
package io.tributary.samples;
