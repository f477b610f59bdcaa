package io.tributary.local.sample;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How data files are written.
 *
 * @param <R> what a row is made of
 */
interface RowFormat<R> {

    /** How the name of a data file ends. */
    String suffix();

    /** Begins a file, or begins it anew. */
    RowWriter<R> open(Path file) throws IOException;
}
