package io.tributary.extractors.source;

import static java.util.Objects.requireNonNull;

/**
 * Some whole rows of an artifact in the provider's own bytes. The content is not copied.
 *
 * @param artifact place of the artifact in its delivery, from 0
 * @param firstRow number of the first row within the artifact, from 0
 * @param rows how many rows
 * @param content the bytes, framed as the delivery's content type says
 */
public record Page(int artifact, long firstRow, int rows, byte[] content) {

    public Page {
        requireNonNull(content, "content");
    }
}
