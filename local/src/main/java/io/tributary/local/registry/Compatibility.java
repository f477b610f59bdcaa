package io.tributary.local.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/** How a subject's next schema must be compatible with those before it. Names are those of Confluent's API. */
enum Compatibility {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean newReadsOld;
    private final boolean oldReadsNew;
    private final boolean isTransitive;

    Compatibility(boolean newReadsOld, boolean oldReadsNew, boolean isTransitive) {
        this.newReadsOld = newReadsOld;
        this.oldReadsNew = oldReadsNew;
        this.isTransitive = isTransitive;
    }

    /** The level of this name, whatever its case; empty where there is none. */
    static Optional<Compatibility> of(String name) {
        return Arrays.stream(values())
                .filter(level -> level.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /**
     * What speaks against {@code next}, a sentence each; empty where nothing does.
     *
     * @param earlier the subject's schemas, oldest first
     */
    List<String> objections(Schema next, List<Schema> earlier) {
        List<Schema> compared =
                isTransitive || earlier.isEmpty() ? earlier : earlier.subList(earlier.size() - 1, earlier.size());
        List<String> objections = new ArrayList<>();
        for (Schema old : compared) {
            if (newReadsOld) {
                objections.addAll(incompatibilities("the new schema cannot read what an earlier one wrote", next, old));
            }
            if (oldReadsNew) {
                objections.addAll(
                        incompatibilities("an earlier schema cannot read what the new one writes", old, next));
            }
        }
        return objections;
    }

    private static List<String> incompatibilities(String meaning, Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(found ->
                        meaning + ": " + found.getType() + " at " + found.getLocation() + ": " + found.getMessage())
                .toList();
    }
}
