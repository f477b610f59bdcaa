package io.tributary.extractors.aws.s3;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * How the SDK tries again: after a wait at random between nothing and a bound that doubles, the longer of that and what
 * the other side asks for. Beside the attempts of one request, a store of tokens that all requests of a client share
 * bounds how often is tried again while nothing succeeds: a hundred times.
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
