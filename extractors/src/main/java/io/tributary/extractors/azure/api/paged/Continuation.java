package io.tributary.extractors.azure.api.paged;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.extractors.source.DeliveryChangedException;
import java.util.Optional;

/**
 * Where reading a paged answer continues, as a cursor stores it: an answer, its rows that were published, and what was
 * known before it was read.
 *
 * @param version digest of the request
 * @param link link of the answer that is read next; empty if it is the first
 * @param atEnd whether there is no next answer
 * @param skip rows of it that were published
 * @param fingerprint digest of its rows, if some of them were published: the answer must have the same rows again
 * @param before the control total before the first page was read
 * @param guard what {@link PagingGuard} knew before it
 */
public record Continuation(
        String version,
        Optional<String> link,
        boolean atEnd,
        int skip,
        Optional<String> fingerprint,
        Sums before,
        JsonNode guard) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Continuation {
        requireNonNull(version, "version");
        requireNonNull(link, "link");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(before, "before");
        requireNonNull(guard, "guard");
    }

    static JsonNode stateOf(PagingGuard guard) {
        ObjectNode state = JSON.createObjectNode();
        guard.write(state);
        return state;
    }

    String toText() {
        ObjectNode root = JSON.createObjectNode().put("version", version);
        link.ifPresent(text -> root.put("link", text));
        root.put("atEnd", atEnd).put("skip", skip);
        fingerprint.ifPresent(text -> root.put("fingerprint", text));
        before.write(root.putObject("before"));
        root.set("guard", guard);
        return root.toString();
    }

    /**
     * Parses what a cursor stored.
     *
     * @throws DeliveryChangedException if it was not written by this program, or is of another question
     */
    static Continuation ofText(String text, String object, String version) {
        try {
            JsonNode root = JSON.readTree(text);
            Continuation continuation = new Continuation(
                    root.required("version").asText(),
                    text(root, "link"),
                    root.required("atEnd").asBoolean(),
                    root.required("skip").asInt(),
                    text(root, "fingerprint"),
                    Sums.read(root.required("before")),
                    root.required("guard"));
            if (continuation.version().equals(version)) {
                return continuation;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new DeliveryChangedException(object, "its cursor cannot be read: " + e.getMessage());
        }
        throw new DeliveryChangedException(object, "its cursor is of another question");
    }

    private static Optional<String> text(JsonNode root, String name) {
        return Optional.ofNullable(root.get(name)).map(JsonNode::asText);
    }
}
