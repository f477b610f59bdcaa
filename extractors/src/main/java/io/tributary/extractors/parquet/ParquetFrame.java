package io.tributary.extractors.parquet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.io.SeekableInputStream;

/**
 * The frame of every Parquet file: {@code PAR1}, row groups, a footer, its length in four bytes, and {@code PAR1}.
 */
final class ParquetFrame {

    private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);
    private static final byte[] MAGIC_OF_ENCRYPTED = "PARE".getBytes(US_ASCII);
    private static final int TAIL_BYTES = 8;
    private static final int LEAST_BYTES = MAGIC.length + TAIL_BYTES;

    private ParquetFrame() {}

    /**
     * Checks the end of a file, and its beginning only if the end is wrong: each check may be a request.
     *
     * @throws SourceException.Malformed if it is cut off, encrypted, or not a Parquet file
     * @throws IOException if it cannot be read
     */
    static void require(String object, SeekableInputStream file, long size) throws IOException {
        byte[] tail = size < LEAST_BYTES ? new byte[TAIL_BYTES] : read(file, size - TAIL_BYTES, TAIL_BYTES);
        if (!Arrays.equals(tail, Integer.BYTES, TAIL_BYTES, MAGIC, 0, MAGIC.length)) {
            throw withoutFooter(object, read(file, 0, (int) Math.min(MAGIC.length, size)), size);
        }
        long footer = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (footer < 0 || footer > size - LEAST_BYTES) {
            throw new SourceException.Malformed(
                    object, "states a footer of " + footer + " bytes and has " + size + " in all: it is cut off");
        }
    }

    private static SourceException withoutFooter(String object, byte[] first, long size) {
        if (Arrays.equals(first, MAGIC_OF_ENCRYPTED)) {
            return new SourceException.Malformed(object, "is encrypted: expected plain Parquet");
        }
        if (!Arrays.equals(first, MAGIC)) {
            return new SourceException.Malformed(object, "is no Parquet file: expected one, which begins with PAR1");
        }
        return new SourceException.Malformed(
                object, "has no footer at its end after " + size + " bytes: it is cut off");
    }

    private static byte[] read(SeekableInputStream file, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }
}
