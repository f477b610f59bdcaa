package io.tributary.extractors.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The CSV files in a delivered file: one, or those of a zip. */
interface FileParts extends AutoCloseable {

    /** The next file, unpacked; empty at the end. The one before must have been read to its end. */
    Optional<InputStream> next() throws IOException;

    @Override
    void close() throws IOException;
}
