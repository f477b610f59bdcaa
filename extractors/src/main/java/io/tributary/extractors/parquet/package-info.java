/**
 * Turns delivered Parquet files into pages of CSV, value by value and without loss:
 * {@link io.tributary.extractors.parquet.ParquetPages} reads one file. Knows no provider and no Kafka.
 */
package io.tributary.extractors.parquet;
