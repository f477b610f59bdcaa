package io.tributary.extractors.aws.s3;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.aws.AwsRole;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Credentials of a role, which the credentials of the SDK's default chain assume. They are valid for an hour and
 * renewed five minutes before their end.
 */
final class RoleCredentials implements AwsCredentialsProvider, AutoCloseable {

    private final String role;
    private final StsClient sts;
    private final StsAssumeRoleCredentialsProvider provider;

    private RoleCredentials(String role, StsClient sts, StsAssumeRoleCredentialsProvider provider) {
        this.role = role;
        this.sts = sts;
        this.provider = provider;
    }

    /**
     * @param role with a name
     * @param attempts how often a request to STS is sent in all if it fails temporarily
     */
    static RoleCredentials of(AwsRole role, int attempts, Region region, SdkHttpClient http) {
        requireNonNull(http, "http");
        String arn = role.arn().orElseThrow();
        StsClientBuilder builder = StsClient.builder()
                .httpClient(http)
                .region(region)
                .overrideConfiguration(override -> override.retryStrategy(Retries.of(attempts)));
        role.stsEndpoint().ifPresent(builder::endpointOverride);
        StsClient sts = builder.build();
        return new RoleCredentials(
                arn,
                sts,
                StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts)
                        .refreshRequest(request -> request.roleArn(arn)
                                .roleSessionName(role.sessionName())
                                .externalId(role.externalId().orElse(null)))
                        .build());
    }

    /** @throws RoleException if it cannot be assumed */
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (SdkException e) {
            throw new RoleException(role, e);
        }
    }

    @Override
    public void close() {
        provider.close();
        sts.close();
    }
}
