package io.tributary.extractors.gcp.files;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.gcp.BillingExport;
import io.tributary.extractors.objects.StoredObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;

/** The rows of a slice that one dump has, in a file of their own. */
final class SliceRows {

    private final Path file;
    private final String dump;
    private final SliceTotals totals = new SliceTotals();
    private RowDigest digest = RowDigest.NONE;
    private Instant newest = Instant.EPOCH;

    /**
     * @param file where the rows are kept
     * @param dump what the dumped files are called
     */
    SliceRows(Path file, String dump) {
        this.file = requireNonNull(file, "file");
        this.dump = requireNonNull(dump, "dump");
    }

    /** @param usageDay UTC day of the row's usage */
    void add(ExportRow row, BillingExport shape, LocalDate usageDay, RowDigest rowDigest, StoredObject origin) {
        totals.add(shape, row.values(), usageDay);
        digest = digest.plus(rowDigest);
        newest = origin.lastModified().isAfter(newest) ? origin.lastModified() : newest;
    }

    Path file() {
        return file;
    }

    String dump() {
        return dump;
    }

    SliceTotals totals() {
        return totals;
    }

    /** When the newest of the files that have these rows was written. */
    Instant newest() {
        return newest;
    }

    /** What the rows say, in whatever order: the same for the same rows, and for no others. */
    String content() {
        return totals.rows() + "-" + digest;
    }
}
