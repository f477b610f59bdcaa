package io.tributary.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.DeadLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which id values are written under, by the settings. */
class SchemaIdsTest {

    private static final Schema SCHEMA = record("a", "The first.", "12,2");

    @Test
    void schemaIsRegisteredByDefault() {
        Map<String, Object> settings = settings("registering");

        int id = SchemaIds.valueSchemaId("topic", SCHEMA, settings);

        assertThat(SchemaRegistry.open(settings).byId(id)).isEqualTo(SCHEMA);
        assertThat(SchemaIds.valueSchemaId("topic", SCHEMA, settings)).isEqualTo(id);
    }

    @Test
    void subjectFollowsTheStrategy() {
        Map<String, Object> settings = settings("strategy");
        settings.put("value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy");

        int id = SchemaIds.valueSchemaId("topic", SCHEMA, settings);

        assertThat(SchemaRegistry.open(settings).latest("example.R").id()).isEqualTo(id);
    }

    @Test
    void schemaThatMayNotBeRegisteredMustBeThere() {
        Map<String, Object> settings = settings("looking");
        settings.put("auto.register.schemas", "false");

        assertThatThrownBy(() -> SchemaIds.valueSchemaId("topic", SCHEMA, settings))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("topic-value");

        int id = SchemaRegistry.open(settings).register("topic-value", SCHEMA);
        assertThat(SchemaIds.valueSchemaId("topic", SCHEMA, settings)).isEqualTo(id);
    }

    @Test
    void latestVersionCountsWhereItEncodesAlike() {
        Map<String, Object> settings = latest("alike");
        int id = SchemaRegistry.open(settings).register("topic-value", record("a", "Said otherwise.", "12,2"));

        assertThat(SchemaIds.valueSchemaId("topic", SCHEMA, settings)).isEqualTo(id);
    }

    @Test
    void latestVersionMayBeTheSchemaFileAsItIs() throws IOException {
        // Given: what an operator registers, without the properties that the class generator adds.
        Map<String, Object> settings = latest("file");
        Schema file = new Schema.Parser().parse(Files.readString(Path.of("src/main/avro/DeadLetter.avsc")));
        int id = SchemaRegistry.open(settings).register("topic-value", file);

        assertThat(file).doesNotHaveToString(DeadLetter.getClassSchema().toString());
        assertThat(SchemaIds.valueSchemaId("topic", DeadLetter.getClassSchema(), settings))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"a, '12,2', true", "b, '12,2', false", "a, '12,3', false", "a, '13,2', false"})
    void whetherAnIdEncodesAlike(String field, String decimal, boolean alike) {
        Map<String, Object> settings = settings("id-" + field + decimal.replace(",", "-"));
        int id = SchemaRegistry.open(settings).register("topic-value", record(field, "Said otherwise.", decimal));

        assertThat(SchemaIds.encodesAs(SCHEMA, id, settings)).isEqualTo(alike);
        assertThat(SchemaIds.encodesAs(SCHEMA, id + 1, settings)).isFalse();
        settings.put("serde", "confluent");
        assertThat(SchemaIds.encodesAs(SCHEMA, id, settings)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"b, '12,2'", "a, '12,3'", "a, '13,2'"})
    void latestVersionThatEncodesOtherwiseIsRefused(String field, String decimal) {
        Map<String, Object> settings = latest("otherwise-" + field + decimal.replace(",", "-"));
        SchemaRegistry.open(settings).register("topic-value", SCHEMA);
        int id = SchemaRegistry.open(settings).register("topic-value", record(field, "The first.", decimal));

        assertThatThrownBy(() -> SchemaIds.valueSchemaId("topic", SCHEMA, settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("subject 'topic-value', version 2 (schema id " + id + ")")
                .hasMessageContaining("example.R");
    }

    private static Map<String, Object> latest(String name) {
        Map<String, Object> settings = settings(name);
        settings.put("auto.register.schemas", false);
        settings.put("use.latest.version", true);
        return settings;
    }

    private static Map<String, Object> settings(String name) {
        return new HashMap<>(Map.of("schema.registry.url", "mock://schema-ids-" + name));
    }

    private static Schema record(String field, String doc, String decimal) {
        String[] precisionAndScale = decimal.split(",");
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"example.R\",\"fields\":[{\"name\":\"" + field + "\",\"doc\":\""
                        + doc
                        + "\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":"
                        + precisionAndScale[0]
                        + ",\"scale\":" + precisionAndScale[1] + "}}]}");
    }
}
