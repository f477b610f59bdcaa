package io.tributary.schemas.wire;

import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where schemas are kept under ids. All methods may be called from several threads, may block for the time that the
 * settings allow, and throw {@link RegistryException} where the registry cannot be reached or refuses.
 */
public interface SchemaRegistry extends AutoCloseable {

    /** A version of a subject. */
    record Version(int id, int version, Schema schema) {}

    /** Keeps {@code schema} under {@code subject} unless it is there already, and returns its id. */
    int register(String subject, Schema schema);

    /** Id of {@code schema} under {@code subject}, where it must be. */
    int lookUp(String subject, Schema schema);

    /** The schema of {@code id}. */
    Schema byId(int id);

    /** The newest version of {@code subject}. */
    Version latest(String subject);

    @Override
    void close();

    /**
     * The registry that the settings name: by HTTP, or in this JVM for {@code mock://name}, which is shared by all who
     * name it so.
     *
     * @throws ConfigException where a setting is missing or wrong
     */
    static SchemaRegistry open(Map<String, ?> settings) {
        return open(WireConfig.from(settings));
    }

    /** As {@link #open(Map)}, with settings that were read already. */
    static SchemaRegistry open(WireConfig config) {
        return config.isInMemory()
                ? MemorySchemaRegistry.named(config.registryUrls().get(0).getAuthority())
                : new HttpSchemaRegistry(config);
    }
}
