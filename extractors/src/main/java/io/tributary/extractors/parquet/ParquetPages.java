package io.tributary.extractors.parquet;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.ByteBuilder;
import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/**
 * The pages of one Parquet file as CSV: a header line with the file's columns, then whole rows, according to RFC 4180
 * with LF line ends.
 *
 * <p>Columns and rows are in the file's order. Null is an empty field, numbers and times are exact text, and lists,
 * maps and structs are JSON. Decimals have all digits their column declares; a binary floating point number is the
 * shortest decimal that identifies it, which is the full precision of the provider's type.
 *
 * <p>Memory holds a bounded part of one stored row group, a page of each of its columns, and a page of CSV, whatever
 * the size of the file and of its row groups. Snappy, gzip and Zstandard are supported.
 */
public final class ParquetPages implements PageReader {

    private final String object;
    private final InputFile file;
    private final Predicate<String> isWanted;
    private final int artifact;
    private final PageLimits limits;
    private final Consumer<CsvHeader> check;
    private final long start;

    /** The header, the rows of the next page, and after them the row that was read last. */
    private final ByteBuilder page = new ByteBuilder();

    private ParquetRows rows;
    private int headerSize;
    private int rowsInPage;
    private long firstRow;

    /**
     * All columns of a file on this machine.
     *
     * @param object name of the file as it was delivered
     * @param file where it is; it is not deleted with the pages
     * @param artifact place of the file in its delivery
     * @param firstRow number of the row to begin with, from 0; row groups before it are not read
     * @param check checks the file's columns, and throws if they do not suffice
     */
    public ParquetPages(
            String object, Path file, int artifact, long firstRow, PageLimits limits, Consumer<CsvHeader> check) {
        this(object, new LocalInputFile(file), name -> true, artifact, firstRow, limits, check);
    }

    /**
     * Some columns of a file in any store.
     *
     * @param object name of the file as it was delivered
     * @param file the file, whose parts are read when they are needed
     * @param isWanted whether the column of a name is read; a nested column is read completely
     * @param artifact place of the file in its delivery
     * @param firstRow number of the row to begin with, from 0; row groups before it are not read
     * @param check checks all the file's columns, and throws if they do not suffice
     */
    public ParquetPages(
            String object,
            InputFile file,
            Predicate<String> isWanted,
            int artifact,
            long firstRow,
            PageLimits limits,
            Consumer<CsvHeader> check) {
        this.object = requireNonNull(object, "object");
        this.file = requireNonNull(file, "file");
        this.isWanted = requireNonNull(isWanted, "isWanted");
        this.artifact = artifact;
        this.start = firstRow;
        this.limits = requireNonNull(limits, "limits");
        this.check = requireNonNull(check, "check");
    }

    /** Reads the footer and checks the columns, unless that was done before. */
    public void readHeader() {
        if (rows == null) {
            rows = ParquetRows.open(object, file, isWanted, page);
            rows.appendHeader();
            headerSize = page.size();
            check.accept(CsvHeader.of(object, rows.columns()));
        }
    }

    /** How many rows the file has, by its footer. */
    public long rows() {
        readHeader();
        return rows.rows();
    }

    @Override
    public Optional<Page> next() {
        readHeader();
        skipToStart();
        while (rowsInPage < limits.pageRows()) {
            int before = page.size();
            if (!rows.appendNext()) {
                return rowsInPage == 0 ? Optional.empty() : Optional.of(cut(before));
            }
            requireSmallEnough(page.size() - before);
            if (rowsInPage > 0 && page.size() > limits.pageBytes()) {
                Page cut = cut(before);
                rowsInPage = 1;
                return Optional.of(cut);
            }
            rowsInPage++;
        }
        return Optional.of(cut(page.size()));
    }

    /** Bytes of the file, as many as the rows in pages have on average: it is not read from its start to its end. */
    @Override
    public long consumed() {
        if (rows == null || rows.rows() == 0) {
            return 0;
        }
        try {
            return (long) ((double) file.getLength() * firstRow / rows.rows());
        } catch (IOException e) {
            throw ParquetFailures.of(object, e);
        }
    }

    private void skipToStart() {
        if (firstRow < start) {
            firstRow = rows.skip(start);
            if (firstRow < start) {
                throw new SourceException.Malformed(
                        object, "has " + firstRow + " rows: expected more, as there were before");
            }
        }
    }

    private void requireSmallEnough(int rowBytes) {
        if (rowBytes > limits.rowBytes() - headerSize) {
            throw new SourceException.Malformed(
                    object,
                    "row " + (firstRow + rowsInPage) + " (counted from 0) is larger than "
                            + (limits.rowBytes() - headerSize) + " bytes, which is the most that can be published");
        }
    }

    /** Takes the page's rows, which end at {@code end}; the rest becomes the beginning of the next page. */
    private Page cut(int end) {
        Page cut = new Page(artifact, firstRow, rowsInPage, page.copy(0, end));
        page.remove(headerSize, end);
        firstRow += rowsInPage;
        rowsInPage = 0;
        return cut;
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
        }
    }
}
