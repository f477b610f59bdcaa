package io.tributary.samples.azure;

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

/** A part in CSV with a header, after RFC 4180. */
final class CsvPart implements PartFile {

    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Writer file;
    private final StringBuilder line = new StringBuilder(1_024);

    /**
     * @param gzip whether the file is compressed
     * @param marked whether it begins with a byte order mark
     */
    CsvPart(Path path, boolean gzip, boolean marked, List<AzureColumn> columns) throws IOException {
        OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
        // Java writes no time into the header of gzip, so that the same rows give the same bytes.
        file = new OutputStreamWriter(gzip ? new GZIPOutputStream(bytes, BUFFER) : bytes, StandardCharsets.UTF_8);
        if (marked) {
            file.write(BYTE_ORDER_MARK);
        }
        row(columns.stream().map(AzureColumn::header).toArray(String[]::new));
    }

    @Override
    public void row(String[] values) throws IOException {
        line.setLength(0);
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                line.append(',');
            }
            field(values[i]);
        }
        file.append(line.append("\r\n"));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void field(String value) {
        boolean quoted = value.indexOf(',') >= 0 || value.indexOf('"') >= 0 || value.indexOf('\n') >= 0;
        if (quoted) {
            line.append('"').append(value.replace("\"", "\"\"")).append('"');
        } else {
            line.append(value);
        }
    }
}
