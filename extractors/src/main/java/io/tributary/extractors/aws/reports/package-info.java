/** Finds and reads deliveries of AWS reports and Data Exports in any store. */
package io.tributary.extractors.aws.reports;
