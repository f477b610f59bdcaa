package io.tributary.local.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a view: one a billing period, {@code billing_period=2026-11/part-00000.parquet}, and the same as CSV
 * below {@code _csv} if asked for. They replace those of the last view only when all of them are complete. Records come
 * in any order. Used by one thread at a time.
 */
final class ViewFiles implements AutoCloseable {

    private static final String PARTITION = "billing_period=";
    private static final String UNFINISHED = ".unfinished-";
    /** What is unfinished for longer was left by a run that was killed. */
    private static final Duration LONGEST_RUN = Duration.ofDays(2);

    private static final String PART = "part-00000";
    private static final String CSV = "_csv";
    /** What all Parquet files together hold in memory; beyond it, the one that holds most writes it down. */
    private static final long MOST_HELD = 48L * 1024 * 1024;

    private final Path directory;
    private final boolean csv;
    private final Path unfinished;
    private final Map<YearMonth, Period> periods = new TreeMap<>();

    /** @param csv whether to write CSV as well */
    ViewFiles(Path directory, boolean csv) {
        this.directory = directory;
        this.csv = csv;
        this.unfinished = directory.resolve(UNFINISHED + ProcessHandle.current().pid());
    }

    /** A period's files, and what is in them. */
    private static final class Period {

        private final ParquetFile parquet;
        private final CsvFile text;
        private final ViewTotals totals = new ViewTotals();
        private final InvoiceTotals invoices = new InvoiceTotals();
        private final UnknownTypes unknownTypes = new UnknownTypes();
        private boolean isClosed;

        private Period(ParquetFile parquet, CsvFile text) {
            this.parquet = parquet;
            this.text = text;
        }

        private void write(EncodedRecord cost) throws IOException {
            totals.add(cost);
            invoices.add(cost);
            unknownTypes.add(cost);
            parquet.write(cost);
            if (text != null) {
                text.write(cost);
            }
        }

        private void close() throws IOException {
            if (!isClosed) {
                isClosed = true;
                try (parquet) {
                    if (text != null) {
                        text.close();
                    }
                }
            }
        }
    }

