package io.tributary.local.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A log that keeps text as the topic does, the newest of a key, but in memory. */
final class MemoryChangeLog implements ChangeLog {

    private final Map<String, String> records = new LinkedHashMap<>();

    @Override
    public List<Change> replay() {
        return records.entrySet().stream()
                .map(entry -> Change.read(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public void append(Change change) {
        records.remove(change.key());
        records.put(change.key(), change.value().orElse(null));
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
