package io.tributary.schemas.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** A Schema Registry that speaks Confluent's REST API. Caches nothing: callers that ask often do. */
final class HttpSchemaRegistry implements SchemaRegistry {

    private final RegistryTransport transport;
    private final boolean normalizes;

    HttpSchemaRegistry(WireConfig config) {
        this.transport = new RegistryTransport(config);
        this.normalizes = config.normalizesSchemas();
    }

    @Override
    public int register(String subject, Schema schema) {
        String path = "/subjects/" + encoded(subject) + "/versions?normalize=" + normalizes;
        return id(transport.exchange(
                "register the schema of subject '" + subject + "'", path, Optional.of(body(schema))));
    }

    @Override
    public int lookUp(String subject, Schema schema) {
        String path = "/subjects/" + encoded(subject) + "?normalize=" + normalizes + "&deleted=false";
        return id(
                transport.exchange("look up the schema of subject '" + subject + "'", path, Optional.of(body(schema))));
    }

    @Override
    public Schema byId(int id) {
        String purpose = "read schema " + Integer.toUnsignedString(id);
        return schema(
                transport.exchange(purpose, "/schemas/ids/" + id + "?fetchMaxId=false", Optional.empty()), purpose);
    }

    @Override
    public Version latest(String subject) {
        String purpose = "read the latest version of subject '" + subject + "'";
        JsonNode reply =
                transport.exchange(purpose, "/subjects/" + encoded(subject) + "/versions/latest", Optional.empty());
        return new Version(id(reply), reply.path("version").asInt(), schema(reply, purpose));
    }

    @Override
    public void close() {
        // The HTTP client is shared, and its threads end with the JVM.
    }

    private static String body(Schema schema) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", schema.toString())
                .toString();
    }

    private static int id(JsonNode reply) {
        if (!reply.path("id").canConvertToInt()) {
            throw new RegistryException("The schema registry's answer has no id: " + reply, 200, 0);
        }
        return reply.path("id").intValue();
    }

    private static Schema schema(JsonNode reply, String purpose) {
        String type = reply.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") || !reply.path("references").isEmpty()) {
            throw new RegistryException(
                    "Cannot " + purpose + ": expected an AVRO schema without references, found " + type + " with "
                            + reply.path("references").size() + " references",
                    200,
                    0);
        }
        try {
            // Its writer may have been less strict about defaults than we are.
            return new Schema.Parser()
                    .setValidateDefaults(false)
                    .parse(reply.path("schema").asText());
        } catch (AvroRuntimeException e) {
            throw new RegistryException("Cannot " + purpose + ": the answer is not an Avro schema", e);
        }
    }

    private static String encoded(String subject) {
        // A path, not a form: a space is %20 there.
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
