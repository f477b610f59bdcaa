/**
 * Azure: scheduled exports in Blob storage or a directory, and Cost Management's interfaces. Open
 * {@link io.tributary.extractors.azure.AzureExtractor} first; knows no other provider and no Kafka topics.
 */
package io.tributary.extractors.azure;
