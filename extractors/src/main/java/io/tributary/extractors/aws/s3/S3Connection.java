package io.tributary.extractors.aws.s3;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.throttle.Backoff;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The connection to one bucket.
 *
 * @param client the SDK's client
 * @param traffic limits and counts its requests
 * @param resumption retries of reads that broke off
 * @param http the HTTP client
 * @param role credentials of the role, if there is one
 */
record S3Connection(
        S3Client client, S3Traffic traffic, Backoff resumption, SdkHttpClient http, Optional<RoleCredentials> role)
        implements AutoCloseable {

    S3Connection {
        requireNonNull(client, "client");
        requireNonNull(traffic, "traffic");
        requireNonNull(resumption, "resumption");
        requireNonNull(http, "http");
        requireNonNull(role, "role");
    }

    @Override
    public void close() {
        client.close();
        role.ifPresent(RoleCredentials::close);
        http.close();
    }
}
