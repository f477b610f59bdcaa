package io.tributary.local.command.deliveries;

import io.tributary.schemas.CostRecord;
import io.tributary.streams.compare.ReplayPreview;
import java.util.HashMap;
import java.util.Map;

/** Previews of several statements. Each gets the live records of its statement. Not thread-safe. */
final class Previews {

    private final Map<String, ReplayPreview> byStatement;
    private final Map<String, ReplayPreview> owners = new HashMap<>();

    /** @param byStatement at least one */
    Previews(Map<String, ReplayPreview> byStatement) {
        this.byStatement = Map.copyOf(byStatement);
    }

    /** Whether there is a preview of {@code statement}. */
    boolean has(String statement) {
        return byStatement.containsKey(statement);
    }

    /** Takes a live record of {@code statement}, in place of the one that was live under its id before. */
    void published(String statement, CostRecord record) {
        ReplayPreview owner = byStatement.get(statement);
        if (byStatement.size() > 1) {
            ReplayPreview before = owners.put(record.getXRecordId(), owner);
            if (before != null && before != owner) {
                before.withdrawn(record.getXRecordId());
            }
        }
        owner.published(record);
    }

    /** Takes out a record that is not live any more, from the preview that has it, if any has. */
    void withdrawn(String recordId) {
        if (byStatement.size() > 1) {
            ReplayPreview before = owners.remove(recordId);
            if (before != null) {
                before.withdrawn(recordId);
            }
        } else {
            byStatement.values().forEach(only -> only.withdrawn(recordId));
        }
    }
}
