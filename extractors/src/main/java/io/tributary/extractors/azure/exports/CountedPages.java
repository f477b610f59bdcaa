package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import java.util.Optional;
import java.util.OptionalLong;

/** The pages of a file. Throws at the end if the file has another number of rows than its manifest states. */
final class CountedPages implements PageReader {

    private final String uri;
    private final PageReader pages;
    private final OptionalLong expected;
    private long rows;

    /**
     * @param firstRow number of the row that the pages begin with
     * @param expected rows of the whole file
     */
    CountedPages(String uri, PageReader pages, long firstRow, OptionalLong expected) {
        this.uri = requireNonNull(uri, "uri");
        this.pages = requireNonNull(pages, "pages");
        this.rows = firstRow;
        this.expected = requireNonNull(expected, "expected");
    }

    @Override
    public Optional<Page> next() {
        Optional<Page> page = pages.next();
        if (page.isPresent()) {
            rows = page.get().firstRow() + page.get().rows();
        } else if (expected.isPresent() && expected.getAsLong() != rows) {
            throw new SourceException.Malformed(
                    uri, "has " + rows + " rows: expected " + expected.getAsLong() + ", as its manifest states");
        }
        return page;
    }

    @Override
    public long consumed() {
        return pages.consumed();
    }

    @Override
    public void close() {
        pages.close();
    }
}
