package io.tributary.extractors.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Clients of S3, with credentials from the SDK's default chain. */
final class S3Clients {

    private S3Clients() {}

    static S3Client of(AwsConfig config) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(10))
                        .socketTimeout(Duration.ofSeconds(60)))
                .overrideConfiguration(override -> override.retryStrategy(RetryMode.STANDARD))
                .region(region(config.s3().region()))
                .forcePathStyle(config.s3().pathStyle());
        Optional<URI> endpoint = config.s3().endpoint();
        if (endpoint.isPresent()) {
            builder.endpointOverride(endpoint.get());
        } else {
            // The region asked is told the bucket's true one.
            builder.crossRegionAccessEnabled(true);
        }
        return builder.build();
    }

    private static Region region(Optional<String> configured) {
        if (configured.isPresent()) {
            return Region.of(configured.get());
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException e) {
            return Region.US_EAST_1;
        }
    }
}
