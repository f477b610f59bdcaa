/** Finds and reads deliveries of AWS reports and Data Exports, whatever store they are in. */
package io.tributary.extractors.aws.reports;
