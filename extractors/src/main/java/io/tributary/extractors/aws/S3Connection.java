package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What one bucket is reached by.
 *
 * @param client speaks to S3
 * @param traffic what it sends
 * @param http what it sends it with
 * @param role in which it does, if in any
 */
record S3Connection(S3Client client, S3Traffic traffic, SdkHttpClient http, Optional<RoleCredentials> role)
        implements AutoCloseable {

    S3Connection {
        requireNonNull(client, "client");
        requireNonNull(traffic, "traffic");
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