    /** Appends a record to its period's files. */
    void write(YearMonth month, EncodedRecord cost) {
        try {
            Period period = periods.get(month);
            if (period == null) {
                period = open(month);
                periods.put(month, period);
            }
            long before = period.parquet.held();
            period.write(cost);
            if (period.parquet.held() > before) {
                bound();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Period open(YearMonth month) throws IOException {
        ParquetFile parquet = new ParquetFile(created(parquet(month)));
        return new Period(parquet, csv ? new CsvFile(created(text(month))) : null);
    }

    private Path created(String place) throws IOException {
        Path file = unfinished.resolve(place);
        Files.createDirectories(file.getParent());
        return file;
    }

    private void bound() throws IOException {
        long held = 0;
        for (Period period : periods.values()) {
            held += period.parquet.held();
        }
        if (held > MOST_HELD) {
            periods.values().stream()
                    .map(period -> period.parquet)
                    .max(Comparator.comparingLong(ParquetFile::held))
                    .orElseThrow()
                    .endRowGroup();
        }
    }

    /** Forgets what was written of a period. */
    void discard(YearMonth month) {
        try {
            Period period = periods.remove(month);
            if (period != null) {
                period.close();
                for (String place : places(month)) {
                    Files.delete(unfinished.resolve(place));
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Ends the files, which hold this. */
    List<PeriodContent> complete() {
        List<PeriodContent> contents = new ArrayList<>();
        try {
            for (Map.Entry<YearMonth, Period> entry : periods.entrySet()) {
                Period period = entry.getValue();
                period.close();
                List<PeriodContent.Stamp> stamps = new ArrayList<>();
                for (String place : places(entry.getKey())) {
                    stamps.add(stamp(place, unfinished.resolve(place)));
                }
                contents.add(new PeriodContent(
                        entry.getKey(),
                        period.totals.toList(),
                        List.copyOf(period.totals.sources()),
                        period.invoices.toList(),
                        period.unknownTypes.toList(),
                        stamps));
            }
            return contents;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Puts the files in their places, and removes those of periods that have no records any more, and CSV of an earlier
     * view where none is written.
     *
     * @param kept files that stay
     */
    void publish(Collection<PeriodContent.Stamp> kept) {
        try {
            Set<Path> places = new HashSet<>();
            kept.forEach(stamp -> places.add(Path.of(stamp.place())));
            for (YearMonth month : periods.keySet()) {
                for (String place : places(month)) {
                    Path target = directory.resolve(place);
                    Files.createDirectories(target.getParent());
                    Files.move(
                            unfinished.resolve(place),
                            target,
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                    places.add(Path.of(place));
                }
            }
            for (Path stale : parts(directory, true)) {
                if (!places.contains(directory.relativize(stale))) {
                    Files.delete(stale);
                    if (children(stale.getParent(), "").isEmpty()) {
                        Files.delete(stale.getParent());
                    }
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Looks whether files that stay are as they were.
     *
     * @throws UncheckedIOException if they are not
     */
    void requireUnchanged(Collection<PeriodContent.Stamp> kept) {
        try {
            for (PeriodContent.Stamp stamp : kept) {
                Path file = directory.resolve(stamp.place());
                if (!isUnchanged(file, stamp)) {
                    throw new IOException(
                            file + " was changed while this run went on, by another run with this output perhaps:"
                                    + " run again");
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Whether the files of a view below {@code directory} are these, unchanged, and no others. */
    static boolean are(Path directory, boolean csv, Collection<PeriodContent.Stamp> stamps) {
        try {
            Set<Path> places = new HashSet<>();
            for (PeriodContent.Stamp stamp : stamps) {
                Path file = directory.resolve(stamp.place());
                if (!isUnchanged(file, stamp)) {
                    return false;
                }
                places.add(file);
            }
            return places.equals(new HashSet<>(parts(directory, csv)));
        } catch (InvalidPathException damaged) {
            return false;
        } catch (IOException e) {
            throw failed(directory, e);
        }
    }

    private static boolean isUnchanged(Path file, PeriodContent.Stamp stamp) throws IOException {
        return Files.isRegularFile(file) && stamp(stamp.place(), file).equals(stamp);
    }

    private static PeriodContent.Stamp stamp(String place, Path file) throws IOException {
        return new PeriodContent.Stamp(
                place, Files.size(file), Files.getLastModifiedTime(file).toMillis());
    }

    private List<String> places(YearMonth month) {
        return csv ? List.of(parquet(month), text(month)) : List.of(parquet(month));
    }

    private static String parquet(YearMonth month) {
        return PARTITION + month + "/" + PART + ".parquet";
    }

    private static String text(YearMonth month) {
        return CSV + "/" + PARTITION + month + "/" + PART + ".csv";
    }

    /** Files of views below a directory; those of CSV only where they are asked for. */
    private static List<Path> parts(Path directory, boolean csv) throws IOException {
        List<Path> parts = new ArrayList<>(parts(directory, ".parquet"));
        if (csv) {
            parts.addAll(parts(directory.resolve(CSV), ".csv"));
        }
        return parts;
    }

    private static List<Path> parts(Path directory, String suffix) throws IOException {
        List<Path> parts = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            for (Path partition : children(directory, PARTITION)) {
                for (Path part : children(partition, "part-")) {
                    if (part.toString().endsWith(suffix)) {
                        parts.add(part);
                    }
                }
            }
        }
        return parts;
    }

    private static List<Path> children(Path directory, String prefix) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(child -> child.getFileName().toString().startsWith(prefix))
                    .toList();
        }
    }

    private UncheckedIOException failed(IOException e) {
        return failed(directory, e);
    }

    private static UncheckedIOException failed(Path directory, IOException e) {
        return new UncheckedIOException("Cannot write the clean view to " + directory + ": " + e, e);
    }

    /** Leaves nothing unfinished behind, neither of this run nor of one that was killed. */
    @Override
    public void close() {
        try {
            for (Period period : periods.values()) {
                period.close();
            }
            if (Files.isDirectory(directory)) {
                for (Path left : children(directory, UNFINISHED)) {
                    if (left.equals(unfinished) || isLeft(left)) {
                        Scratch.delete(left);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a run that was killed: whether a process is alive cannot be told from another container or machine. */
    private static boolean isLeft(Path unfinished) throws IOException {
        return Files.getLastModifiedTime(unfinished)
                .toInstant()
                .isBefore(Instant.now().minus(LONGEST_RUN));
    }
}
