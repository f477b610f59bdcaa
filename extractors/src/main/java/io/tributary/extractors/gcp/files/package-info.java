/**
 * Billing exports that were dumped from BigQuery into files: {@link io.tributary.extractors.gcp.files.FilesSource}
 * sorts their rows into slices, on this machine's disk, and offers each slice as a delivery.
 */
package io.tributary.extractors.gcp.files;
