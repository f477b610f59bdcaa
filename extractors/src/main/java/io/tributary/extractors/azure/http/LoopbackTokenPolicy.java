package io.tributary.extractors.azure.http;

import com.azure.core.credential.SimpleTokenCache;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/** Sends tokens to this machine without TLS, which the SDK's own policy does not do. */
final class LoopbackTokenPolicy implements HttpPipelinePolicy {

    private final SimpleTokenCache tokens;

    LoopbackTokenPolicy(TokenCredential credential, String scope) {
        tokens = new SimpleTokenCache(() -> credential.getToken(new TokenRequestContext().addScopes(scope)));
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return tokens.getToken().flatMap(token -> {
            context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token.getToken());
            return next.process();
        });
    }
}
