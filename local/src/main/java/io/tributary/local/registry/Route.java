package io.tributary.local.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is done for requests of a method whose paths look like a pattern.
 *
 * @param method for example GET
 * @param pattern for example {@code /subjects/{subject}/versions}
 * @param answer what is done; it returns the answer's JSON
 */
record Route(String method, String pattern, Function<Request, JsonNode> answer) {

    /** Values of the pattern's variables in {@code rawPath}; empty where the path does not look like the pattern. */
    Optional<Map<String, String>> match(String rawPath) {
        String[] expected = pattern.split("/");
        String[] found = rawPath.split("/");
        if (expected.length != found.length) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("{")) {
                variables.put(expected[i].substring(1, expected[i].length() - 1), decoded(found[i]));
            } else if (!expected[i].equals(found[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    /** In a path a plus sign is a plus sign. */
    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
