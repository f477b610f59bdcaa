package io.tributary.samples.azure;

/** How an export places its files. */
public enum ExportLayout {
    /** A folder for every run, with its parts and a manifest of 2024-04-01: every delivery stays. */
    PARTITIONED,
    /** As {@link #PARTITIONED}, with the run before it removed: one delivery of a period stays. */
    OVERWRITE,
    /** The older layout: a folder for the minute and one for the run, and {@code _manifest.json} of 2021-01-01. */
    OLD_MANIFEST,
    /** One file for a run, without a manifest. */
    SINGLE_FILE;

    /** Whether the manifest says whose bill it is, of what, and when it was made. */
    boolean isDescribed() {
        return this == PARTITIONED || this == OVERWRITE;
    }
}
