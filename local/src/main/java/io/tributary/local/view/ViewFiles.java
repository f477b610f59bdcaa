package io.tributary.local.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One file a billing period below a directory, {@code billing_period=2026-11/part-00000.parquet}. They replace those of
 * the last view only when all of them are complete. Records come period by period.
 */
final class ViewFiles implements AutoCloseable {

    private static final String PARTITION = "billing_period=";

    private final Path directory;
    private final Path unfinished;
    private final Format format;
    private final Set<Path> written = new HashSet<>();
    private YearMonth period;
    private RecordFile file;

    ViewFiles(Path directory, Format format) {
        this.directory = directory;
        this.format = format;
        this.unfinished =
                directory.resolve(".unfinished-" + ProcessHandle.current().pid());
    }

    /** How records become a file. */
    enum Format {
        PARQUET(".parquet"),
        CSV(".csv");

        private final String suffix;

        Format(String suffix) {
            this.suffix = suffix;
        }

        private RecordFile open(Path path) throws IOException {
            return this == PARQUET ? new ParquetFile(path) : new CsvFile(path);
        }
    }

    /** Appends a record to its period's file. */
    void write(YearMonth month, EncodedRecord cost) {
        try {
            if (!month.equals(period)) {
                closeFile();
                period = month;
                Path place = place(month);
                Files.createDirectories(unfinished.resolve(place).getParent());
                written.add(place);
                file = format.open(unfinished.resolve(place));
            }
            file.write(cost);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the clean view to " + directory + ": " + e, e);
        }
    }

    /** Ends the last file. */
    void complete() {
        try {
            closeFile();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the clean view to " + directory + ": " + e, e);
        }
    }

    /** Puts the files in their places, and removes those of periods that have no records any more. */
    void publish() {
        try {
            closeFile();
            for (Path place : written) {
                Path target = directory.resolve(place);
                Files.createDirectories(target.getParent());
                Files.move(
                        unfinished.resolve(place),
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
            removeStale();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the clean view to " + directory + ": " + e, e);
        }
    }

    /** The files' places below the directory, in order, with slashes. */
    List<String> places() {
        return written.stream()
                .map(place -> place.toString().replace(place.getFileSystem().getSeparator(), "/"))
                .sorted()
                .toList();
    }

    private Path place(YearMonth month) {
        return Path.of(PARTITION + month, "part-00000" + format.suffix);
    }

    private void removeStale() throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        for (Path partition : children(directory, PARTITION)) {
            for (Path part : children(partition, "part-")) {
                if (part.toString().endsWith(format.suffix) && !written.contains(directory.relativize(part))) {
                    Files.delete(part);
                }
            }
            if (children(partition, "").isEmpty()) {
                Files.delete(partition);
            }
        }
    }

    private static List<Path> children(Path directory, String prefix) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(child -> child.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }

    private void closeFile() throws IOException {
        if (file != null) {
            RecordFile complete = file;
            file = null;
            complete.close();
        }
    }

    /** Leaves nothing unfinished behind. */
    @Override
    public void close() {
        try {
            closeFile();
            Scratch.delete(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
