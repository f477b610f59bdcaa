package io.tributary.samples.file;

/** How data files are packed. */
public enum Compression {
    /** One gzip member a file. */
    GZIP("GZIP", ".csv.gz"),
    /** Several gzip members a file, as concatenated files have. */
    GZIP_MEMBERS("GZIP", ".csv.gz"),
    /** A zip archive with one entry. */
    ZIP("ZIP", ".csv.zip"),
    /** Bare CSV. */
    NONE("NONE", ".csv");

    private final String inManifest;
    private final String suffix;

    Compression(String inManifest, String suffix) {
        this.inManifest = inManifest;
        this.suffix = suffix;
    }

    /** What the manifest calls it. */
    public String inManifest() {
        return inManifest;
    }

    /** How the name of a data file ends. */
    String suffix() {
        return suffix;
    }
}
