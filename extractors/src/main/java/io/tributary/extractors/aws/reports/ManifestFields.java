package io.tributary.extractors.aws.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The fields of a manifest. Errors name the field.
 *
 * @param uri name of the manifest, for messages
 * @param tree its JSON
 */
record ManifestFields(String uri, JsonNode tree) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws SourceException.Malformed if the content is not a JSON object */
    static ManifestFields parse(String uri, byte[] content) {
        try {
            JsonNode tree = JSON.readTree(content);
            if (tree != null && tree.isObject()) {
                return new ManifestFields(uri, tree);
            }
            throw new SourceException.Malformed(uri, "is no manifest: expected a JSON object");
        } catch (JsonProcessingException e) {
            String beginning = new String(content, 0, Math.min(content.length, 100), StandardCharsets.UTF_8);
            String what = beginning.startsWith("version https://git-lfs") ? "is a Git LFS pointer" : "is no JSON";
            throw new SourceException.Malformed(uri, what + ": expected a manifest: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new SourceException.Malformed(uri, "is no JSON: expected a manifest: " + e.getMessage(), e);
        }
    }

    /** The text of a field. */
    String require(String name) {
        return find(name).orElseThrow(() -> malformed("has no " + name));
    }

    /** The text of the first of some fields that has any; a dot leads into an object. */
    Optional<String> find(String... names) {
        for (String name : names) {
            String text = tree.at("/" + name.replace('.', '/')).asText("");
            if (!text.isBlank()) {
                return Optional.of(text.strip());
            }
        }
        return Optional.empty();
    }

    SourceException malformed(String problem) {
        return new SourceException.Malformed(uri, problem);
    }
}
