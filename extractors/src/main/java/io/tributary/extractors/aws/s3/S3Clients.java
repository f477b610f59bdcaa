package io.tributary.extractors.aws.s3;

import io.tributary.extractors.aws.AwsConfig;
import io.tributary.extractors.throttle.Pause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Connections to buckets, with credentials from the SDK's default chain or of a role that these assume. */
public final class S3Clients {

    /** The header by which the requester accepts to pay. */
    private static final String REQUEST_PAYER = "x-amz-request-payer";

    private S3Clients() {}

    /**
     * Opens a client.
     *
     * @param config the bucket's own settings
     * @param pause waits until the next request may be sent
     */
    public static S3Connection of(AwsConfig config, Pause pause) {
        Region region = region(config);
        S3Traffic traffic = new S3Traffic(config.requests(), InstantSource.system(), pause);
        SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(10))
                .socketTimeout(Duration.ofSeconds(60))
                .build();
        Optional<RoleCredentials> role = config.role()
                .arn()
                .map(arn -> RoleCredentials.of(config.role(), config.requests().attempts(), region, http));
        AwsCredentialsProvider credentials = role.isPresent()
                ? role.get()
                : DefaultCredentialsProvider.builder().build();
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(new S3Transport(http, traffic))
                .credentialsProvider(credentials)
                .overrideConfiguration(override -> configure(override, config))
                .region(region)
                .forcePathStyle(config.s3().pathStyle());
        if (config.s3().endpoint().isPresent()) {
            builder.endpointOverride(config.s3().endpoint().get());
        } else {
            // S3 answers with the bucket's true region.
            builder.crossRegionAccessEnabled(true);
        }
        return new S3Connection(builder.build(), traffic, config.requests().resumption(), http, role);
    }

    private static void configure(ClientOverrideConfiguration.Builder override, AwsConfig config) {
        override.retryStrategy(Retries.of(config.requests().attempts()));
        if (config.s3().requesterPays()) {
            override.putHeader(REQUEST_PAYER, "requester");
        }
    }

    private static Region region(AwsConfig config) {
        if (config.s3().region().isPresent()) {
            return Region.of(config.s3().region().get());
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException e) {
            return config.role().arn().map(S3Clients::regionOf).orElse(Region.US_EAST_1);
        }
    }

    /** A region of a role's partition: China and the Government have an STS and S3 of their own. */
    private static Region regionOf(String role) {
        return switch (role.split(":")[1]) {
            case "aws-cn" -> Region.CN_NORTH_1;
            case "aws-us-gov" -> Region.US_GOV_WEST_1;
            default -> Region.US_EAST_1;
        };
    }
}
