package io.tributary.extractors.objects;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of an object, or of a part of it. If a connection breaks or ends too early, the object is opened again
 * where the last connection stopped. Failures are counted since the last byte that arrived.
 */
public final class ResumingStream extends InputStream {

    private static final Logger LOGGER = LoggerFactory.getLogger(ResumingStream.class);

    private final ObjectStore store;
    private final StoredObject object;
    private final Backoff backoff;
    private final Pause pause;
    private final long end;
    private InputStream current;
    private long offset;
    private int failures;

    /** The whole object. */
    public ResumingStream(ObjectStore store, StoredObject object, Backoff backoff, Pause pause) {
        this(store, object, 0, object.size(), backoff, pause);
    }

    /**
     * A part of the object.
     *
     * @param start its first byte, from 0
     * @param end the byte after its last
     */
    public ResumingStream(ObjectStore store, StoredObject object, long start, long end, Backoff backoff, Pause pause) {
        this.store = requireNonNull(store, "store");
        this.object = requireNonNull(object, "object");
        this.backoff = requireNonNull(backoff, "backoff");
        this.pause = requireNonNull(pause, "pause");
        this.offset = start;
        this.end = end;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int position, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (offset < end) {
            try {
                if (current == null) {
                    current = store.open(object, offset, end - offset);
                }
                int count = current.read(target, position, (int) Math.min(length, end - offset));
                if (count > 0) {
                    offset += count;
                    failures = 0;
                    return count;
                }
                reopenLater(
                        new IOException("the connection ended after " + offset + " of " + object.size() + " bytes"));
            } catch (IOException e) {
                reopenLater(e);
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private void reopenLater(IOException cause) {
        String uri = store.uri(object.key());
        failures++;
        if (Thread.currentThread().isInterrupted()) {
            throw new SourceException.Unavailable(uri, "reading it was given up", cause);
        }
        if (!backoff.admits(failures)) {
            throw new SourceException.Unavailable(
                    uri,
                    "reading it broke off " + failures + " times at byte " + offset + ": " + cause.getMessage(),
                    cause);
        }
        LOGGER.warn("{}: reading it broke off at byte {}, trying again: {}", uri, offset, cause.toString());
        try {
            close();
        } catch (IOException e) {
            cause.addSuppressed(e);
            current = null;
        }
        pause.pause(backoff.delay(failures, ThreadLocalRandom.current()));
    }
}
