/** Reads Azure's Query API. */
package io.tributary.extractors.azure.api.query;
