package io.tributary.local.registry;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.KafkaException;

/**
 * A registry's rules: who gets which id, what is refused, what deleting means. Each method is one request; what it
 * changes is on the log before it is known. Methods throw {@link RegistryFault}.
 */
final class Registry {

    private final ChangeLog log;
    private final RegistryState state = new RegistryState();

    Registry(ChangeLog log) {
        this.log = log;
        log.replay().forEach(change -> change.applyTo(state));
    }

    /** A version with its schema's text. */
    record Found(String subject, int version, int id, String schema) {}

    synchronized int register(String subject, String text) {
        Schema schema = parsed(text);
        Optional<Found> known = find(subject, schema, false);
        if (known.isPresent()) {
            return known.get().id();
        }
        if (mode(subject) == Mode.READONLY) {
            throw RegistryFault.readOnly(subject);
        }
        List<String> objections = compatibility(subject).objections(schema, schemas(subject));
        if (!objections.isEmpty()) {
            throw RegistryFault.incompatible(subject, String.join("; ", objections));
        }
        int id = state.idOf(schema.toString()).orElseGet(() -> number(schema));
        List<RegistryState.Version> versions = state.versions(subject);
        int version = versions.isEmpty() ? 1 : versions.get(versions.size() - 1).version() + 1;
        change(new Change.VersionSet(subject, new RegistryState.Version(version, id, false)));
        return id;
    }

    synchronized Found lookUp(String subject, String text, boolean withDeleted) {
        versions(subject, withDeleted);
        return find(subject, parsed(text), withDeleted).orElseThrow(() -> RegistryFault.schemaNotFound(""));
    }

    synchronized String schema(int id) {
        if (users(id, true).isEmpty()) {
            throw RegistryFault.schemaNotFound(id + " ");
        }
        return state.schema(id);
    }

    synchronized int highestId() {
        return state.highestId();
    }

    /** Where the schema of {@code id} is used. */
    synchronized List<Found> users(int id, boolean withDeleted) {
        return state.subjects().entrySet().stream()
                .flatMap(subject -> subject.getValue().stream()
                        .filter(shown(withDeleted))
                        .filter(version -> version.id() == id)
                        .map(version -> found(subject.getKey(), version)))
                .toList();
    }

    synchronized List<String> subjects(boolean withDeleted) {
        SortedMap<String, List<RegistryState.Version>> subjects = new TreeMap<>(state.subjects());
        subjects.values().removeIf(versions -> versions.stream().noneMatch(shown(withDeleted)));
        return List.copyOf(subjects.keySet());
    }

    synchronized List<Integer> versions(String subject, boolean withDeleted) {
        List<Integer> versions = state.versions(subject).stream()
                .filter(shown(withDeleted))
                .map(RegistryState.Version::version)
                .toList();
        if (versions.isEmpty()) {
            throw RegistryFault.subjectNotFound(subject);
        }
        return versions;
    }

    /** A version by number, or the newest for {@code latest} and {@code -1}. */
    synchronized Found version(String subject, String version, boolean withDeleted) {
        return found(subject, resolve(subject, version, withDeleted));
    }

    /** Hides a subject's versions or, where they are hidden already and {@code permanently} is said, removes them. */
    synchronized List<Integer> deleteSubject(String subject, boolean permanently) {
        List<RegistryState.Version> all = state.versions(subject);
        List<RegistryState.Version> live = all.stream().filter(shown(false)).toList();
        if (all.isEmpty()) {
            throw RegistryFault.subjectNotFound(subject);
        }
        if (permanently && !live.isEmpty()) {
            throw RegistryFault.subjectNotSoftDeleted(subject);
        }
        if (!permanently && live.isEmpty()) {
            throw RegistryFault.subjectSoftDeleted(subject);
        }
        List<RegistryState.Version> affected = permanently ? all : live;
        affected.forEach(version -> delete(subject, version, permanently));
        return affected.stream().map(RegistryState.Version::version).toList();
    }

    /** As {@link #deleteSubject}, for one version. */
    synchronized int deleteVersion(String subject, String version, boolean permanently) {
        RegistryState.Version found = resolve(subject, version, true);
        if (permanently && !found.isDeleted()) {
            throw RegistryFault.versionNotSoftDeleted(subject, found.version());
        }
        if (!permanently && found.isDeleted()) {
            throw RegistryFault.versionSoftDeleted(subject, found.version());
        }
        delete(subject, found, permanently);
        return found.version();
    }

