package io.tributary.extractors.azure.api;

import io.tributary.extractors.azure.BillingScope;
import java.net.URI;
import java.net.URISyntaxException;

/** URIs of Resource Manager. */
public final class Uris {

    private Uris() {}

    /**
     * A URI below a scope.
     *
     * @param path what follows the scope
     * @param query as it is to be sent
     */
    public static URI of(URI endpoint, BillingScope scope, String path, String query) {
        try {
            String encoded = new URI(null, null, "/" + scope.id() + path, null).getRawPath();
            return URI.create(endpoint.toString().replaceAll("/+$", "") + encoded + "?" + query);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Scope '" + scope + "' cannot be part of a URI", e);
        }
    }
}
