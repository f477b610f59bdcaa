package io.tributary.extractors.aws.s3;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.throttle.Backoff;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What one bucket is reached by.
 *
 * @param client speaks to S3
 * @param traffic what it sends
 * @param resumption how often what breaks off is asked for again
 * @param http what it sends it with
 * @param role in which it does, if in any
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
