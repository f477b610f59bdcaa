package io.tributary.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks a state directory while an application runs on it, and discards stores that the next run cannot use. Kafka
 * Streams restores them from their changelogs.
 *
 * <p>After a kill, all stores are discarded. Under exactly-once Kafka Streams discards them, too, but 4.3.1 then fails
 * on the window store's segments, which it has closed and still asks ("Store ... is currently closed").
 *
 * <p>After a clean end, the stores of a task without a single row are discarded. Such a store has no committed offset,
 * so Kafka Streams 4.3.1 takes the task for corrupted, logs TaskCorruptedException with its stack trace, and discards
 * the stores itself.
 */
final class RunMark {

    private static final Logger LOG = LoggerFactory.getLogger(RunMark.class);

    /** Where a task keeps its stores that have no segments. */
    private static final String PLAIN_STORES = "rocksdb";

    private final Path mark;
    private final Path stores;

    RunMark(Path stateDirectory, String applicationId) {
        mark = stateDirectory.resolve(applicationId + ".running");
        stores = stateDirectory.resolve(applicationId);
    }

    /** Sets the mark. The caller has Kafka Streams' lock on the directory, and has not opened the stores yet. */
    void set() {
        try {
            if (Files.exists(mark)) {
                LOG.warn("The last run was killed: its stores are discarded and restored directory={}", stores);
                discard(tasks());
            } else {
                discardIdle();
            }
            Files.createDirectories(mark.getParent());
            Files.writeString(mark, "An application runs here, or was killed.\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot mark the state directory by " + mark, e);
        }
    }

    /** Removes the mark. The caller has closed the stores. */
    void remove() {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + mark, e);
        }
    }

    /**
     * Folders of the tasks. The process id beside them stays: with it, open transactions of the last run end at once.
     */
    private List<Path> tasks() throws IOException {
        return folders(stores).stream()
                .filter(path -> path.getFileName().toString().matches("\\d+_\\d+"))
                .toList();
    }

    private void discardIdle() throws IOException {
        for (Path task : tasks()) {
            for (Path store : folders(task)) {
                // A window store keeps its rows in a folder for each segment.
                if (!store.getFileName().toString().equals(PLAIN_STORES)
                        && folders(store).isEmpty()) {
                    LOG.debug("Stores of an idle task are discarded task={}", task);
                    discard(List.of(task));
                    break;
                }
            }
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(parent)) {
            return found.filter(Files::isDirectory).toList();
        }
    }

    private static void discard(List<Path> tasks) throws IOException {
        for (Path task : tasks) {
            try (Stream<Path> files = Files.walk(task)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
