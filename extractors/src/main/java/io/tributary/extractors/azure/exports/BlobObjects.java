package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A container in Blob storage below a prefix. */
public final class BlobObjects implements ObjectStore {

    private final BlobContainerClient client;
    private final BlobContainerClient reader;
    private final BlobAddress address;

    /**
     * @param client retries by itself
     * @param reader does not retry: its caller resumes where a connection broke
     */
    BlobObjects(BlobContainerClient client, BlobContainerClient reader, BlobAddress address) {
        this.client = requireNonNull(client, "client");
        this.reader = requireNonNull(reader, "reader");
        this.address = requireNonNull(address, "address");
    }

    /**
     * Opens a prefix.
     *
     * @param url {@code https://account.blob.core.windows.net/container/prefix}
     */
    public static BlobObjects open(String url, AzureConfig config) {
        BlobAddress address = BlobAddress.of(url);
        return new BlobObjects(
                BlobClients.of(address, config, config.transport().attempts()),
                BlobClients.of(address, config, 1),
                address);
    }

    @Override
    public void forEach(Predicate<String> isWanted, Consumer<StoredObject> consumer) {
        try {
            for (BlobItem blob : client.listBlobs(new ListBlobsOptions().setPrefix(address.prefix()), null)) {
                if (isWanted.test(blob.getName())) {
                    consumer.accept(new StoredObject(
                            blob.getName(),
                            version(blob.getProperties().getETag()),
                            time(blob.getProperties().getLastModified()),
                            blob.getProperties().getContentLength()));
                }
            }
        } catch (RuntimeException e) {
            throw BlobFailures.translate(uri(address.prefix()), e);
        }
    }

    @Override
    public Optional<StoredObject> head(String key) {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            BlobProperties properties = client.getBlobClient(key).getProperties();
            return Optional.of(new StoredObject(
                    key, version(properties.getETag()), time(properties.getLastModified()), properties.getBlobSize()));
        } catch (RuntimeException e) {
            if (BlobFailures.isMissing(e)) {
                return Optional.empty();
            }
            throw BlobFailures.translate(uri(key), e);
        }
    }

    @Override
    public InputStream open(StoredObject object, long offset) {
        return new BlobBody(uri(object.key()), reader.getBlobClient(object.key()), object, offset);
    }

    @Override
    public String uri(String key) {
        return address.uri(key);
    }

    @Override
    public void close() {
        // Idle connections close by themselves.
    }

    /** A listing has ETags without quotes, other answers have them with. */
    private static String version(String etag) {
        return etag.replace("\"", "");
    }

    private static Instant time(OffsetDateTime time) {
        return time.toInstant();
    }
}
