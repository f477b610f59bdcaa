package io.tributary.extractors.gcp.files;

import java.io.IOException;
import java.util.Optional;

/** The rows of a dumped file in their order. Used by one thread. */
interface RowReader extends AutoCloseable {

    /**
     * The next row; empty at the end.
     *
     * @throws IOException if the file cannot be read, or the row cannot be understood
     */
    Optional<ExportRow> next() throws IOException;

    @Override
    void close() throws IOException;
}
