package io.tributary.local.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file beside a view's files that says what they hold. It is withdrawn before the first of them is replaced, and
 * comes back after the last: while it is there and stays the same, they are those that it speaks of.
 */
final class ViewManifest {

    /** Readers of partitioned data pass over files whose names begin so. */
    private static final String NAME = "_manifest.json";

    private final Path directory;

    ViewManifest(Path directory) {
        this.directory = directory;
    }

    /** Removes the manifest of the last view. */
    void withdraw() {
        try {
            Files.deleteIfExists(directory.resolve(NAME));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Writes the manifest whole. */
    void publish(String content) {
        Path unfinished =
                directory.resolve("." + NAME + "-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(directory);
            Files.write(unfinished, content.getBytes(UTF_8));
            Files.move(
                    unfinished,
                    directory.resolve(NAME),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("Cannot write the manifest of the clean view in " + directory + ": " + e, e);
    }
}
