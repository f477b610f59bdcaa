package io.tributary.samples.file;

import java.io.IOException;

/**
 * One data file that is being written.
 *
 * @param <R> what a row is made of
 */
interface RowWriter<R> extends AutoCloseable {

    void write(R row) throws IOException;

    /** Completes the file. */
    @Override
    void close() throws IOException;
}
