/**
 * Billing exports in BigQuery: one cheap query finds which slices of a table are new or changed, and query jobs read
 * those. Open {@link io.tributary.extractors.gcp.bigquery.BigQuerySource} first.
 */
package io.tributary.extractors.gcp.bigquery;
