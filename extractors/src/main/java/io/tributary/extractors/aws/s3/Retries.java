package io.tributary.extractors.aws.s3;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * The SDK's retries: each waits a random time up to a bound that doubles, or longer if the service asks for it.
 * Besides the attempts of one request, all requests of a client share a store of tokens, which allows a hundred
 * retries while nothing succeeds.
 */
final class Retries {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration FIRST_WHERE_THROTTLED = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Retries() {}

    /** @param attempts how often a request is sent in all */
    static StandardRetryStrategy of(int attempts) {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(attempts)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST, LONGEST))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(FIRST_WHERE_THROTTLED, LONGEST))
                .circuitBreakerEnabled(true)
                .build();
    }
}
