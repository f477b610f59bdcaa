package io.tributary.extractors.azure.http;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What Azure Resource Manager answered, whole.
 *
 * @param status HTTP status
 * @param headers by name in lower case; where a header came more than once, its values joined by commas
 * @param body all bytes of it; none where the answer has no body
 */
public record Response(int status, Map<String, String> headers, byte[] body) {

    public Response {
        headers = Map.copyOf(headers);
        requireNonNull(body, "body");
    }

    /** The header {@code name}, which is in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body as text, which Azure writes in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return status + " (" + body.length + " bytes)";
    }
}
