package io.tributary.extractors.gcp.files;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The rows of a dumped file in their order. Used by one thread. */
interface RowReader extends AutoCloseable {

    /**
     * The next row; empty at the end.
     *
     * @throws IOException if the file cannot be read, or the row cannot be understood
     */
    Optional<ExportRow> next() throws IOException;

    /** The columns that the file's schema names, known with the first row; empty if the file has no schema. */
    default List<String> columns() {
        return List.of();
    }

    @Override
    void close() throws IOException;
}
