package io.tributary.extractors.azure.api.report;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import java.util.Optional;

/** The pages of a report's files. Their links expire: then the report is requested again. */
final class ReportPages implements PageReader {

    private final String object;
    private final PageReader files;
    private final String continuation;
    private boolean hadRows;

    ReportPages(String object, PageReader files, String continuation, boolean hadRows) {
        this.object = requireNonNull(object, "object");
        this.files = requireNonNull(files, "files");
        this.continuation = requireNonNull(continuation, "continuation");
        this.hadRows = hadRows;
    }

    /** Whether there was a row. */
    boolean hadRows() {
        return hadRows;
    }

    @Override
    public Optional<Page> next() {
        try {
            Optional<Page> page = files.next();
            hadRows |= page.isPresent();
            return page;
        } catch (SourceException.Denied | SourceException.Missing e) {
            throw new DeliveryChangedException(object, "a link to its report's files has expired: " + e.getMessage());
        }
    }

    @Override
    public Optional<String> continuation() {
        return Optional.of(continuation);
    }

    @Override
    public void close() {
        files.close();
    }
}
