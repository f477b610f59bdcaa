package io.tributary.samples.file;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How data files are written.
 *
 * @param <R> what a row is made of
 */
public interface RowFormat<R> {

    /** The ending of a data file's name. */
    String suffix();

    /** Creates a file, or replaces it. */
    RowWriter<R> open(Path file) throws IOException;
}
