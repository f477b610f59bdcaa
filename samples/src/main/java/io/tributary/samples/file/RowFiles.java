package io.tributary.samples.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The data files of one delivery, written row by row.
 *
 * @param <R> what a row is made of
 */
public final class RowFiles<R> implements AutoCloseable {

    private final Path root;
    private final String keyWithoutNumber;
    private final RowFormat<R> format;
    private final List<String> keys = new ArrayList<>();
    private RowWriter<R> file;
    private long rows;

    /**
     * @param root the bucket
     * @param keyWithoutNumber what files' keys begin with
     */
    public RowFiles(Path root, String keyWithoutNumber, RowFormat<R> format) {
        this.root = root;
        this.keyWithoutNumber = keyWithoutNumber;
        this.format = format;
    }

    /** Completes the current file, if there is one, and starts the next. */
    public void next() throws IOException {
        close();
        String key = "%s-%05d%s".formatted(keyWithoutNumber, keys.size() + 1, format.suffix());
        keys.add(key);
        Path path = root.resolve(key);
        Files.createDirectories(path.getParent());
        file = format.open(path);
        rows = 0;
    }

    public void write(R row) throws IOException {
        file.write(row);
        rows++;
    }

    /** Keys of all files so far, including the current one. */
    public List<String> keys() {
        return List.copyOf(keys);
    }

    /** Rows in the current file. */
    public long rowsInLastFile() {
        return rows;
    }

    /** Completes the last file. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
