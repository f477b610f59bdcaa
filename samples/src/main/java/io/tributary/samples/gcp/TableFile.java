package io.tributary.samples.gcp;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A file that rows of a table are dumped into. */
final class TableFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final Writer file;
    private final RowText text;
    private final StringBuilder line = new StringBuilder(2_048);
    private long rows;

    /** Writes a row, or the line before the first one. */
    private interface RowText {

        void append(GcpRow row, StringBuilder line);
    }

    TableFile(Path path, GcpFormat format, List<GcpColumn> columns) throws IOException {
        Files.createDirectories(path.getParent());
        OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
        // Java writes no time into the header of gzip, so that the same rows give the same bytes.
        file = new OutputStreamWriter(
                format.isGzip() ? new GZIPOutputStream(bytes, BUFFER) : bytes, StandardCharsets.UTF_8);
        if (format.isJson()) {
            JsonLine json = new JsonLine(columns);
            text = json::append;
        } else {
            CsvLine csv = new CsvLine(columns);
            text = csv::append;
            csv.header(line);
            file.append(line);
        }
    }

    void row(GcpRow row) throws IOException {
        line.setLength(0);
        text.append(row, line);
        file.append(line);
        rows++;
    }

    /** Rows so far. */
    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
