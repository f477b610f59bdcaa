package io.tributary.extractors.objects;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.Extent;
import java.time.Instant;
import java.util.List;

/**
 * An object as it was when it was looked at.
 *
 * @param key its key: the bucket's, or the path below the input directory with slashes
 * @param version its ETag, or an equivalent
 * @param lastModified when it was written
 * @param size bytes
 */
public record StoredObject(String key, String version, Instant lastModified, long size) {

    public StoredObject {
        requireNonNull(key, "key");
        requireNonNull(version, "version");
        requireNonNull(lastModified, "lastModified");
    }

    /** The bytes of all these objects. */
    public static Extent extent(List<StoredObject> objects) {
        return new Extent(
                Extent.Unit.BYTES,
                objects.stream().mapToLong(StoredObject::size).sum());
    }

    /** The last part of the key. */
    public String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** The key up to and including its last slash; empty if there is none. */
    public String folder() {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }
}
