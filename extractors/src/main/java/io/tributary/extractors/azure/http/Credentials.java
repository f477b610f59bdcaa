package io.tributary.extractors.azure.http;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpClient;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import io.tributary.extractors.azure.AzureCloud;
import io.tributary.extractors.azure.AzureCredentials;
import io.tributary.extractors.azure.AzureCredentials.Kind;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Tokens from the configured source, requested when the first one is needed. Their failures have an exception of their
 * own, so that they are not mistaken for failures of the request.
 */
public final class Credentials implements TokenCredential {

    /** No token was issued. */
    static final class TokenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TokenException(Throwable cause) {
            super(cause.getMessage(), cause);
        }

        /** Whether the issuer of tokens refused, or there are no credentials; else the issuer could not be reached. */
        boolean isRefused() {
            boolean isUnreachable = false;
            for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof ClientAuthenticationException) {
                    return true;
                }
                isUnreachable |= cause instanceof IOException || cause instanceof TimeoutException;
            }
            return !isUnreachable;
        }
    }

    private final Supplier<TokenCredential> issuers;
    private volatile Mono<TokenCredential> issuer;

    private Credentials(Supplier<TokenCredential> issuers) {
        this.issuers = issuers;
        forget();
    }

    /**
     * The credentials of the settings.
     *
     * @param client sends requests to the cloud's authority
     * @return empty if requests are sent without tokens tokens
     */
    public static Optional<Credentials> of(AzureCredentials settings, AzureCloud cloud, HttpClient client) {
        if (settings.kind() == Kind.NONE) {
            return Optional.empty();
        }
        return Optional.of(new Credentials(() -> issuer(settings, cloud, client)));
    }

    /** The credentials of the SDK's {@code credential}. */
    static Credentials of(TokenCredential credential) {
        return new Credentials(() -> credential);
    }

    /** Forgets the source of tokens, which keeps them itself: the next token is from a new one. */
    void forget() {
        issuer = Mono.fromSupplier(issuers).cache();
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return issuer.flatMap(credential -> credential.getToken(request)).onErrorMap(TokenException::new);
    }

    private static TokenCredential issuer(AzureCredentials settings, AzureCloud cloud, HttpClient client) {
        String authority = cloud.authority().toString();
        if (settings.kind() == Kind.MANAGED_IDENTITY) {
            return new ManagedIdentityCredentialBuilder()
                    .clientId(settings.clientId().orElse(null))
                    .httpClient(client)
                    .build();
        }
        if (settings.clientSecret().isPresent()) {
            return new ClientSecretCredentialBuilder()
                    .tenantId(settings.tenantId().orElse(null))
                    .clientId(settings.clientId().orElse(null))
                    .clientSecret(settings.clientSecret().get().value())
                    .authorityHost(authority)
                    .httpClient(client)
                    .build();
        }
        DefaultAzureCredentialBuilder chain =
                new DefaultAzureCredentialBuilder().authorityHost(authority).httpClient(client);
        settings.tenantId().ifPresent(chain::tenantId);
        settings.clientId().ifPresent(chain::managedIdentityClientId);
        return chain.build();
    }
}
