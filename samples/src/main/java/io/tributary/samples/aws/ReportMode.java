package io.tributary.samples.aws;

/** What a delivery does to the one before it. */
public enum ReportMode {
    /** Each delivery has a folder of its own, with a manifest that is never rewritten. */
    CREATE_NEW,
    /** Each delivery overwrites the files of the one before it, and may leave files behind that its manifest does not list. */
    OVERWRITE
}
