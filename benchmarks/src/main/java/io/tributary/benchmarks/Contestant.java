package io.tributary.benchmarks;

import java.util.Locale;

/** A topology that is measured. */
enum Contestant {
    /** Splits pages into rows and forwards their bytes: what Kafka Streams itself costs. */
    PASS_THROUGH,
    /** The billing topology, as it is delivered. */
    TRIBUTARY;

    /** As in names of groups and files. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
