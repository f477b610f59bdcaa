package io.tributary.local.command.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.DeadLetter;
import io.tributary.streams.identity.Sha256;
import io.tributary.streams.page.CsvRows;
import io.tributary.streams.page.JsonRows;
import io.tributary.streams.page.PageRows;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A dead row by its columns. Text that is not well-formed UTF-8 is repaired, as it is when rows are read.
 *
 * @param framing how it is framed
 * @param names the names of its columns; of JSON the paths of its values
 * @param values its values, which may be more or fewer than there are names
 */
record LetterRow(Framing framing, List<String> names, List<String> values) {

    /** Names of values beyond the last column begin with it. */
    static final String EXTRA = "x_extra_";

    private static final int DIGEST_BYTES = 6;

    LetterRow {
        names = List.copyOf(names);
        values = List.copyOf(values);
    }

    /** How a row is framed. */
    enum Framing {
        /** Fields under the header line of its page. */
        CSV,
        /** A JSON object that names its values. */
        JSON_OBJECT,
        /** A JSON array of values, under the columns of a table. */
        JSON_ARRAY;

        /** How a page with such rows is framed. */
        String contentType() {
            return this == CSV ? "text/csv" : "application/json";
        }

        static Framing of(DeadLetter letter) {
            ByteBuffer header = letter.getHeader();
            if (header == null || !header.hasRemaining()) {
                return JSON_OBJECT;
            }
            String start = text(header);
            return start.startsWith("[{") && start.endsWith("]") ? JSON_ARRAY : CSV;
        }
    }

    /** The row of a letter that is about one. */
    static LetterRow of(DeadLetter letter) {
        Framing framing = Framing.of(letter);
        PageRows rows = framing == Framing.CSV ? new CsvRows() : new JsonRows(Set.of());
        rows.open(page(letter, framing, bytes(letter.getContent())));
        if (!rows.next()) {
            // A row without any field, such as an empty object.
            return new LetterRow(framing, rows.names(), List.of());
        }
        List<String> values = new ArrayList<>(rows.fields());
        for (int field = 0; field < rows.fields(); field++) {
            values.add(rows.string(field));
        }
        return new LetterRow(framing, rows.names(), values);
    }

    /** A page that has a row alone, under the header of a letter. */
    static byte[] page(DeadLetter letter, Framing framing, byte[] row) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        switch (framing) {
            case CSV -> {
                page.writeBytes(bytes(letter.getHeader()));
                page.write('\n');
                page.writeBytes(row);
            }
            case JSON_OBJECT -> page.writeBytes(row);
            case JSON_ARRAY -> {
                page.writeBytes("{\"columns\":".getBytes(UTF_8));
                page.writeBytes(bytes(letter.getHeader()));
                page.writeBytes(",\"rows\":[".getBytes(UTF_8));
                page.writeBytes(row);
                page.writeBytes("]}".getBytes(UTF_8));
            }
            default -> throw new IllegalStateException("Framing " + framing);
        }
        return page.toByteArray();
    }

    /** The names of the columns of a CSV header line. */
    static List<String> columns(ByteBuffer header) {
        CsvRows rows = new CsvRows();
        rows.open(bytes(header));
        return rows.names();
    }

    /** Values beyond the last column. */
    int extra() {
        return Math.max(0, values.size() - names.size());
    }

    /** The name of a value's column. */
    String name(int place) {
        return place < names.size() ? names.get(place) : EXTRA + (place - names.size() + 1);
    }

    /** The value in a column; empty where the row has none. */
    String value(int place) {
        return place < values.size() ? values.get(place) : "";
    }

    /**
     * Stands for a row as it was delivered, and its header: what a file says of it is about no other. It begins with a
     * letter, so that no program takes it for a number.
     */
    static String digest(DeadLetter letter) {
        MessageDigest sha256 = Sha256.digest();
        if (letter.getHeader() != null) {
            sha256.update(letter.getHeader().duplicate());
        }
        sha256.update((byte) '\n');
        sha256.update(letter.getContent().duplicate());
        return "r" + HexFormat.of().formatHex(sha256.digest(), 0, DIGEST_BYTES);
    }

    static String text(ByteBuffer buffer) {
        return new String(bytes(buffer), UTF_8);
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
