package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.CostView;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Opens the files of exports. Thread-safe. */
final class ExportFiles {

    private final ObjectStore store;
    private final PageLimits limits;
    private final int parallelism;
    private final Backoff backoff;
    private final Pause pause;
    private final Map<String, RowSurvey> surveys = new ConcurrentHashMap<>();

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

    /** The view that the columns of a file tell; empty if they tell none, or there are no rows. */
    Optional<CostView> viewOfColumns(StoredObject file) {
        PageLimits one = new PageLimits(limits.pageBytes(), 1, limits.rowBytes());
        try (PageReader pages = open(file, 0, 0, one)) {
            return pages.next().flatMap(page -> new RowsOfPage(uri(file), page.content()).view());
        } catch (DeliveryChangedException e) {
            throw beingRewritten(file, e);
        }
    }

    /** Reads what all rows of a file state; a file in the same version is read once. */
    RowSurvey survey(StoredObject file) {
        String version = file.key() + "@" + file.version();
        RowSurvey known = surveys.get(version);
        if (known == null) {
            known = read(file);
            surveys.put(version, known);
        }
        return known;
    }

    private RowSurvey read(StoredObject file) {
        RowSurvey survey = new RowSurvey();
        try (PageReader pages = open(file, 0, 0)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                RowsOfPage rows = new RowsOfPage(uri(file), page.get().content());
                for (Optional<StatedRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                    survey.add(row.get());
                }
            }
        } catch (DeliveryChangedException e) {
            throw beingRewritten(file, e);
        }
        return survey;
    }

    private SourceException beingRewritten(StoredObject file, DeliveryChangedException e) {
        return new SourceException.Unavailable(uri(file), "is being rewritten: " + e.getMessage(), e);
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
