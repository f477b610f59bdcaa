/**
 * The one way in to Azure Resource Manager: credentials, the tenant's budget, retries, and links that may be followed.
 * Open {@link io.tributary.extractors.azure.http.ResourceManager} first. Knows nothing of what is asked for.
 */
package io.tributary.extractors.azure.http;
