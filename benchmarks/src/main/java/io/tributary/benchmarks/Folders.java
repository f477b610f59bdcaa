package io.tributary.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that a benchmark leaves behind. */
public final class Folders {

    private Folders() {}

    /** Deletes {@code folder} with all that is in it, where it exists. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> onFile(file, Files::delete));
        }
    }

    /** Bytes of all files in {@code folder}; none where it does not exist. */
    public static long bytes(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        long[] bytes = {0};
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> onFile(file, it -> bytes[0] += Files.size(it)));
        }
        return bytes[0];
    }

    private interface Action {
        void accept(Path file) throws IOException;
    }

    private static void onFile(Path file, Action action) {
        try {
            action.accept(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
