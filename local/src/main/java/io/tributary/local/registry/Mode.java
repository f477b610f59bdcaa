package io.tributary.local.registry;

import java.util.Arrays;
import java.util.Optional;

/** Whether a subject may be changed. Names are those of Confluent's API. */
enum Mode {
    READWRITE,
    READONLY;

    /** The mode of this name, whatever its case; empty where there is none. */
    static Optional<Mode> of(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
