package io.tributary.samples.gcp;

/** The format of the dumped files. */
public enum GcpFormat {
    /** A JSON object a line, nested as the table is. */
    JSON(".jsonl", false),
    /** The same in gzip. */
    JSON_GZIP(".jsonl.gz", true),
    /** CSV with dotted names of columns, and arrays as JSON. */
    CSV(".csv", false),
    /** The same in gzip. */
    CSV_GZIP(".csv.gz", true);

    private final String suffix;
    private final boolean gzip;

    GcpFormat(String suffix, boolean gzip) {
        this.suffix = suffix;
        this.gzip = gzip;
    }

    /** The ending of a file's name. */
    String suffix() {
        return suffix;
    }

    boolean isGzip() {
        return gzip;
    }

    boolean isJson() {
        return this == JSON || this == JSON_GZIP;
    }
}
