package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * How buckets are reached.
 *
 * @param endpoint where S3 is, if it is not Amazon's
 * @param region the bucket's region; empty: as the SDK's own settings say
 * @param pathStyle whether buckets are addressed by path, as S3-compatible stores mostly want
 * @param requesterPays whether requests state that the requester pays
 */
public record S3Config(Optional<URI> endpoint, Optional<String> region, boolean pathStyle, boolean requesterPays) {

    public S3Config {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(region, "region");
    }
}
