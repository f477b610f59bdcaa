package io.tributary.schemas.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** Schemas kept in this JVM, for tests: ids as a registry gives them, but no compatibility check. */
final class MemorySchemaRegistry implements SchemaRegistry {

    private static final Map<String, MemorySchemaRegistry> BY_NAME = new ConcurrentHashMap<>();

    private final String name;
    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, List<Integer>> versions = new LinkedHashMap<>();

    private MemorySchemaRegistry(String name) {
        this.name = name;
    }

    /** The one registry of this name in this JVM. */
    static MemorySchemaRegistry named(String name) {
        return BY_NAME.computeIfAbsent(name, MemorySchemaRegistry::new);
    }

    @Override
    public synchronized int register(String subject, Schema schema) {
        int id = idOf(schema);
        if (id == 0) {
            schemas.add(schema);
            id = schemas.size();
        }
        List<Integer> ids = versions.computeIfAbsent(subject, absent -> new ArrayList<>());
        if (!ids.contains(id)) {
            ids.add(id);
        }
        return id;
    }

    @Override
    public synchronized int lookUp(String subject, Schema schema) {
        int id = idOf(schema);
        if (!versionsOf(subject).contains(id)) {
            throw refusal(
                    "Subject '" + subject + "' has no version with schema " + schema.getFullName(),
                    RegistryException.SCHEMA_NOT_FOUND);
        }
        return id;
    }

    @Override
    public synchronized Schema byId(int id) {
        if (id < 1 || id > schemas.size()) {
            throw refusal("No schema with id " + id, RegistryException.SCHEMA_NOT_FOUND);
        }
        return schemas.get(id - 1);
    }

    @Override
    public synchronized Version latest(String subject) {
        List<Integer> ids = versionsOf(subject);
        int id = ids.get(ids.size() - 1);
        return new Version(id, ids.size(), byId(id));
    }

    @Override
    public void close() {
        // Shared by name: it lives as long as the JVM.
    }

    private List<Integer> versionsOf(String subject) {
        List<Integer> ids = versions.get(subject);
        if (ids == null) {
            throw refusal("No subject '" + subject + "'", RegistryException.SUBJECT_NOT_FOUND);
        }
        return ids;
    }

    /** The id, or 0. Text is compared, as a registry does: docs and properties count, which Schema.equals ignores. */
    private int idOf(Schema schema) {
        for (int i = 0; i < schemas.size(); i++) {
            if (schemas.get(i).toString().equals(schema.toString())) {
                return i + 1;
            }
        }
        return 0;
    }

    private RegistryException refusal(String message, int errorCode) {
        return new RegistryException("Schema registry mock://" + name + ": " + message, 404, errorCode);
    }
}
