package io.tributary.extractors.aws.reports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.CsvPages;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.ResumingStream;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.parquet.ObjectInputFile;
import io.tributary.extractors.parquet.ParquetPages;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds and opens the files of deliveries, whatever their format.
 *
 * @param store where the files are
 * @param settings how they are read
 */
public record ReportFiles(ObjectStore store, ReaderSettings settings) {

    public ReportFiles {
        requireNonNull(store, "store");
        requireNonNull(settings, "settings");
    }

    /** The file that a manifest lists, also in a copy of a part of the bucket; empty if it does not exist. */
    Optional<StoredObject> locate(String manifestKey, String listed) {
        for (String key : FileKeys.candidates(manifestKey, listed)) {
            Optional<StoredObject> file = store.head(key);
            if (file.isPresent()) {
                return file;
            }
        }
        return Optional.empty();
    }

    /**
     * Opens the pages of a file.
     *
     * @param isParquet whether it is Parquet; else it is CSV, packed or not
     * @param isWanted whether the column of a name is needed: other columns of Parquet are not read
     * @param artifact place of the file in its delivery
     * @param firstRow number of the row to begin with
     * @param check checks the columns, and throws if they do not suffice
     */
    PageReader open(
            StoredObject file,
            boolean isParquet,
            Predicate<String> isWanted,
            int artifact,
            long firstRow,
            Consumer<CsvHeader> check) {
        return isParquet
                ? parquet(file, isWanted, artifact, firstRow, settings.limits(), check)
                : csv(file, artifact, firstRow, settings.limits(), check);
    }

    /** The columns of a file, from its first line or its footer. */
    CsvHeader header(StoredObject file, boolean isParquet) {
        AtomicReference<CsvHeader> header = new AtomicReference<>();
        if (isParquet) {
            try (ParquetPages pages = parquet(file, name -> true, 0, 0, settings.limits(), header::set)) {
                pages.readHeader();
            }
        } else {
            try (CsvPages pages = csv(file, 0, 0, settings.limits(), header::set)) {
                pages.readHeader();
            }
        }
        return header.get();
    }

    /**
     * The first row of the first of the files that a manifest lists, and their columns.
     *
     * @throws SourceException.Missing if there is no such file
     */
    FirstRow firstRow(StoredObject manifest, List<String> listed) {
        if (listed.isEmpty()) {
            throw new SourceException.Malformed(
                    store.uri(manifest.key()), "lists no file, from which to take what it does not say itself");
        }
        StoredObject file = locate(manifest.key(), listed.get(0))
                .orElseThrow(() -> new SourceException.Missing(
                        store.uri(listed.get(0)), "does not exist, though " + store.uri(manifest.key()) + " lists it"));
        boolean isParquet = file.key().toLowerCase(Locale.ROOT).endsWith(".parquet");
        PageLimits one = new PageLimits(
                settings.limits().pageBytes(), 1, settings.limits().rowBytes());
        AtomicReference<CsvHeader> header = new AtomicReference<>();
        try (PageReader pages =
                isParquet ? parquet(file, name -> true, 0, 0, one, header::set) : csv(file, 0, 0, one, header::set)) {
            Optional<Page> page = pages.next();
            return page.map(first -> FirstRow.of(store.uri(file.key()), first.content()))
                    .orElseGet(() -> new FirstRow(header.get(), List.of()));
        }
    }

    private CsvPages csv(StoredObject file, int artifact, long firstRow, PageLimits limits, Consumer<CsvHeader> check) {
        return new CsvPages(
                store.uri(file.key()),
                new ResumingStream(store, file, settings.backoff(), settings.pause()),
                artifact,
                firstRow,
                limits,
                check);
    }

    private ParquetPages parquet(
            StoredObject file,
            Predicate<String> isWanted,
            int artifact,
            long firstRow,
            PageLimits limits,
            Consumer<CsvHeader> check) {
        return new ParquetPages(
                store.uri(file.key()),
                new ObjectInputFile(store, file, settings.backoff(), settings.pause()),
                isWanted,
                artifact,
                firstRow,
                limits,
                check);
    }
}
