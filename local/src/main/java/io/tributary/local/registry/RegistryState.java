package io.tributary.local.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the registry knows: the sum of its {@link Change}s. Not safe for several threads. */
final class RegistryState {

    /**
     * A version of a subject.
     *
     * @param version from 1
     * @param id of its schema
     * @param isDeleted whether it is hidden from those who do not ask for deleted versions
     */
    record Version(int version, int id, boolean isDeleted) {

        Version deleted() {
            return new Version(version, id, true);
        }
    }

    private final TreeMap<Integer, String> schemas = new TreeMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final TreeMap<String, TreeMap<Integer, Version>> subjects = new TreeMap<>();
    private final Map<Optional<String>, Compatibility> compatibilities = new HashMap<>();
    private final Map<Optional<String>, Mode> modes = new HashMap<>();

    void number(int id, String schema) {
        schemas.put(id, schema);
        ids.put(schema, id);
    }

    void set(String subject, Version version) {
        subjects.computeIfAbsent(subject, absent -> new TreeMap<>()).put(version.version(), version);
    }

    void remove(String subject, int version) {
        subjects.computeIfPresent(subject, (name, versions) -> {
            versions.remove(version);
            return versions.isEmpty() ? null : versions;
        });
    }

    void set(Optional<String> subject, Optional<Compatibility> level) {
        level.ifPresentOrElse(set -> compatibilities.put(subject, set), () -> compatibilities.remove(subject));
    }

    void setMode(Optional<String> subject, Optional<Mode> mode) {
        mode.ifPresentOrElse(set -> modes.put(subject, set), () -> modes.remove(subject));
    }

    int highestId() {
        return schemas.isEmpty() ? 0 : schemas.lastKey();
    }

    Optional<Integer> idOf(String schema) {
        return Optional.ofNullable(ids.get(schema));
    }

    /** The schema that was numbered so, whether or not a version still has it. */
    String schema(int id) {
        return schemas.get(id);
    }

    /** Versions by subject, deleted ones included, in order of names and numbers. */
    SortedMap<String, List<Version>> subjects() {
        TreeMap<String, List<Version>> copy = new TreeMap<>();
        subjects.forEach((subject, versions) -> copy.put(subject, new ArrayList<>(versions.values())));
        return copy;
    }

    /** Versions of a subject, deleted ones included, oldest first; empty where there is no such subject. */
    List<Version> versions(String subject) {
        return List.copyOf(subjects.getOrDefault(subject, new TreeMap<>()).values());
    }

    Optional<Compatibility> compatibility(Optional<String> subject) {
        return Optional.ofNullable(compatibilities.get(subject));
    }

    Optional<Mode> mode(Optional<String> subject) {
        return Optional.ofNullable(modes.get(subject));
    }
}
