package io.tributary.extractors.azure.http;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import io.tributary.extractors.throttle.Pause.InterruptedPauseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Sends a request once and reads its complete answer. There are no retries here or below, and no redirection is
 * followed: the SDK's own retries do not know the budget.
 */
final class Transport implements AutoCloseable {

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(1);

    /** The answer is larger than is allowed. */
    static final class TooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TooLargeException(long bytes, int largest) {
            super("the answer has " + bytes + " bytes or more: expected at most " + largest);
        }
    }

    private final HttpSettings settings;
    private final ConnectionProvider connections;
    private final LoopResources threads;
    private final Optional<RenewableTokens> tokens;
    private final HttpPipeline authenticated;
    private final HttpPipeline anonymous;

    /**
     * @param credential makes the credential from a client; may return none
     * @param adaptation changes to the client, such as its trusted certificates
     */
    Transport(
            HttpSettings settings,
            Function<HttpClient, Optional<Credentials>> credential,
            UnaryOperator<reactor.netty.http.client.HttpClient> adaptation) {
        this.settings = settings;
        this.connections = ConnectionProvider.builder("azure")
                .maxConnections(settings.poolSize())
                .pendingAcquireMaxCount(-1)
                .pendingAcquireTimeout(settings.answerTimeout())
                .maxIdleTime(IDLE)
                .build();
        this.threads = LoopResources.create("azure", 2, true);
        HttpClient client = new NettyAsyncHttpClientBuilder(
                        adaptation.apply(reactor.netty.http.client.HttpClient.create(connections)
                                .runOn(threads, false)
                                // Netty would send a request again that an idle connection has lost.
                                .disableRetry(true)))
                .connectTimeout(settings.connectTimeout())
                .responseTimeout(settings.readTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .build();
        List<HttpPipelinePolicy> policies = new ArrayList<>(List.of(new RequestIdPolicy()));
        this.anonymous = pipeline(client, policies);
        this.tokens = credential
                .apply(client)
                .map(credentials -> new RenewableTokens(credentials, () -> tokenPolicy(credentials)));
        tokens.ifPresent(policies::add);
        this.authenticated = pipeline(client, policies);
    }

    /**
     * Sends a request, with a token where {@code withToken}.
     *
     * @throws IOException if the network fails; Azure may or may not have processed the request
     * @throws Credentials.TokenException if no token was issued
     * @throws TooLargeException if the answer is too large
     * @throws InterruptedPauseException if the thread is interrupted meanwhile
     */
    Response exchange(String method, URI uri, Map<String, String> headers, Optional<byte[]> body, boolean withToken)
            throws IOException {
        HttpRequest request = new HttpRequest(HttpMethod.valueOf(method), uri.toString());
        headers.forEach((name, value) -> request.setHeader(HttpHeaderName.fromString(name), value));
        body.ifPresent(request::setBody);
        try {
            return (withToken ? authenticated : anonymous)
                    .send(request)
                    .flatMap(this::read)
                    .timeout(settings.answerTimeout())
                    .block();
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** Has the next request with a token ask for a new one. Returns whether requests have tokens. */
    boolean forgetToken() {
        tokens.ifPresent(RenewableTokens::forget);
        return tokens.isPresent();
    }

    @Override
    public void close() {
        connections.disposeLater().subscribe();
        threads.disposeLater(Duration.ZERO, CLOSING).subscribe();
    }

    private HttpPipelinePolicy tokenPolicy(TokenCredential credential) {
        return TrustedLinks.isSecure(settings.endpoint())
                ? new BearerTokenAuthenticationPolicy(credential, settings.tokenScope())
                : new LoopbackTokenPolicy(credential, settings.tokenScope());
    }

    private static HttpPipeline pipeline(HttpClient client, List<HttpPipelinePolicy> policies) {
        return new HttpPipelineBuilder()
                .httpClient(client)
                .policies(policies.toArray(new HttpPipelinePolicy[0]))
                .build();
    }

    private Mono<Response> read(HttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (HttpHeader header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), String.join(",", header.getValuesList()));
        }
        return response.getBody()
                .collect(ByteArrayOutputStream::new, this::append)
                .map(body -> {
                    requireWhole(headers.get("content-length"), body.size());
                    return new Response(response.getStatusCode(), headers, body.toByteArray());
                })
                .doOnError(error -> response.close())
                .doOnCancel(response::close);
    }

    private void append(ByteArrayOutputStream body, ByteBuffer next) {
        long size = (long) body.size() + next.remaining();
        if (size > settings.largestAnswer()) {
            throw new TooLargeException(size, settings.largestAnswer());
        }
        byte[] bytes = new byte[next.remaining()];
        next.get(bytes);
        body.writeBytes(bytes);
    }

    private static void requireWhole(String stated, int size) {
        if (stated != null && stated.matches("\\d{1,18}") && Long.parseLong(stated) != size) {
            throw Exceptions.propagate(new IOException("the answer ended after " + size + " of " + stated + " bytes"));
        }
    }

    /** Every other failure counts as one of the network, which has many types of exceptions. */
    private static RuntimeException translated(RuntimeException e) throws IOException {
        Throwable unwrapped = Exceptions.unwrap(e);
        for (Throwable cause = unwrapped; cause != null; cause = cause.getCause()) {
            if (cause instanceof Credentials.TokenException || cause instanceof TooLargeException) {
                return (RuntimeException) cause;
            }
            if (cause instanceof InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return new InterruptedPauseException(interrupted);
            }
        }
        if (unwrapped instanceof IllegalArgumentException || unwrapped instanceof NullPointerException) {
            return e;
        }
        throw unwrapped instanceof IOException failure
                ? failure
                : new IOException(
                        unwrapped.getMessage() == null ? unwrapped.toString() : unwrapped.getMessage(), unwrapped);
    }
}
