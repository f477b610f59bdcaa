package io.tributary.schemas.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** Under which schema id a topic's values are written. */
public final class SchemaIds {

    /** What a schema may say differently and still encode alike, and mean the same. */
    private static final List<String> NOT_ENCODED = List.of("doc", "default", "aliases", "order", "avro.java.string");

    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaIds() {}

    /**
     * Id under which values of {@code schema} are written to {@code topic}: registered, looked up, or the subject's
     * latest, as the settings say. Asks the registry each time: call it once for a topic and schema.
     *
     * @throws RegistryException where the registry cannot be reached, refuses the schema, or does not know it and may
     *     not be told
     * @throws ConfigException where a setting is wrong, or the subject's latest version encodes otherwise than {@code
     *     schema}
     */
    public static int valueSchemaId(String topic, Schema schema, Map<String, ?> settings) {
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
        if (!encoding(latest.schema()).equals(encoding(schema))) {
            throw new ConfigException("use.latest.version: version " + latest.version() + " of subject '" + subject
                    + "' (schema id " + latest.id() + ") encodes otherwise than " + schema.getFullName()
                    + " of this release; register this release's schema, or set use.latest.version=false");
        }
        return latest.id();
    }

    private static JsonNode encoding(Schema schema) {
        try {
            JsonNode json = JSON.readTree(schema.toString());
            forgetWhatIsNotEncoded(json);
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
        }
    }

    private static void forgetWhatIsNotEncoded(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove(NOT_ENCODED);
        }
        json.forEach(SchemaIds::forgetWhatIsNotEncoded);
    }
}
