package io.tributary.samples.azure;

import java.io.IOException;

/** A data file that takes rows, one value for each of its columns. */
interface PartFile extends AutoCloseable {

    void row(String[] values) throws IOException;

    @Override
    void close() throws IOException;
}
