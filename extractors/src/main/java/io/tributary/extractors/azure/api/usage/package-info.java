/** Reads usage details of Azure's Consumption API. */
package io.tributary.extractors.azure.api.usage;
