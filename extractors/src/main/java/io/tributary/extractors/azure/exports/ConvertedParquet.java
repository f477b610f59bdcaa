package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.parquet.ParquetPages;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The pages of a Parquet file as CSV. The file's index is at its end, so the file is copied to this machine while it
 * is read.
 */
final class ConvertedParquet implements PageReader {

    private final String uri;
    private final Path copy;
    private final PageReader pages;

    private ConvertedParquet(String uri, Path copy, PageReader pages) {
        this.uri = requireNonNull(uri, "uri");
        this.copy = requireNonNull(copy, "copy");
        this.pages = requireNonNull(pages, "pages");
    }

    /**
     * Copies a file and opens its pages.
     *
     * @param in the file's bytes, which are read to their end and closed
     */
    static ConvertedParquet open(String uri, InputStream in, int artifact, long firstRow, PageLimits limits) {
        try {
            Path copy = Files.createTempFile("tributary-", ".parquet");
            try (in) {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                return new ConvertedParquet(
                        uri, copy, new ParquetPages(uri, copy, artifact, firstRow, limits, header -> {}));
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(copy);
                throw e;
            }
        } catch (IOException e) {
            throw new SourceException.Unavailable(uri, "cannot be copied: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Page> next() {
        return pages.next();
    }

    @Override
    public long consumed() {
        return pages.consumed();
    }

    @Override
    public void close() {
        try {
            pages.close();
        } finally {
            delete();
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new SourceException.Unavailable(uri, "left a copy behind: " + e.getMessage(), e);
        }
    }
}
