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
 * Says of a state directory that an application runs on it, so that the next run knows of one that was killed and
 * discards its stores, which changelogs restore.
 *
 * <p>Under exactly-once Kafka Streams discards them, too, but 4.3.1 then fails on the window store's segments, which it
 * has closed and still asks ("Store ... is currently closed").
 */
final class RunMark {

    private static final Logger LOG = LoggerFactory.getLogger(RunMark.class);

    private final Path mark;
    private final Path stores;

    RunMark(Path stateDirectory, String applicationId) {
        mark = stateDirectory.resolve(applicationId + ".running");
        stores = stateDirectory.resolve(applicationId);
    }

    /** Sets the mark. To be called by whoever has Kafka Streams' lock on the directory, before its stores are opened. */
    void set() {
        try {
            if (Files.exists(mark)) {
                LOG.warn("The last run was killed: its stores are discarded and restored directory={}", stores);
                discardStores();
            }
            Files.createDirectories(mark.getParent());
            Files.writeString(mark, "An application runs here, or was killed.\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot mark the state directory by " + mark, e);
        }
    }

    /** Takes the mark away. To be called when the stores are closed. */
    void remove() {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + mark, e);
        }
    }

    private void discardStores() throws IOException {
        if (!Files.isDirectory(stores)) {
            return;
        }
        // What else is there, the process's id, stays: by it, open transactions of the last run are ended at once.
        try (Stream<Path> found = Files.list(stores)) {
            List<Path> tasks = found.filter(
                            path -> path.getFileName().toString().matches("\\d+_\\d+"))
                    .toList();
            for (Path task : tasks) {
                discard(task);
            }
        }
    }

    private static void discard(Path task) throws IOException {
        try (Stream<Path> files = Files.walk(task)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
