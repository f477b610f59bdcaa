package io.tributary.extractors.aws.s3;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client below the SDK's retries, so that the rate limit holds for each attempt. */
final class S3Transport implements SdkHttpClient {

    /** The header in which the SDK numbers the attempts of a request: {@code attempt=2; max=8}. */
    private static final String ATTEMPT = "amz-sdk-request";

    private static final String FIRST = "attempt=1;";

    private final SdkHttpClient http;
    private final S3Traffic traffic;

    S3Transport(SdkHttpClient http, S3Traffic traffic) {
        this.http = requireNonNull(http, "http");
        this.traffic = requireNonNull(traffic, "traffic");
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        boolean isRetry = request.httpRequest()
                .firstMatchingHeader(ATTEMPT)
                .filter(attempt -> !attempt.startsWith(FIRST))
                .isPresent();
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return send(prepared, isRetry);
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpExecuteResponse send(ExecutableHttpRequest prepared, boolean isRetry) throws IOException {
        S3Traffic.Attempt attempt = begin(isRetry);
        try {
            HttpExecuteResponse response = prepared.call();
            attempt.answered(response.httpResponse().statusCode());
            return response;
        } catch (IOException | RuntimeException e) {
            attempt.failed(e.toString());
            throw e;
        }
    }

    private S3Traffic.Attempt begin(boolean isRetry) {
        try {
            return traffic.begin(isRetry);
        } catch (CircuitOpenException e) {
            throw e.wrapped();
        }
    }
}
