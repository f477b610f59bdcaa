/** Measures {@code ./tributary run} as a whole, by part, against a DuckDB script over the same files. */
package io.tributary.benchmarks.command;
