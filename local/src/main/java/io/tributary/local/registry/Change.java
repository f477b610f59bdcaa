package io.tributary.local.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One change of what the registry knows: a record on its topic. The newest record of a key counts. */
sealed interface Change {

    /** JSON that names what is changed, in a fixed order of fields. */
    String key();

    /** JSON of its new state; empty where it no longer exists. */
    Optional<String> value();

    /** Applies the change to {@code state}. */
    void applyTo(RegistryState state);

    /** An id was given to a schema. Never undone, so that no id is ever given twice. */
    record SchemaNumbered(int id, String schema) implements Change {

        @Override
        public String key() {
            return object("schema").put("id", id).toString();
        }

        @Override
        public Optional<String> value() {
            return Optional.of(JSON.createObjectNode().put("schema", schema).toString());
        }

        @Override
        public void applyTo(RegistryState state) {
            state.number(id, schema);
        }
    }

    /** A subject has a version, perhaps one that is marked as deleted. */
    record VersionSet(String subject, RegistryState.Version version) implements Change {

        @Override
        public String key() {
            return versionKey(subject, version.version());
        }

        @Override
        public Optional<String> value() {
            return Optional.of(JSON.createObjectNode()
                    .put("id", version.id())
                    .put("deleted", version.isDeleted())
                    .toString());
        }

        @Override
        public void applyTo(RegistryState state) {
            state.set(subject, version);
        }
    }

    /** A subject no longer has a version. */
    record VersionRemoved(String subject, int version) implements Change {

        @Override
        public String key() {
            return versionKey(subject, version);
        }

        @Override
        public Optional<String> value() {
            return Optional.empty();
        }

        @Override
        public void applyTo(RegistryState state) {
            state.remove(subject, version);
        }
    }

    /** A compatibility level was set or, if empty, reset to the default. Without a subject it is the default. */
    record CompatibilitySet(Optional<String> subject, Optional<Compatibility> level) implements Change {

        @Override
        public String key() {
            return settingKey("compatibility", subject);
        }

        @Override
        public Optional<String> value() {
            return level.map(
                    set -> JSON.createObjectNode().put("level", set.name()).toString());
        }

        @Override
        public void applyTo(RegistryState state) {
            state.set(subject, level);
        }
    }

    /** A mode was set or, where it is empty, left to the default. Without a subject it is the default. */
    record ModeSet(Optional<String> subject, Optional<Mode> mode) implements Change {

        @Override
        public String key() {
            return settingKey("mode", subject);
        }

        @Override
        public Optional<String> value() {
            return mode.map(
                    set -> JSON.createObjectNode().put("mode", set.name()).toString());
        }

        @Override
        public void applyTo(RegistryState state) {
            state.setMode(subject, mode);
        }
    }

    /** Reads and writes the records. */
    ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a record of the topic; {@code value} is null where it is no more.
     *
     * @throws IllegalArgumentException where the record is none of ours
     */
    static Change read(String key, String value) {
        try {
            JsonNode name = JSON.readTree(String.valueOf(key));
            JsonNode content = value == null ? null : JSON.readTree(value);
            Optional<String> subject = Optional.ofNullable(name.get("subject")).map(JsonNode::asText);
            return switch (name.path("kind").asText()) {
                case "schema" ->
                    new SchemaNumbered(
                            name.get("id").intValue(), content.get("schema").asText());
                case "version" ->
                    version(subject.orElseThrow(), name.get("version").intValue(), content);
                case "compatibility" ->
                    new CompatibilitySet(
                            subject,
                            Optional.ofNullable(content)
                                    .map(set -> Compatibility.valueOf(
                                            set.get("level").asText())));
                case "mode" ->
                    new ModeSet(
                            subject,
                            Optional.ofNullable(content)
                                    .map(set -> Mode.valueOf(set.get("mode").asText())));
                default -> throw new IllegalArgumentException("of another kind");
            };
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalArgumentException("Not a record of the local registry: key " + key, e);
        }
    }

    private static Change version(String subject, int version, JsonNode content) {
        return content == null
                ? new VersionRemoved(subject, version)
                : new VersionSet(
                        subject,
                        new RegistryState.Version(
                                version,
                                content.get("id").intValue(),
                                content.get("deleted").booleanValue()));
    }

    private static String versionKey(String subject, int version) {
        return object("version").put("subject", subject).put("version", version).toString();
    }

    private static String settingKey(String kind, Optional<String> subject) {
        ObjectNode key = object(kind);
        subject.ifPresent(name -> key.put("subject", name));
        return key.toString();
    }

    private static ObjectNode object(String kind) {
        return JSON.createObjectNode().put("kind", kind);
    }
}
