/** Rates and ratios. */
package io.tributary.benchmarks;
