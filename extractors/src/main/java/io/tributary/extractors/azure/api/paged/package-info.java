/**
 * What the paged interfaces of Azure share: following links, and a guard against pages that overlap, repeat or are
 * missing.
 */
package io.tributary.extractors.azure.api.paged;
