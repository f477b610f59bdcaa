package io.tributary.samples.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How data files are written.
 *
 * @param <R> what a row is made of
 */
public interface RowFormat<R> {

    /** How the name of a data file ends. */
    String suffix();

    /** Begins a file, or begins it anew. */
    RowWriter<R> open(Path file) throws IOException;
}
