/**
 * Google Cloud: billing exports in BigQuery's tables or in files. Open {@link io.tributary.extractors.gcp.GcpExtractor}
 * first; knows no other provider and no Kafka topics.
 */
package io.tributary.extractors.gcp;
