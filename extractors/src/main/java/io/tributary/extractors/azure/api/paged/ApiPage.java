package io.tributary.extractors.azure.api.paged;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One answer of several: rows, and the link to the next answer.
 *
 * @param body the answer's bytes
 * @param head what is before the rows of a page that is cut from it
 * @param tail what is after them
 * @param rows the rows, in their order
 * @param nextLink link of the next answer; empty if this is the last
 */
public record ApiPage(byte[] body, byte[] head, byte[] tail, List<ApiRow> rows, Optional<String> nextLink) {

    /** An answer without a body. */
    static final ApiPage NOTHING = new ApiPage(new byte[0], new byte[0], new byte[0], List.of(), Optional.empty());

    public ApiPage {
        requireNonNull(body, "body");
        requireNonNull(head, "head");
        requireNonNull(tail, "tail");
        rows = List.copyOf(rows);
        requireNonNull(nextLink, "nextLink");
    }
}
