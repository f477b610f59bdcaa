package io.tributary.extractors.azure.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * A request to Azure Resource Manager.
 *
 * @param method HTTP method, in upper case: {@code GET} or {@code POST}
 * @param uri absolute, with its query and kept verbatim: a skip token must not be encoded twice
 * @param body JSON in UTF-8; empty if there is none
 * @param scope the billing scope, such as {@code subscriptions/1111…}, by which throttling and concurrency are counted
 * @param queryUnits the query processing units that the answer will cost; may be 0
 */
public record Request(String method, URI uri, Optional<byte[]> body, String scope, int queryUnits) {

    public Request {
        requireNonNull(method, "method");
        requireNonNull(uri, "uri");
        requireNonNull(body, "body");
        requireNonNull(scope, "scope");
        if (!uri.isAbsolute() || uri.getHost() == null) {
            throw new IllegalArgumentException("uri is " + uri + ": expected an absolute one");
        }
        if (queryUnits < 0) {
            throw new IllegalArgumentException("queryUnits is " + queryUnits + ": expected at least 0");
        }
    }

    /** Asks to read {@code uri}. */
    public static Request get(URI uri, String scope, int queryUnits) {
        return new Request("GET", uri, Optional.empty(), scope, queryUnits);
    }

    /** Sends {@code json} to {@code uri}. */
    public static Request post(URI uri, byte[] json, String scope, int queryUnits) {
        return new Request("POST", uri, Optional.of(json), scope, queryUnits);
    }

    @Override
    public String toString() {
        return method + " " + TrustedLinks.withoutSecrets(uri);
    }
}
