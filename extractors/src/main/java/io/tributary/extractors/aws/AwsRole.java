package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * The role in which buckets are read.
 *
 * @param arn its name; empty: buckets are read with the credentials of the SDK's default chain
 * @param externalId what the role's trust policy asks for, so that another customer's extractor cannot assume it
 * @param sessionName the name of the session, which CloudTrail shows
 * @param stsEndpoint where roles are assumed, if not at Amazon's STS of the region
 */
public record AwsRole(
        Optional<String> arn, Optional<String> externalId, String sessionName, Optional<URI> stsEndpoint) {

    /** No role: buckets are read with the credentials of the SDK's default chain. */
    public static final AwsRole NONE = new AwsRole(Optional.empty(), Optional.empty(), "tributary", Optional.empty());

    public AwsRole {
        requireNonNull(arn, "arn");
        requireNonNull(externalId, "externalId");
        requireNonNull(sessionName, "sessionName");
        requireNonNull(stsEndpoint, "stsEndpoint");
    }
}
