package io.tributary.local.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Confluent's REST API, path by path. Source: Confluent documentation, "Schema Registry API Reference", and the calls
 * that Confluent's own client 7.9.5 was seen to make.
 */
final class RegistryApi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Registry registry;
    private final List<Route> routes;

    RegistryApi(Registry registry) {
        this.registry = registry;
        this.routes = List.of(
                new Route("GET", "", request -> JSON.createObjectNode()),
                new Route(
                        "GET",
                        "/schemas/types",
                        request -> JSON.createArrayNode().add("AVRO")),
                new Route("GET", "/schemas/ids/{id}", this::schema),
                new Route("GET", "/schemas/ids/{id}/schema", request -> raw(registry.schema(request.id()))),
                new Route("GET", "/schemas/ids/{id}/subjects", this::subjectsOfSchema),
                new Route("GET", "/schemas/ids/{id}/versions", this::versionsOfSchema),
                new Route("GET", "/subjects", request -> JSON.valueToTree(registry.subjects(request.asks("deleted")))),
                new Route(
                        "POST",
                        "/subjects/{subject}",
                        request ->
                                version(registry.lookUp(request.subject(), request.schema(), request.asks("deleted")))),
                new Route(
                        "DELETE",
                        "/subjects/{subject}",
                        request ->
                                JSON.valueToTree(registry.deleteSubject(request.subject(), request.asks("permanent")))),
                new Route(
                        "GET",
                        "/subjects/{subject}/versions",
                        request -> JSON.valueToTree(registry.versions(request.subject(), request.asks("deleted")))),
                new Route(
                        "POST",
                        "/subjects/{subject}/versions",
                        request -> JSON.createObjectNode()
                                .put("id", registry.register(request.subject(), request.schema()))),
                new Route("GET", "/subjects/{subject}/versions/{version}", request -> version(found(request))),
                new Route(
                        "GET",
                        "/subjects/{subject}/versions/{version}/schema",
                        request -> raw(found(request).schema())),
                new Route(
                        "GET",
                        "/subjects/{subject}/versions/{version}/referencedby",
                        request -> JSON.createArrayNode()),
                new Route(
                        "DELETE",
                        "/subjects/{subject}/versions/{version}",
                        request -> JSON.valueToTree(registry.deleteVersion(
                                request.subject(), request.version(), request.asks("permanent")))),
                new Route(
                        "POST",
                        "/compatibility/subjects/{subject}/versions",
                        request -> verdict(request, registry.objections(request.subject(), request.schema()))),
                new Route(
                        "POST",
                        "/compatibility/subjects/{subject}/versions/{version}",
                        request -> verdict(
                                request, registry.objections(request.subject(), request.version(), request.schema()))),
                new Route("GET", "/config", request -> level(registry.compatibility())),
                new Route("PUT", "/config", this::setCompatibility),
                new Route("DELETE", "/config", this::resetCompatibility),
                new Route("GET", "/config/{subject}", this::subjectCompatibility),
                new Route("PUT", "/config/{subject}", this::setCompatibility),
                new Route("DELETE", "/config/{subject}", this::resetCompatibility),
                new Route("GET", "/mode", request -> mode(registry.mode())),
                new Route("PUT", "/mode", this::setMode),
                new Route("GET", "/mode/{subject}", this::subjectMode),
                new Route("PUT", "/mode/{subject}", this::setMode),
                new Route("DELETE", "/mode/{subject}", this::resetMode));
    }

    /**
     * Answers a request.
     *
     * @param rawPath the path as it was sent, encoded
     * @throws RegistryFault where it is refused
     */
    JsonNode answer(String method, String rawPath, Map<String, String> query, JsonNode body) {
        boolean isKnownPath = false;
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(rawPath);
            if (variables.isPresent() && route.method().equals(method)) {
                return route.answer().apply(new Request(variables.get(), query, body));
            }
            isKnownPath |= variables.isPresent();
        }
        throw isKnownPath ? RegistryFault.methodNotAllowed(method, rawPath) : RegistryFault.noSuchResource(rawPath);
    }

    private JsonNode schema(Request request) {
        ObjectNode answer = JSON.createObjectNode().put("schema", registry.schema(request.id()));
        return request.asks("fetchMaxId") ? answer.put("maxId", registry.highestId()) : answer;
    }

    private JsonNode subjectsOfSchema(Request request) {
        return users(request, (users, user) -> users.add(user.subject()));
    }

    private JsonNode versionsOfSchema(Request request) {
        return users(
                request,
                (users, user) -> users.add(
                        JSON.createObjectNode().put("subject", user.subject()).put("version", user.version())));
    }

    private JsonNode users(Request request, BiFunction<ArrayNode, Registry.Found, ArrayNode> adding) {
        registry.schema(request.id());
        ArrayNode users = JSON.createArrayNode();
        registry.users(request.id(), request.asks("deleted")).forEach(user -> adding.apply(users, user));
        return users;
    }

    private Registry.Found found(Request request) {
        return registry.version(request.subject(), request.version(), request.asks("deleted"));
    }

    private JsonNode subjectCompatibility(Request request) {
        return level(
                request.asks("defaultToGlobal")
                        ? registry.compatibility(request.subject())
                        : registry.ownCompatibility(request.subject()));
    }

    private JsonNode setCompatibility(Request request) {
        String name = request.body().path("compatibility").asText();
        Compatibility level = Compatibility.of(name).orElseThrow(() -> RegistryFault.invalidCompatibility(name));
        registry.setCompatibility(request.optionalSubject(), Optional.of(level));
        return JSON.createObjectNode().put("compatibility", level.name());
    }

    private JsonNode resetCompatibility(Request request) {
        Compatibility before =
                request.optionalSubject().map(registry::ownCompatibility).orElseGet(registry::compatibility);
        registry.setCompatibility(request.optionalSubject(), Optional.empty());
        return level(before);
    }

    private JsonNode subjectMode(Request request) {
        return mode(
                request.asks("defaultToGlobal")
                        ? registry.mode(request.subject())
                        : registry.ownMode(request.subject()));
    }

    private JsonNode setMode(Request request) {
        String name = request.body().path("mode").asText();
        Mode mode = Mode.of(name).orElseThrow(() -> RegistryFault.invalidMode(name));
        registry.setMode(request.optionalSubject(), Optional.of(mode));
        return mode(mode);
    }

    private JsonNode resetMode(Request request) {
        Mode before = registry.ownMode(request.subject());
        registry.setMode(request.optionalSubject(), Optional.empty());
        return mode(before);
    }

    private static JsonNode verdict(Request request, List<String> objections) {
        ObjectNode verdict = JSON.createObjectNode().put("is_compatible", objections.isEmpty());
        if (request.asks("verbose")) {
            verdict.set("messages", JSON.valueToTree(objections));
        }
        return verdict;
    }

    private static JsonNode version(Registry.Found found) {
        return JSON.createObjectNode()
                .put("subject", found.subject())
                .put("version", found.version())
                .put("id", found.id())
                .put("schema", found.schema());
    }

    private static JsonNode level(Compatibility level) {
        return JSON.createObjectNode().put("compatibilityLevel", level.name());
    }

    private static JsonNode mode(Mode mode) {
        return JSON.createObjectNode().put("mode", mode.name());
    }

    /** A schema as it is, not as a string within JSON. */
    private static JsonNode raw(String schema) {
        try {
            return JSON.readTree(schema);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(schema);
        }
    }
}
