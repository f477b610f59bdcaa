package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Of the pages of a file the rows that a filter takes, in their own bytes, counted by themselves. */
final class FilteredPages implements PageReader {

    private final String uri;
    private final PageReader pages;
    private final RowFilter filter;
    private final long firstRow;
    private long found;

    /**
     * @param pages the pages of the whole file, from its first row on
     * @param firstRow number of the taken row that the pages begin with, from 0
     */
    FilteredPages(String uri, PageReader pages, RowFilter filter, long firstRow) {
        this.uri = requireNonNull(uri, "uri");
        this.pages = requireNonNull(pages, "pages");
        this.filter = requireNonNull(filter, "filter");
        this.firstRow = firstRow;
    }

    @Override
    public Optional<Page> next() {
        for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
            Optional<Page> taken = taken(page.get());
            if (taken.isPresent()) {
                return taken;
            }
        }
        if (found < firstRow) {
            throw new SourceException.Malformed(
                    uri, "has " + found + " " + filter + ": expected more, as there were before");
        }
        return Optional.empty();
    }

    @Override
    public long consumed() {
        return pages.consumed();
    }

    @Override
    public void close() {
        pages.close();
    }

    private Optional<Page> taken(Page page) {
        RowsOfPage rows = new RowsOfPage(uri, page.content());
        ByteArrayOutputStream content = new ByteArrayOutputStream(page.content().length);
        content.write(page.content(), 0, rows.headerEnd());
        long first = Math.max(found, firstRow);
        int count = 0;
        for (Optional<StatedRow> row = rows.next(); row.isPresent(); row = rows.next()) {
            if (filter.takes(row.get()) && found++ >= firstRow) {
                content.write(page.content(), rows.start(), rows.end() - rows.start());
                count++;
            }
        }
        return count == 0
                ? Optional.empty()
                : Optional.of(new Page(page.artifact(), first, count, content.toByteArray()));
    }
}
