package io.tributary.extractors.azure;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How requests are sent.
 *
 * @param connectTimeout how long a connection may take to be made
 * @param readTimeout how long a server may be silent
 * @param poolSize connections that are open at the same time
 * @param attempts how often a request is tried in all
 */
public record AzureTransport(Duration connectTimeout, Duration readTimeout, int poolSize, int attempts) {

    public AzureTransport {
        requireNonNull(connectTimeout, "connectTimeout");
        requireNonNull(readTimeout, "readTimeout");
    }
}
