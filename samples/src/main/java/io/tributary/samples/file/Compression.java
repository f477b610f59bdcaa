package io.tributary.samples.file;

/** How data files are compressed. */
public enum Compression {
    /** One gzip member a file. */
    GZIP("GZIP", ".csv.gz"),
    /** Several gzip members a file, as in concatenated files. */
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

    /** The manifest's name for it. */
    public String inManifest() {
        return inManifest;
    }

    /** The ending of a data file's name. */
    String suffix() {
        return suffix;
    }
}
