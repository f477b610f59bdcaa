package io.tributary.schemas.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** Finds the schema id under which a topic's values are written. */
public final class SchemaIds {

    /** Properties in which schemas may differ that encode alike and mean the same. */
    private static final List<String> NOT_ENCODED = List.of("doc", "default", "aliases", "order", "avro.java.string");

    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaIds() {}

    /**
     * Id under which values of {@code schema} are written to {@code topic}: registered, looked up, or the subject's
     * latest, as the settings say; with {@code serde=confluent} the id that Confluent's serializer would write. Asks
     * the registry each time: call it once for a topic and schema.
     *
     * @throws RegistryException where the registry cannot be reached, refuses the schema, or does not know it and it
     *     may not be registered
     * @throws ConfigException where a setting is wrong, or the subject's latest version encodes otherwise than {@code
     *     schema}
     */
    public static int valueSchemaId(String topic, Schema schema, Map<String, ?> settings) {
        if (WireConfig.asksForConfluent(settings)) {
            ConfluentSerdes.WriterSchema theirs = ConfluentSerdes.writerSchema(topic, schema, settings);
            requireSameEncoding("topic " + topic, theirs.id(), theirs.schema(), schema);
            return theirs.id();
        }
        WireConfig config = WireConfig.from(settings);
        try (SchemaRegistry registry = SchemaRegistry.open(config)) {
            return valueSchemaId(topic, schema, config, registry);
        }
    }

    static int valueSchemaId(String topic, Schema schema, WireConfig config, SchemaRegistry registry) {
        String subject = config.subjectNaming().valueSubject(topic, schema);
        if (config.registersSchemas()) {
            return registry.register(subject, schema);
        }
        if (!config.usesLatestVersion()) {
            return registry.lookUp(subject, schema);
        }
        SchemaRegistry.Version latest = registry.latest(subject);
        requireSameEncoding(
                "subject '" + subject + "', version " + latest.version(), latest.id(), latest.schema(), schema);
        return latest.id();
    }

    /**
     * Whether values that were written under {@code id} are encoded as {@code schema} encodes them, so that they can be
     * read without the schema of that id. Asks the registry each time: call it once for an id. With {@code
     * serde=confluent}, whose registry is not ours to ask, and for an id that the registry does not know, it is false.
     *
     * @throws RegistryException where the registry cannot be reached
     * @throws ConfigException where a setting is wrong
     */
    public static boolean encodesAs(Schema schema, int id, Map<String, ?> settings) {
        if (WireConfig.asksForConfluent(settings)) {
            return false;
        }
        try (SchemaRegistry registry = SchemaRegistry.open(settings)) {
            return encoding(registry.byId(id)).equals(encoding(schema));
        } catch (RegistryException e) {
            if (e.errorCode() == RegistryException.SCHEMA_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    private static void requireSameEncoding(String where, int id, Schema registered, Schema ours) {
        if (!encoding(registered).equals(encoding(ours))) {
            throw new ConfigException("use.latest.version: the schema of " + where + " (schema id " + id
                    + ") encodes otherwise than " + ours.getFullName()
                    + " of this release; register this release's schema, or set use.latest.version=false");
        }
    }

    private static JsonNode encoding(Schema schema) {
        try {
            return encoded(JSON.readTree(schema.toString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
        }
    }

    private static JsonNode encoded(JsonNode schema) {
        if (schema instanceof ArrayNode array) {
            ArrayNode elements = JSON.createArrayNode();
            array.forEach(element -> elements.add(encoded(element)));
            return elements;
        }
        if (schema instanceof ObjectNode object) {
            ObjectNode kept = JSON.createObjectNode();
            object.fieldNames().forEachRemaining(name -> {
                if (!NOT_ENCODED.contains(name)) {
                    kept.set(name, encoded(object.get(name)));
                }
            });
            // {"type": "string"} is "string".
            return kept.size() == 1 && kept.has("type") ? kept.get("type") : kept;
        }
        return schema;
    }
}
