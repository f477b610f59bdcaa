package io.tributary.extractors.gcp.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.CsvPages;
import io.tributary.extractors.csv.GzipMembers;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.ResumingStream;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.parquet.ParquetPages;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/** Opens a dumped file according to its first bytes: JSON lines, CSV, Avro or Parquet, in gzip or not. */
final class DumpedFile {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(20), 8);
    private static final int BUFFER = 64 * 1024;

    private final ObjectStore store;
    private final StoredObject file;
    private final PageLimits limits;
    private final Pause pause;

    /** Takes rows one by one. */
    interface Taker {

        /**
         * @param columns the columns that the file's schema names; empty if it has none
         * @throws IOException if the row cannot be understood
         */
        void take(ExportRow row, List<String> columns) throws IOException;
    }

    DumpedFile(ObjectStore store, StoredObject file, PageLimits limits, Pause pause) {
        this.store = requireNonNull(store, "store");
        this.file = requireNonNull(file, "file");
        this.limits = requireNonNull(limits, "limits");
        this.pause = requireNonNull(pause, "pause");
    }

    private String uri() {
        return store.uri(file.key());
    }

    /**
     * Reads all rows.
     *
     * @param copy place of a temporary copy while the file is read
     * @throws SourceException naming file and row where one cannot be read
     */
    void read(Path copy, Taker taker) {
        long number = -1;
        try (RowReader rows = open(copy)) {
            number = 0;
            for (Optional<ExportRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                taker.take(row.get(), rows.columns());
                number++;
            }
        } catch (EOFException e) {
            throw new SourceException.Malformed(uri(), where(number) + "is cut off: " + e.getMessage(), e);
        } catch (ZipException e) {
            throw new SourceException.Malformed(uri(), where(number) + "cannot be unpacked: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new SourceException.Malformed(uri(), where(number) + e.getMessage(), e);
        }
        requireUnchanged();
    }

    private static String where(long number) {
        return number < 0 ? "" : "row " + number + " (counted from 0) ";
    }

    private void requireUnchanged() {
        boolean isSame = store.head(file.key())
                .map(StoredObject::version)
                .filter(file.version()::equals)
                .isPresent();
        if (!isSame) {
            throw new SourceException.Unavailable(uri(), "was rewritten while it was being read", null);
        }
    }

    private RowReader open(Path copy) throws IOException {
        InputStream in = new BufferedInputStream(new ResumingStream(store, file, BACKOFF, pause), BUFFER);
        if (startsWith(in, new byte[] {0x1F, (byte) 0x8B})) {
            in = new BufferedInputStream(new GzipMembers(in), BUFFER);
        }
        if (startsWith(in, new byte[] {'O', 'b', 'j', 1})) {
            return AvroExport.open(uri(), in);
        }
        if (startsWith(in, new byte[] {'P', 'A', 'R', '1'})) {
            return parquet(in, copy);
        }
        return isJson(in)
                ? new JsonLines(in, limits.rowBytes())
                : new CsvExport(new CsvPages(uri(), in, 0, 0, limits, header -> {}), false);
    }

    /** The index of a Parquet file is at its end, so the file is copied to this machine while it is read. */
    private RowReader parquet(InputStream in, Path copy) throws IOException {
        try (in) {
            Files.copy(in, copy);
        }
        CsvExport rows = new CsvExport(new ParquetPages(uri(), copy, 0, 0, limits, header -> {}), true);
        return new RowReader() {
            @Override
            public Optional<ExportRow> next() throws IOException {
                return rows.next();
            }

            @Override
            public List<String> columns() {
                return rows.columns();
            }

            @Override
            public void close() throws IOException {
                rows.close();
                Files.delete(copy);
            }
        };
    }

    private static boolean startsWith(InputStream in, byte[] expected) throws IOException {
        in.mark(expected.length);
        byte[] first = in.readNBytes(expected.length);
        in.reset();
        return Arrays.equals(first, expected);
    }

    /** Whether the first byte after blanks and a byte order mark begins an object. */
    private static boolean isJson(InputStream in) throws IOException {
        in.mark(1_024);
        byte[] first = in.readNBytes(1_024);
        in.reset();
        String text = new String(first, UTF_8);
        return text.replace("\uFEFF", "").stripLeading().startsWith("{");
    }
}
