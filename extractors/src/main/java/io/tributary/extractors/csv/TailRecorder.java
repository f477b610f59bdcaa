package io.tributary.extractors.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Remembers the last bytes that were read through it. */
final class TailRecorder extends FilterInputStream {

    private final byte[] ring;
    private long total;

    TailRecorder(InputStream in, int size) {
        super(in);
        ring = new byte[size];
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        for (int done = Math.max(0, count - ring.length); done < count; ) {
            int at = (int) ((total + done) % ring.length);
            int part = Math.min(count - done, ring.length - at);
            System.arraycopy(target, offset + done, ring, at, part);
            done += part;
        }
        total += Math.max(0, count);
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        byte[] unused = new byte[(int) Math.min(Math.max(bytes, 0), 8192)];
        return Math.max(0, read(unused, 0, unused.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    void skipToEnd() throws IOException {
        byte[] unused = new byte[8192];
        while (read(unused, 0, unused.length) >= 0) {
            continue;
        }
    }

    /** The last bytes, in order. */
    byte[] tail() {
        int length = (int) Math.min(total, ring.length);
        byte[] tail = new byte[length];
        for (int i = 0; i < length; i++) {
            tail[i] = ring[(int) ((total - length + i) % ring.length)];
        }
        return tail;
    }
}
