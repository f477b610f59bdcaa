package io.tributary.samples.azure;

/** The format of an export's files. */
public enum ExportFormat {
    /** Bare CSV, with a byte order mark in every other part. */
    CSV("Csv", "None", ".csv"),
    /** CSV in one gzip member. */
    CSV_GZIP("Csv", "Gzip", ".csv.gz"),
    /** Parquet with Snappy pages. */
    PARQUET("Parquet", "Snappy", ".snappy.parquet");

    private final String fileFormat;
    private final String compressionMode;
    private final String suffix;

    ExportFormat(String fileFormat, String compressionMode, String suffix) {
        this.fileFormat = fileFormat;
        this.compressionMode = compressionMode;
        this.suffix = suffix;
    }

    /** The manifest's name for it. */
    String fileFormat() {
        return fileFormat;
    }

    /** The manifest's name for its compression. */
    String compressionMode() {
        return compressionMode;
    }

    /** The ending of a file's name. */
    String suffix() {
        return suffix;
    }
}
