package io.tributary.extractors.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Retries of the SDK with our settings: their number and their waits. */
class RetriesTest {

    private static final Duration UNSTATED = Duration.ZERO;

    @Test
    void requestIsSentAsOftenAsTheSettingSays() {
        RetryStrategy retries = Retries.of(4);
        RetryToken token = initial(retries);

        for (int attempt = 2; attempt <= 4; attempt++) {
            token = again(retries, token, slowDown(), UNSTATED).token();
        }

        RetryToken last = token;
        assertThatThrownBy(() -> again(retries, last, slowDown(), UNSTATED))
                .isInstanceOf(TokenAcquisitionFailedException.class);
    }

    @Test
    void waitsAreRandomBelowABoundThatDoubles() {
        // Given
        List<Duration> first = new ArrayList<>();
        List<Duration> fifth = new ArrayList<>();

        // When
        for (int i = 0; i < 200; i++) {
            RetryStrategy retries = Retries.of(8);
            RetryToken token = initial(retries);
            for (int attempt = 2; attempt <= 6; attempt++) {
                RefreshRetryTokenResponse response = again(retries, token, slowDown(), UNSTATED);
                token = response.token();
                if (attempt == 2) {
                    first.add(response.delay());
                } else if (attempt == 6) {
                    fifth.add(response.delay());
                }
            }
        }

        // Then: every wait from zero to the bound occurs
        assertThat(first).allMatch(wait -> wait.compareTo(Duration.ofMillis(500)) <= 0);
        assertThat(first).anyMatch(wait -> wait.toMillis() < 100).anyMatch(wait -> wait.toMillis() > 400);
        assertThat(fifth).allMatch(wait -> wait.compareTo(Duration.ofSeconds(8)) <= 0);
        assertThat(fifth).anyMatch(wait -> wait.toMillis() < 1_000).anyMatch(wait -> wait.toMillis() > 7_000);
    }

    @Test
    void waitThatTheServerAsksForIsKept() {
        RetryStrategy retries = Retries.of(2);

        assertThat(again(retries, initial(retries), slowDown(), Duration.ofSeconds(7))
                        .delay())
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void allRequestsTogetherAreRetriedAHundredTimesWhileNothingSucceeds() {
        RetryStrategy retries = Retries.of(8);

        for (int request = 0; request < 100; request++) {
            again(retries, initial(retries), slowDown(), UNSTATED);
        }

        assertThatThrownBy(() -> again(retries, initial(retries), slowDown(), UNSTATED))
                .isInstanceOf(TokenAcquisitionFailedException.class);
    }

    @Test
    void refusalAndOpenCircuitAreNotRetried() {
        RetryStrategy retries = Retries.of(8);
        SdkClientException leftAlone = new CircuitOpenException("left alone").wrapped();

        assertThatThrownBy(() -> again(retries, initial(retries), leftAlone, UNSTATED))
                .isInstanceOf(TokenAcquisitionFailedException.class);
        assertThatThrownBy(() -> again(retries, initial(retries), refusal(403, "AccessDenied"), UNSTATED))
                .isInstanceOf(TokenAcquisitionFailedException.class);
    }

    private static RetryToken initial(RetryStrategy retries) {
        return retries.acquireInitialToken(AcquireInitialTokenRequest.create("bucket"))
                .token();
    }

    private static RefreshRetryTokenResponse again(
            RetryStrategy retries, RetryToken token, Throwable failure, Duration suggested) {
        return retries.refreshRetryToken(RefreshRetryTokenRequest.builder()
                .token(token)
                .failure(failure)
                .suggestedDelay(suggested)
                .build());
    }

    private static Throwable slowDown() {
        return refusal(503, "SlowDown");
    }

    private static Throwable refusal(int status, String code) {
        return S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
