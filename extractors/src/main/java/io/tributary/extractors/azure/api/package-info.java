/**
 * Azure's costs as its interfaces state them on demand: the Query interface, Consumption's usage details, and cost
 * details reports. Open {@link io.tributary.extractors.azure.api.ApiSource} first, then
 * {@link io.tributary.extractors.azure.api.PagingGuard}, which says what makes paging trustworthy. Sends nothing by
 * itself: that is what {@link io.tributary.extractors.azure.http.ResourceManager} is for.
 */
package io.tributary.extractors.azure.api;
