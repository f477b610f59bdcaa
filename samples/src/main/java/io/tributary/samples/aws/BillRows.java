package io.tributary.samples.aws;

import io.tributary.samples.SampleTruth;
import io.tributary.samples.file.RowFiles;
import io.tributary.samples.file.RowFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a bill's lines become: rows in files, and the sums of them. */
interface BillRows extends AutoCloseable {

    /** Takes a line; one that is broken is not in the sums. */
    void add(CurLine line) throws IOException;

    /** Keys of the files so far, the last one being written. */
    List<String> keys();

    /** Rows in the files, broken ones included. */
    long rows();

    /** Rows in the file that is being written. */
    long rowsInLastFile();

    /** The column that cannot be read in a broken row. */
    String costColumn();

    /** The sums, once all lines have been taken. To be called once. */
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
