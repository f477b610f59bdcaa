package io.tributary.samples.azure;

/** What an export's files are. */
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

    /** What a manifest calls it. */
    String fileFormat() {
        return fileFormat;
    }

    /** What a manifest calls its compression. */
    String compressionMode() {
        return compressionMode;
    }

    /** How the name of a file ends. */
    String suffix() {
        return suffix;
    }
}
