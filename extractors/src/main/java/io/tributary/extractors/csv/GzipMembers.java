package io.tributary.extractors.csv;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip of any number of members, and throws if one of them is cut off or damaged.
 *
 * <p>The JDK's own stream decides by {@link InputStream#available} whether a member follows, and takes a damaged
 * header for the end: both end a bill early without an error. Layout: RFC 1952.
 */
public final class GzipMembers extends InputStream {

    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final byte[] input = new byte[64 * 1024];
    private int position;
    private int limit;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private int members;
    private boolean inMember;

    /** @param in closed with this stream */
    public GzipMembers(InputStream in) {
        this.in = requireNonNull(in, "in");
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember || startMember()) {
            int unpacked = inflate(target, offset, length);
            if (unpacked > 0) {
                checksum.update(target, offset, unpacked);
                return unpacked;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("gzip member " + members + " needs a dictionary");
            } else {
                if (position == limit) {
                    fill();
                }
                inflater.setInput(input, position, limit - position);
                position = limit;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int inflate(byte[] target, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            ZipException damaged = new ZipException("gzip member " + members + " is damaged: " + e.getMessage());
            damaged.initCause(e);
            throw damaged;
        }
    }

    /** Reads the header of the next member; false at the end. */
    private boolean startMember() throws IOException {
        if (!hasMember()) {
            return false;
        }
        members++;
        if (next() != 0x1F || next() != 0x8B || next() != 8) {
            throw new ZipException("gzip member " + members + " has no gzip header");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            while ((flags & text) != 0 && next() != 0) {
                continue;
            }
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            skip(2);
        }
        inflater.reset();
        checksum.reset();
        inMember = true;
        return true;
    }

    /** Whether a member follows. Zero bytes at the end are padding, as gzip itself has it. */
    private boolean hasMember() throws IOException {
        boolean isPadded = false;
        while (position < limit || tryFill()) {
            if (members == 0 || input[position] != 0) {
                if (isPadded) {
                    throw new ZipException("gzip member " + members + " is followed by padding and then by more bytes");
                }
                return true;
            }
            isPadded = true;
            position++;
        }
        return false;
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        long size = inflater.getBytesWritten() & 0xFFFF_FFFFL;
        if (nextWord() != checksum.getValue()) {
            throw new ZipException("gzip member " + members + " does not match its checksum");
        }
        if (nextWord() != size) {
            throw new ZipException("gzip member " + members + " does not have the size that it states");
        }
        inMember = false;
    }

    private long nextWord() throws IOException {
        return next() | (long) next() << 8 | (long) next() << 16 | (long) next() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (position == limit) {
            fill();
        }
        return input[position++] & 0xFF;
    }

    private void fill() throws IOException {
        if (!tryFill()) {
            throw new EOFException("gzip member " + members + " is cut off");
        }
    }

    private boolean tryFill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(input, 0, input.length));
        return limit > 0;
    }
}
