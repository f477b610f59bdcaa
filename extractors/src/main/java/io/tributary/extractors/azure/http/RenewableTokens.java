package io.tributary.extractors.azure.http;

import static java.util.Objects.requireNonNull;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Adds tokens to requests, and can forget the one that it has: a clock that is wrong keeps it when it has expired. */
final class RenewableTokens implements HttpPipelinePolicy {

    private final Credentials credentials;
    private final Supplier<HttpPipelinePolicy> policies;
    private volatile HttpPipelinePolicy policy;

    /** @param policies makes a policy that knows no token yet */
    RenewableTokens(Credentials credentials, Supplier<HttpPipelinePolicy> policies) {
        this.credentials = requireNonNull(credentials, "credentials");
        this.policies = requireNonNull(policies, "policies");
        this.policy = policies.get();
    }

    /** From now on requests have a token that is issued anew. */
    void forget() {
        credentials.forget();
        policy = policies.get();
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return policy.process(context, next);
    }
}
