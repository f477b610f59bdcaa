/**
 * Cuts delivered CSV files into pages without decoding them to text: {@link io.tributary.extractors.csv.CsvPages} reads
 * one file, packed or not. Knows no provider and no Kafka.
 */
package io.tributary.extractors.csv;
