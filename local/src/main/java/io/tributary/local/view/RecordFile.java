package io.tributary.local.view;

import java.io.IOException;

/** A file that records are written to. */
interface RecordFile extends AutoCloseable {

    /** Appends the record that {@code cost} is at. */
    void write(EncodedRecord cost) throws IOException;

    /** Completes the file. */
    @Override
    void close() throws IOException;
}
