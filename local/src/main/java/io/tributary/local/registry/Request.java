package io.tributary.local.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * A request that found its route.
 *
 * @param path the route's variables
 * @param query the query's parameters
 * @param body its JSON; an empty object where there was none
 */
record Request(Map<String, String> path, Map<String, String> query, JsonNode body) {

    String subject() {
        return path.get("subject");
    }

    String version() {
        return path.get("version");
    }

    int id() {
        try {
            return Integer.parseInt(path.get("id"));
        } catch (NumberFormatException e) {
            throw RegistryFault.noSuchResource("schema id " + path.get("id"));
        }
    }

    boolean asks(String parameter) {
        return Boolean.parseBoolean(query.get(parameter));
    }

    /** The Avro schema in the body. */
    String schema() {
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw RegistryFault.invalidSchema("the local registry keeps AVRO schemas only, found " + type);
        }
        if (!body.path("references").isEmpty()) {
            throw RegistryFault.invalidSchema("the local registry keeps no references between schemas");
        }
        return body.path("schema").asText();
    }

    Optional<String> optionalSubject() {
        return Optional.ofNullable(path.get("subject"));
    }
}
