/**
 * Billing exports in BigQuery: one cheap query finds the slices of a table that are new or changed, and query jobs
 * read them. Open {@link io.tributary.extractors.gcp.bigquery.BigQuerySource} first.
 */
package io.tributary.extractors.gcp.bigquery;
