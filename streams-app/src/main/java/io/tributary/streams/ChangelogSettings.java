package io.tributary.streams;

import java.util.HashMap;
import java.util.Map;

/** Topic settings that stores' changelogs are created with. Those of a changelog that exists stay as they are. */
final class ChangelogSettings {

    /** Kafka's own default: no value of a store may need more, and a cluster that is set to less must not matter. */
    private static final int MAX_MESSAGE_BYTES = 1_048_588;

    private static final int MEBIBYTE = 1024 * 1024;

    /** With so many copies one may be away, and two still have every record. */
    private static final int COPIES_FOR_TWO_IN_SYNC = 3;

    private ChangelogSettings() {}

    /**
     * The settings.
     *
     * @param segmentMebibytes size of a segment: the newest one is read as it is, not compacted, by every restore
     * @param replicationFactor copies of the changelog; -1 where the cluster decides, also on how many are in sync
     */
    static Map<String, String> of(int segmentMebibytes, short replicationFactor) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "segment.bytes", Integer.toString(segmentMebibytes * MEBIBYTE),
                "min.cleanable.dirty.ratio", "0.2",
                "max.message.bytes", Integer.toString(MAX_MESSAGE_BYTES)));
        if (replicationFactor > 0) {
            settings.put("min.insync.replicas", replicationFactor >= COPIES_FOR_TWO_IN_SYNC ? "2" : "1");
        }
        return Map.copyOf(settings);
    }
}