    /** What speaks against {@code text} as the subject's next schema, by the subject's level. */
    synchronized List<String> objections(String subject, String text) {
        return compatibility(subject).objections(parsed(text), schemas(subject));
    }

    /** As {@link #objections(String, String)}, held against one version alone. */
    synchronized List<String> objections(String subject, String version, String text) {
        Found found = version(subject, version, false);
        return compatibility(subject).objections(parsed(text), List.of(parsed(found.schema())));
    }

    /** The level that is in force for a subject. */
    synchronized Compatibility compatibility(String subject) {
        return state.compatibility(Optional.of(subject)).orElseGet(this::compatibility);
    }

    synchronized Compatibility compatibility() {
        return state.compatibility(Optional.empty()).orElse(Compatibility.BACKWARD);
    }

    /** The level that was set for this subject itself. */
    synchronized Compatibility ownCompatibility(String subject) {
        return state.compatibility(Optional.of(subject))
                .orElseThrow(() -> RegistryFault.noSubjectCompatibility(subject));
    }

    synchronized void setCompatibility(Optional<String> subject, Optional<Compatibility> level) {
        change(new Change.CompatibilitySet(subject, level));
    }

    /** The mode that is in force for a subject. */
    synchronized Mode mode(String subject) {
        return state.mode(Optional.of(subject)).orElseGet(this::mode);
    }

    synchronized Mode mode() {
        return state.mode(Optional.empty()).orElse(Mode.READWRITE);
    }

    /** The mode that was set for this subject itself. */
    synchronized Mode ownMode(String subject) {
        return state.mode(Optional.of(subject)).orElseThrow(() -> RegistryFault.noSubjectMode(subject));
    }

    synchronized void setMode(Optional<String> subject, Optional<Mode> mode) {
        change(new Change.ModeSet(subject, mode));
    }

    private RegistryState.Version resolve(String subject, String version, boolean withDeleted) {
        List<RegistryState.Version> versions =
                state.versions(subject).stream().filter(shown(withDeleted)).toList();
        if (versions.isEmpty()) {
            throw RegistryFault.subjectNotFound(subject);
        }
        if (version.equals("latest") || version.equals("-1")) {
            return versions.get(versions.size() - 1);
        }
        int number = number(version);
        return versions.stream()
                .filter(found -> found.version() == number)
                .findFirst()
                .orElseThrow(() -> RegistryFault.versionNotFound(number));
    }

    private static int number(String version) {
        try {
            int number = Integer.parseInt(version);
            if (number > 0) {
                return number;
            }
            throw RegistryFault.invalidVersion(version);
        } catch (NumberFormatException e) {
            throw RegistryFault.invalidVersion(version);
        }
    }

    private Optional<Found> find(String subject, Schema schema, boolean withDeleted) {
        Optional<Integer> id = state.idOf(schema.toString());
        return state.versions(subject).stream()
                .filter(shown(withDeleted))
                .filter(version -> id.equals(Optional.of(version.id())))
                .findFirst()
                .map(version -> found(subject, version));
    }

    private List<Schema> schemas(String subject) {
        return state.versions(subject).stream()
                .filter(shown(false))
                .map(version -> parsed(state.schema(version.id())))
                .toList();
    }

    private Found found(String subject, RegistryState.Version version) {
        return new Found(subject, version.version(), version.id(), state.schema(version.id()));
    }

    private int number(Schema schema) {
        int id = state.highestId() + 1;
        change(new Change.SchemaNumbered(id, schema.toString()));
        return id;
    }

    private void delete(String subject, RegistryState.Version version, boolean permanently) {
        if (mode(subject) == Mode.READONLY) {
            throw RegistryFault.readOnly(subject);
        }
        change(
                permanently
                        ? new Change.VersionRemoved(subject, version.version())
                        : new Change.VersionSet(subject, version.deleted()));
    }

    private void change(Change change) {
        try {
            log.append(change);
        } catch (KafkaException e) {
            throw RegistryFault.store(e);
        }
        change.applyTo(state);
    }

    private static Predicate<RegistryState.Version> shown(boolean withDeleted) {
        return version -> withDeleted || !version.isDeleted();
    }

    private static Schema parsed(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (AvroRuntimeException e) {
            throw RegistryFault.invalidSchema(e.getMessage());
        }
    }
}
