package io.tributary.extractors.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.io.SeekableInputStream;

/** The stored bytes of one column of a row group, read piece by piece. Several columns share a file. */
final class ChunkBytes extends InputStream {

    private final SeekableInputStream file;
    private final long end;
    private final int pieceBytes;

    /** Where in the file the byte at {@link #limit} lies. */
    private long next;

    private byte[] piece;
    private int position;
    private int limit;

    /**
     * @param start the chunk's first byte in the file
     * @param length bytes of the chunk
     * @param pieceBytes how much of it is read at a time
     */
    ChunkBytes(SeekableInputStream file, long start, long length, int pieceBytes) {
        this.file = file;
        this.next = start;
        this.end = start + length;
        this.pieceBytes = pieceBytes;
        this.piece = new byte[0];
    }

    /** A chunk that is in memory completely: {@code length} bytes of {@code held} from {@code from} on. */
    ChunkBytes(byte[] held, int from, int length) {
        this.file = null;
        this.next = 0;
        this.end = 0;
        this.pieceBytes = 0;
        this.piece = held;
        this.position = from;
        this.limit = from + length;
    }

    /** Bytes of the chunk that were not read yet. */
    long left() {
        return limit - position + Math.max(0, end - next);
    }

    @Override
    public int read() throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        return piece[position++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == limit && !fill()) {
            return -1;
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(piece, position, target, offset, count);
        position += count;
        return count;
    }

    /**
     * Reads exactly {@code length} bytes; a larger length than the buffer's is read past it.
     *
     * @throws EOFException if the chunk has less
     */
    byte[] take(int length) throws IOException {
        if (length > left()) {
            throw new EOFException("a page states " + length + " bytes where its column has " + left() + " left");
        }
        byte[] bytes = new byte[length];
        int held = Math.min(length, limit - position);
        System.arraycopy(piece, position, bytes, 0, held);
        position += held;
        int missing = length - held;
        if (missing >= pieceBytes && missing > 0) {
            file.seek(next);
            file.readFully(bytes, held, missing);
            next += missing;
        } else if (missing > 0) {
            fill();
            System.arraycopy(piece, position, bytes, held, missing);
            position += missing;
        }
        return bytes;
    }

    private boolean fill() throws IOException {
        int length = (int) Math.min(pieceBytes, end - next);
        if (length <= 0) {
            return false;
        }
        if (piece.length < length) {
            piece = new byte[length];
        }
        file.seek(next);
        file.readFully(piece, 0, length);
        next += length;
        position = 0;
        limit = length;
        return true;
    }
}
