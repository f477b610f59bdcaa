/** Writes rows as CSV or Parquet. Knows no provider. */
package io.tributary.samples.file;
