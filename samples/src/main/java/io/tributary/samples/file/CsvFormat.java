package io.tributary.samples.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Data files as CSV, each with the header.
 *
 * @param compression how they are compressed
 * @param header names of the columns
 * @param fields writes a row's fields
 * @param <R> what a row is made of
 */
public record CsvFormat<R>(Compression compression, List<String> header, Fields<R> fields) implements RowFormat<R> {

    private static final int BUFFER = 1 << 16;
    private static final int ROWS_IN_MEMBER = 5_000;

    public CsvFormat {
        header = List.copyOf(header);
    }

    @Override
    public String suffix() {
        return compression.suffix();
    }

    @Override
    public RowWriter<R> open(Path file) throws IOException {
        return new Writer(file);
    }

    /**
     * Writes the fields of a row, with commas between them.
     *
     * @param <R> what a row is made of
     */
    public interface Fields<R> {

        void write(R row, Text into);
    }

    /** A file that is being written. */
    private final class Writer implements RowWriter<R> {

        private final Text row = new Text();
        private final OutputStream file;
        private OutputStream packed;
        private Gzip gzip;
        private long rows;

        Writer(Path path) throws IOException {
            file = new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
            packed = switch (compression) {
                case GZIP, GZIP_MEMBERS -> gzip();
                case ZIP ->
                    new BufferedOutputStream(
                            zip(file, path.getFileName().toString().replace(".zip", "")), BUFFER);
                case NONE -> file;
            };
            row.clear();
            for (int i = 0; i < header.size(); i++) {
                if (i > 0) {
                    row.put(',');
                }
                row.put(Text.field(header.get(i)));
            }
            writeRow();
        }

        @Override
        public void write(R values) throws IOException {
            if (compression == Compression.GZIP_MEMBERS && rows > 0 && rows % ROWS_IN_MEMBER == 0) {
                packed.flush();
                gzip.finish();
                packed = gzip();
            }
            row.clear();
            fields.write(values, row);
            writeRow();
            rows++;
        }

        private void writeRow() throws IOException {
            row.put('\n');
            packed.write(row.array(), 0, row.length());
        }

        @Override
        public void close() throws IOException {
            packed.close();
            file.close();
        }

        private OutputStream gzip() throws IOException {
            gzip = new Gzip(file);
            return new BufferedOutputStream(gzip, BUFFER);
        }
    }

    private static OutputStream zip(OutputStream file, String name) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(file);
        zip.setLevel(Deflater.BEST_SPEED);
        ZipEntry entry = new ZipEntry(name);
        // A fixed time that does not depend on the time zone: otherwise the bytes would differ.
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        return zip;
    }

    /** Speed over size; Java writes no time into the header, so that the same rows give the same bytes. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream file) throws IOException {
            super(file, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
