package io.tributary.local.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The data files of one delivery, written row by row; each has the header, and a set number of rows. */
final class RowFiles implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int ROWS_IN_MEMBER = 5_000;

    private final Path root;
    private final String keyWithoutNumber;
    private final Compression compression;
    private final List<Column> columns;
    private final int[] ordinals;
    private final long rowsInFile;
    private final List<String> keys = new ArrayList<>();
    private final Text row = new Text();
    private OutputStream file;
    private OutputStream packed;
    private Gzip gzip;
    private long rows;

    /**
     * @param root the bucket
     * @param keyWithoutNumber what files' keys begin with
     * @param rowsInFile rows after which the next file begins
     */
    RowFiles(Path root, String keyWithoutNumber, Compression compression, List<Column> columns, long rowsInFile) {
        this.root = root;
        this.keyWithoutNumber = keyWithoutNumber;
        this.compression = compression;
        this.columns = columns;
        this.ordinals = columns.stream().mapToInt(Column::ordinal).toArray();
        this.rowsInFile = rowsInFile;
    }

    void write(Line line) throws IOException {
        if (file == null || rows == rowsInFile) {
            begin();
        } else if (compression == Compression.GZIP_MEMBERS && rows % ROWS_IN_MEMBER == 0) {
            packed.flush();
            gzip.finish();
            packed = gzip();
        }
        row.clear();
        byte[][] texts = line.texts();
        for (int i = 0; i < ordinals.length; i++) {
            if (i > 0) {
                row.put(',');
            }
            byte[] field = texts[ordinals[i]];
            if (field != null) {
                row.put(field);
            }
        }
        row.put('\n');
        packed.write(row.array(), 0, row.length());
        rows++;
    }

    /** Keys of the files so far, the last one being written. */
    List<String> keys() {
        return List.copyOf(keys);
    }

    /** Rows in the file that is being written. */
    long rowsInLastFile() {
        return rows;
    }

    /** Completes the last file. */
    void finish() throws IOException {
        if (packed != null) {
            packed.close();
            packed = null;
        }
        if (file != null) {
            file.close();
            file = null;
        }
    }

    @Override
    public void close() throws IOException {
        finish();
    }

    private void begin() throws IOException {
        finish();
        String name = "%s-%05d".formatted(keyWithoutNumber, keys.size() + 1);
        String key = name + compression.suffix();
        keys.add(key);
        Path path = root.resolve(key);
        Files.createDirectories(path.getParent());
        file = new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
        packed = switch (compression) {
            case GZIP, GZIP_MEMBERS -> gzip();
            case ZIP ->
                new BufferedOutputStream(zip(file, path.getFileName().toString().replace(".zip", "")), BUFFER);
            case NONE -> file;
        };
        row.clear();
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                row.put(',');
            }
            row.put(Text.field(columns.get(i).header()));
        }
        row.put('\n');
        packed.write(row.array(), 0, row.length());
        rows = 0;
    }

    private OutputStream gzip() throws IOException {
        gzip = new Gzip(file);
        return new BufferedOutputStream(gzip, BUFFER);
    }

    private static OutputStream zip(OutputStream file, String name) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(file);
        zip.setLevel(Deflater.BEST_SPEED);
        ZipEntry entry = new ZipEntry(name);
        // A fixed time, and one that does not depend on the time zone: or the bytes would differ.
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
