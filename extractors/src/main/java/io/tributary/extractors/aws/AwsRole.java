package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * The role in which buckets are read.
 *
 * @param arn its name; empty: the credentials of the SDK's default chain read by themselves
 * @param externalId what the role's owner wants to be shown, so that nobody else's extractor is let into it
 * @param sessionName the name of the session, which the owner finds in CloudTrail
 * @param stsEndpoint where roles are assumed, if not at Amazon's STS of the region
 */
public record AwsRole(
        Optional<String> arn, Optional<String> externalId, String sessionName, Optional<URI> stsEndpoint) {

    /** No role: the credentials that are there are those that read. */
    public static final AwsRole NONE = new AwsRole(Optional.empty(), Optional.empty(), "tributary", Optional.empty());

    public AwsRole {
        requireNonNull(arn, "arn");
        requireNonNull(externalId, "externalId");
        requireNonNull(sessionName, "sessionName");
        requireNonNull(stsEndpoint, "stsEndpoint");
    }
}
