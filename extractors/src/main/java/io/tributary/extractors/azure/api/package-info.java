/**
 * Azure's costs as its interfaces state them on demand. What the interfaces share is here; {@code query}, {@code usage}
 * and {@code report} have one interface each, and {@code paged} reads and verifies paged answers. Open
 * {@link io.tributary.extractors.azure.ApiSource} first, then
 * {@link io.tributary.extractors.azure.api.paged.PagingGuard}. Requests are sent by
 * {@link io.tributary.extractors.azure.http.ResourceManager}.
 */
package io.tributary.extractors.azure.api;
