/**
 * Scheduled exports of Cost Management, in Blob storage or in a directory with the same layout. Open
 * {@link io.tributary.extractors.azure.exports.ExportsSource} first.
 */
package io.tributary.extractors.azure.exports;
