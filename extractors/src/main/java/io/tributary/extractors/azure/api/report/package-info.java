/** Reads cost details reports, which Cost Management makes on request. */
package io.tributary.extractors.azure.api.report;
