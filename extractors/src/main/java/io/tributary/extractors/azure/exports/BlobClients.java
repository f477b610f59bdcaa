package io.tributary.extractors.azure.exports;

import com.azure.core.credential.AzureSasCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.util.HttpClientOptions;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.azure.AzureCredentials;
import io.tributary.extractors.azure.AzureCredentials.Kind;
import io.tributary.extractors.azure.AzureTransport;
import io.tributary.extractors.azure.http.Credentials;
import io.tributary.extractors.source.SourceException;
import java.time.Duration;

/** Clients of Blob storage. */
final class BlobClients {

    /** Longer than one block takes; a block is 4 MiB. */
    private static final int READ_TIMEOUTS_OF_A_TRY = 4;

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private BlobClients() {}

    /**
     * A client of a container that sends a request up to {@code tries} times. It uses the account's key if one is set,
     * else the shared access signature if one is set, else a token.
     *
     * @throws SourceException.Denied if the credentials would be sent unencrypted
     */
    static BlobContainerClient of(BlobAddress address, AzureConfig config, int tries) {
        HttpClient http = http(config.transport());
        BlobContainerClientBuilder builder = new BlobContainerClientBuilder()
                .endpoint(address.endpoint())
                .containerName(address.container())
                .httpClient(http)
                .retryOptions(retries(config.transport(), tries));
        AzureCredentials credentials = config.credentials();
        if (credentials.blobAccountKey().isPresent()) {
            builder.credential(new StorageSharedKeyCredential(
                    address.account(), credentials.blobAccountKey().get().value()));
        } else if (credentials.blobSasToken().isPresent()) {
            requirePrivate(address, "a shared access signature");
            builder.credential(new AzureSasCredential(
                    credentials.blobSasToken().get().value().strip().replaceFirst("^\\?", "")));
        } else if (credentials.kind() != Kind.NONE) {
            if (!address.endpoint().startsWith("https:")) {
                throw new SourceException.Denied(
                        address.uri(address.prefix()),
                        "is not asked with a token, which would be sent unencrypted: expected https, or the setting"
                                + " " + AzureConfig.ACCOUNT_KEY,
                        null);
            }
            Credentials.of(credentials, config.cloud(), http).ifPresent(builder::credential);
        }
        return builder.buildClient();
    }

    private static void requirePrivate(BlobAddress address, String secret) {
        if (!address.isPrivate()) {
            throw new SourceException.Denied(
                    address.uri(address.prefix()),
                    "is not asked with " + secret + ", which would be sent unencrypted: expected https",
                    null);
        }
    }

    private static HttpClient http(AzureTransport transport) {
        return HttpClient.createDefault(new HttpClientOptions()
                .setConnectTimeout(transport.connectTimeout())
                .setResponseTimeout(transport.readTimeout())
                .setReadTimeout(transport.readTimeout())
                .setWriteTimeout(transport.readTimeout())
                .setMaximumConnectionPoolSize(transport.poolSize()));
    }

    private static RequestRetryOptions retries(AzureTransport transport, int tries) {
        Duration ofTry = transport.connectTimeout().plus(transport.readTimeout().multipliedBy(READ_TIMEOUTS_OF_A_TRY));
        // In whole seconds, at least one.
        Duration tryTimeout = Duration.ofSeconds(Math.max(1, ofTry.toSeconds()));
        return new RequestRetryOptions(RetryPolicyType.EXPONENTIAL, tries, tryTimeout, FIRST_WAIT, LONGEST_WAIT, null);
    }
}
