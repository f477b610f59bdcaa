package io.tributary.extractors.objects;

import static java.util.Objects.requireNonNull;

/**
 * A small object that was read completely. The content is not copied.
 *
 * @param object the object as it was when it was read
 * @param content all its bytes
 */
public record FetchedObject(StoredObject object, byte[] content) {

    public FetchedObject {
        requireNonNull(object, "object");
        requireNonNull(content, "content");
    }
}
