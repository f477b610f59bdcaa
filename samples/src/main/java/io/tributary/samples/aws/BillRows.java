package io.tributary.samples.aws;

import io.tributary.samples.SampleTruth;
import io.tributary.samples.file.RowFiles;
import io.tributary.samples.file.RowFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes a bill's lines as rows in files, and sums them. */
interface BillRows extends AutoCloseable {

    /** Adds a line. Broken lines are not in the sums. */
    void add(CurLine line) throws IOException;

    /** Keys of all files so far, including the current one. */
    List<String> keys();

    /** Rows in the files, broken ones included. */
    long rows();

    /** Rows in the current file. */
    long rowsInLastFile();

    /** The column that cannot be read in a broken row. */
    String costColumn();

    /** The sums of all lines. Call it once, after the last line. */
    SampleTruth.Totals totals();

    /** Completes the last file. */
    void finish() throws IOException;

    @Override
    default void close() throws IOException {
        finish();
    }

    /**
     * Rows of a delivery.
     *
     * @param files where they go
     */
    static BillRows of(BillPlan.Delivery delivery, AwsSampleSettings settings, Files files) {
        ReportFormat.Table table = settings.format().table();
        return table.isFocus() ? new FocusRows(delivery, settings, files) : new CurRows(delivery, settings, files);
    }

    /**
     * Where rows go.
     *
     * @param root the bucket
     * @param keyWithoutNumber what keys begin with
     * @param linesInFile lines after which the next file begins
     */
    record Files(Path root, String keyWithoutNumber, long linesInFile) {

        <R> RowFiles<R> of(RowFormat<R> format) {
            return new RowFiles<>(root, keyWithoutNumber, format);
        }
    }
}
