package io.tributary.extractors.csv;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/**
 * The pages of one delivered file: gzip of one or several members, a zip of one or several files, or plain CSV,
 * distinguished by their first bytes. Memory holds one page and a row, whatever the file's size.
 */
public final class CsvPages implements PageReader {

    private final String object;
    private final int artifact;
    private final CountedStream in;
    private final PageLimits limits;
    private final Consumer<CsvHeader> check;
    private long rowsToSkip;

    private FileParts parts;
    private PageCutter cutter;
    private long nextRow;
    private boolean sawHeader;

    /**
     * @param object name of the file
     * @param in its bytes as delivered; closed with the pages
     * @param artifact place of the file in its delivery
     * @param firstRow number of the row to begin with, from 0
     * @param check checks the header of each CSV file in it, and throws if it does not suffice
     */
    public CsvPages(
            String object, InputStream in, int artifact, long firstRow, PageLimits limits, Consumer<CsvHeader> check) {
        this.object = requireNonNull(object, "object");
        this.in = new CountedStream(in);
        this.artifact = artifact;
        this.rowsToSkip = firstRow;
        this.limits = requireNonNull(limits, "limits");
        this.check = requireNonNull(check, "check");
    }

    /** Reads and checks the header of the first CSV file, unless that was done before. */
    public void readHeader() {
        try {
            if (!sawHeader) {
                openNextPart();
            }
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    public Optional<Page> next() {
        try {
            while (cutter != null || openNextPart()) {
                Optional<PageCutter.Cut> cut = cutter.next();
                nextRow = cutter.nextRow();
                if (cut.isPresent()) {
                    return cut.map(page -> new Page(artifact, page.firstRow(), page.rows(), page.content()));
                }
                cutter = null;
            }
        } catch (IOException e) {
            throw translate(e);
        }
        if (rowsToSkip > 0) {
            throw new SourceException.Malformed(
                    object, "has " + nextRow + " rows: expected more, as there were before");
        }
        return Optional.empty();
    }

    /** Bytes of the file as delivered. */
    @Override
    public long consumed() {
        return in.count();
    }

    @Override
    public void close() {
        try {
            if (parts != null) {
                parts.close();
            } else {
                in.close();
            }
        } catch (IOException e) {
            throw translate(e);
        }
    }

    private boolean openNextPart() throws IOException {
        if (parts == null) {
            parts = unpack();
        }
        Optional<InputStream> part = parts.next();
        if (part.isEmpty()) {
            if (!sawHeader) {
                throw new SourceException.Malformed(object, "holds no file");
            }
            return false;
        }
        cutter = new PageCutter(object, part.get(), limits, nextRow);
        check.accept(CsvHeader.of(object, cutter.readHeader()));
        sawHeader = true;
        rowsToSkip -= cutter.skip(rowsToSkip);
        nextRow = cutter.nextRow();
        return true;
    }

    private FileParts unpack() throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 64 * 1024);
        buffered.mark(4);
        byte[] first = buffered.readNBytes(4);
        buffered.reset();
        if (first.length >= 2 && first[0] == 0x1F && first[1] == (byte) 0x8B) {
            return new SingleFile(new GzipMembers(buffered));
        }
        if (first.length == 4 && first[0] == 'P' && first[1] == 'K' && first[2] < 7 && first[3] == first[2] + 1) {
            return new ZippedFiles(buffered);
        }
        return new SingleFile(buffered);
    }

    private SourceException translate(IOException e) {
        if (e instanceof EOFException) {
            return new SourceException.Malformed(object, "is cut off: " + e.getMessage(), e);
        }
        if (e instanceof ZipException) {
            return new SourceException.Malformed(object, "cannot be unpacked: " + e.getMessage(), e);
        }
        return new SourceException.Unavailable(object, "cannot be read: " + e.getMessage(), e);
    }
}
