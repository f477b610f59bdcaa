package io.tributary.extractors.objects;

import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** A store of deliveries: a bucket, or a directory with the same layout. All methods throw {@link SourceException}. */
public interface ObjectStore extends AutoCloseable {

    /** Passes each object of the input whose key is wanted, in any order, so that not all need be held. */
    void forEach(Predicate<String> isWanted, Consumer<StoredObject> consumer);

    /** The objects of the input whose keys are wanted, by key. */
    default List<StoredObject> list(Predicate<String> isWanted) {
        List<StoredObject> found = new ArrayList<>();
        forEach(isWanted, found::add);
        found.sort(Comparator.comparing(StoredObject::key));
        return found;
    }

    /** The object of that key; empty if there is none. */
    Optional<StoredObject> head(String key);

    /**
     * Opens the bytes of an object from {@code offset} on. Reading them throws {@link IOException} where the connection
     * breaks; reading and opening throw {@link DeliveryChangedException} where the object is no longer in this version.
     */
    InputStream open(StoredObject object, long offset);

    /**
     * Opens {@code length} bytes of an object from {@code offset} on, as {@link #open(StoredObject, long)} does; the
     * stream may continue after them if the store knows no ranges.
     */
    default InputStream open(StoredObject object, long offset, long length) {
        return open(object, offset);
    }

    /**
     * Reads a small object completely, unless it is unchanged.
     *
     * @param knownVersion the version that is known; empty to read any
     * @return the object as it is now; empty if it has the known version
     * @throws SourceException.Missing if it does not exist
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
     * @throws DeliveryChangedException if it is no longer in this version
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

    /** The name of an object in messages and on pages. */
    String uri(String key);

    /** Metrics of the requests to the store, by name. */
    default Map<String, DoubleSupplier> gauges() {
        return Map.of();
    }

    @Override
    void close();
}
