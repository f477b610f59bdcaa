package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.CsvPages;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.ResumingStream;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Opens the files of exports. Thread-safe. */
final class ExportFiles {

    private final ObjectStore store;
    private final PageLimits limits;
    private final int parallelism;
    private final Backoff backoff;
    private final Pause pause;

    /**
     * @param limits how large a page may be
     * @param parallelism files that are read ahead at the same time
     * @param backoff how often and after how long a broken connection is replaced
     * @param pause waits before the next attempt
     */
    ExportFiles(ObjectStore store, PageLimits limits, int parallelism, Backoff backoff, Pause pause) {
        this.store = requireNonNull(store, "store");
        this.limits = requireNonNull(limits, "limits");
        this.parallelism = parallelism;
        this.backoff = requireNonNull(backoff, "backoff");
        this.pause = requireNonNull(pause, "pause");
    }

    ObjectStore store() {
        return store;
    }

    int parallelism() {
        return parallelism;
    }

    String uri(StoredObject file) {
        return store.uri(file.key());
    }

    /** Reads a small object completely. */
    byte[] readAll(StoredObject object) {
        try (InputStream in = new ResumingStream(store, object, backoff, pause)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new SourceException.Unavailable(uri(object), "cannot be read: " + e.getMessage(), e);
        }
    }

    /** The first row of a file; empty if it has none. */
    Optional<FirstRow> firstRow(StoredObject file) {
        PageLimits one = new PageLimits(limits.pageBytes(), 1, limits.rowBytes());
        try (PageReader pages = open(file, 0, 0, one)) {
            return pages.next().map(Page::content).map(content -> FirstRow.of(uri(file), content));
        } catch (DeliveryChangedException e) {
            throw new SourceException.Unavailable(uri(file), "is being rewritten: " + e.getMessage(), e);
        }
    }

    /** The pages of a file from a row on. */
    PageReader open(StoredObject file, int artifact, long firstRow) {
        return open(file, artifact, firstRow, limits);
    }

    private PageReader open(StoredObject file, int artifact, long firstRow, PageLimits pageLimits) {
        InputStream in = new ResumingStream(store, file, backoff, pause);
        if (ExportPaths.isParquet(file.key())) {
            return ConvertedParquet.open(uri(file), in, artifact, firstRow, pageLimits);
        }
        return new CsvPages(uri(file), in, artifact, firstRow, pageLimits, header -> {});
    }
}
