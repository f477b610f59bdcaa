package io.tributary.samples.aws;

/** How a delivery treats the one before it. */
public enum ReportMode {
    /** Each delivery has its own folder, with a manifest that is never rewritten. */
    CREATE_NEW,
    /**
     * Each delivery overwrites the files of the one before it, and may leave files behind that its manifest does not
     * list.
     */
    OVERWRITE
}
