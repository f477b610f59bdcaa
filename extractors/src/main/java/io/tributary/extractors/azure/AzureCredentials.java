package io.tributary.extractors.azure;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/**
 * Credentials of the requests.
 *
 * @param kind the source of tokens
 * @param tenantId the directory; empty: as the SDK finds it
 * @param clientId the application, or the managed identity; empty: as the SDK finds it
 * @param clientSecret the application's secret
 * @param blobAccountKey the storage account's key, which serves for Blob storage instead of a token
 * @param blobSasToken a shared access signature, which serves for Blob storage instead of a token
 */
public record AzureCredentials(
        Kind kind,
        Optional<String> tenantId,
        Optional<String> clientId,
        Optional<Password> clientSecret,
        Optional<Password> blobAccountKey,
        Optional<Password> blobSasToken) {

    /** Where tokens come from. */
    public enum Kind {
        /** A client secret where one is set; else what the Azure SDK's default chain finds. */
        DEFAULT,
        /** The application's secret. */
        CLIENT_SECRET,
        /** The identity of the machine. */
        MANAGED_IDENTITY,
        /** Nowhere: only what is public can be read. */
        NONE
    }

    /** Nothing is set: the SDK's default chain. */
    public static final AzureCredentials UNSET = new AzureCredentials(
            Kind.DEFAULT, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public AzureCredentials {
        requireNonNull(kind, "kind");
        requireNonNull(tenantId, "tenantId");
        requireNonNull(clientId, "clientId");
        requireNonNull(clientSecret, "clientSecret");
        requireNonNull(blobAccountKey, "blobAccountKey");
        requireNonNull(blobSasToken, "blobSasToken");
    }
}
