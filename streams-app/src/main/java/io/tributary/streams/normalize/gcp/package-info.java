/**
 * Google Cloud's usage cost exports, standard and detailed, as rows of BigQuery or as CSV dumps of them. Rows are never
 * changed by Google, only added: a correction is a row of its own.
 */
package io.tributary.streams.normalize.gcp;
