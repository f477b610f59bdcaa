package io.tributary.extractors.objects;

import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** Where deliveries lie: a bucket, or a directory with the same layout. All methods throw {@link SourceException}. */
public interface ObjectStore extends AutoCloseable {

    /** The objects of the input whose keys are wanted, by key. */
    List<StoredObject> list(Predicate<String> isWanted);

    /** The object of that key; empty where there is none. */
    Optional<StoredObject> head(String key);

    /**
     * Opens the bytes of an object from {@code offset} on. Reading them throws {@link IOException} where the connection
     * breaks; reading and opening throw {@link DeliveryChangedException} where the object is no longer in this version.
     */
    InputStream open(StoredObject object, long offset);

    /**
     * Opens {@code length} bytes of an object from {@code offset} on, as {@link #open(StoredObject, long)} does; the stream
     * may go on behind them where the store has no better way.
     */
    default InputStream open(StoredObject object, long offset, long length) {
        return open(object, offset);
    }

    /**
     * Reads a small object whole, unless it still is what it was.
     *
     * @param knownVersion the version that is known; empty to read whatever is there
     * @return the object as it is now; empty where it still is of the known version
     * @throws SourceException.Missing where it is not there
     */
    default Optional<FetchedObject> fetchIfChanged(String key, Optional<String> knownVersion) {
        StoredObject object =
                head(key).orElseThrow(() -> new SourceException.Missing(uri(key), "is not there, or no longer"));
        if (knownVersion.isPresent() && knownVersion.get().equals(object.version())) {
            return Optional.empty();
        }
        try (InputStream in = open(object, 0)) {
            return Optional.of(new FetchedObject(object, in.readAllBytes()));
        } catch (IOException e) {
            throw new SourceException.Unavailable(uri(key), "cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Looks at an object of a delivery again.
     *
     * @throws DeliveryChangedException where it is no longer in this version
     */
    default void requireUnchanged(StoredObject object) {
        String uri = uri(object.key());
        String version = head(object.key())
                .orElseThrow(() -> new DeliveryChangedException(uri, "was deleted while its delivery was read"))
                .version();
        if (!version.equals(object.version())) {
            throw new DeliveryChangedException(uri, "was rewritten while its delivery was read");
        }
    }

    /** What an object is called in messages and on pages. */
    String uri(String key);

    /** What is counted of the dealings with the store, by the names of metrics. */
    default Map<String, DoubleSupplier> gauges() {
        return Map.of();
    }

    @Override
    void close();
}
