package io.tributary.extractors.parquet;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.ResumingStream;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Random access to an object for Parquet's reader. Each part is a request of its own for these bytes of this version,
 * which resumes after a broken connection.
 */
public final class ObjectInputFile implements InputFile {

    /** The least that is read at once: it covers most footers, which are read in many small steps. */
    private static final int WINDOW_BYTES = 64 * 1024;

    private final ObjectStore store;
    private final StoredObject object;
    private final Backoff backoff;
    private final Pause pause;

    /**
     * @param backoff how often and after how long a broken connection is replaced
     * @param pause waits before the next attempt
     */
    public ObjectInputFile(ObjectStore store, StoredObject object, Backoff backoff, Pause pause) {
        this.store = requireNonNull(store, "store");
        this.object = requireNonNull(object, "object");
        this.backoff = requireNonNull(backoff, "backoff");
        this.pause = requireNonNull(pause, "pause");
    }

    @Override
    public long getLength() {
        return object.size();
    }

    @Override
    public SeekableInputStream newStream() {
        return new Parts();
    }

    @Override
    public String toString() {
        return store.uri(object.key());
    }

    /** Reads parts of the object; small reads are served from a window that is kept. */
    private final class Parts extends SeekableInputStream {

        private byte[] window = new byte[0];
        private long windowStart;
        private long position;

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void seek(long newPosition) {
            position = newPosition;
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int wanted = (int) Math.min(length, object.size() - position);
            if (wanted <= 0) {
                return length == 0 ? 0 : -1;
            }
            boolean isKept = position >= windowStart && position + wanted <= windowStart + window.length;
            if (!isKept && wanted >= WINDOW_BYTES) {
                fetch(position, target, offset, wanted);
            } else {
                if (!isKept) {
                    moveWindow();
                }
                System.arraycopy(window, (int) (position - windowStart), target, offset, wanted);
            }
            position += wanted;
            return wanted;
        }

        /** At the end of the object the window ends there: a footer is read backwards from its last byte. */
        private void moveWindow() throws IOException {
            int length = (int) Math.min(WINDOW_BYTES, object.size());
            byte[] moved = new byte[length];
            long start = Math.min(position, object.size() - length);
            fetch(start, moved, 0, length);
            window = moved;
            windowStart = start;
        }

        private void fetch(long from, byte[] target, int offset, int length) throws IOException {
            try (InputStream part = new ResumingStream(store, object, from, from + length, backoff, pause)) {
                int count = part.readNBytes(target, offset, length);
                if (count < length) {
                    throw new EOFException("it ends after " + (from + count) + " of " + object.size() + " bytes");
                }
            }
        }

        @Override
        public void readFully(byte[] target) throws IOException {
            readFully(target, 0, target.length);
        }

        @Override
        public void readFully(byte[] target, int offset, int length) throws IOException {
            if (read(target, offset, length) < length) {
                throw new EOFException("it ends after " + object.size() + " bytes");
            }
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            byte[] bytes = new byte[(int) Math.min(target.remaining(), Math.max(0, object.size() - position))];
            int count = read(bytes, 0, bytes.length);
            target.put(bytes, 0, Math.max(0, count));
            return bytes.length == 0 ? -1 : count;
        }

        @Override
        public void readFully(ByteBuffer target) throws IOException {
            byte[] bytes = new byte[target.remaining()];
            readFully(bytes);
            target.put(bytes);
        }
    }
}
