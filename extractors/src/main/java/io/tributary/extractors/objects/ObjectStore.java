package io.tributary.extractors.objects;

import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
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

    /** What an object is called in messages and on pages. */
    String uri(String key);

    @Override
    void close();
}
