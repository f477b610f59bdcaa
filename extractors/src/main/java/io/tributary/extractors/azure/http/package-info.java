/**
 * Requests to Azure Resource Manager: credentials, the tenant's budget, retries, and checked links. Open {@link
 * io.tributary.extractors.azure.http.ResourceManager} first. Does not know the interfaces that it sends requests to.
 */
package io.tributary.extractors.azure.http;
