/**
 * Deterministic bills that look like real ones, and a {@link io.tributary.samples.SampleTruth} that says exactly what
 * they hold. Depends on no other module, since the others are checked against it.
 *
 * <p>Start at {@link io.tributary.samples.aws.AwsSampleBill}.
 */
package io.tributary.samples;
