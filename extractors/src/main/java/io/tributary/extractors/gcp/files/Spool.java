package io.tributary.extractors.gcp.files;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.ByteBuilder;
import io.tributary.extractors.source.SourceException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder on this machine in which rows are sorted into files: a row is its length, its digest and its bytes. What is
 * held in memory is bounded, however many files there are; no file stays open. Used by one thread.
 */
final class Spool implements AutoCloseable {

    /** Of each row, before its bytes: its length and its digest. */
    static final int HEAD_BYTES = Integer.BYTES + 2 * Long.BYTES;

    private final Path folder;
    private final int mostBytes;
    private final Map<Path, ByteBuilder> waiting = new HashMap<>();
    private int waitingBytes;
    private int files;

    /** @param mostBytes bytes of rows that wait in memory until they are written */
    Spool(int mostBytes) {
        this.mostBytes = mostBytes;
        try {
            this.folder = Files.createTempDirectory("tributary-gcp-");
        } catch (IOException e) {
            throw new SourceException.Unavailable(
                    System.getProperty("java.io.tmpdir"), "has no room for a folder: " + e.getMessage(), e);
        }
    }

    /** A file that is not there yet. */
    Path newFile() {
        files++;
        return folder.resolve(Integer.toString(files));
    }

    void add(Path file, RowDigest digest, byte[] row) {
        ByteBuilder rows = waiting.computeIfAbsent(requireNonNull(file, "file"), first -> new ByteBuilder(4_096));
        rows.append(ByteBuffer.allocate(HEAD_BYTES)
                .putInt(row.length)
                .putLong(digest.high())
                .putLong(digest.low())
                .array());
        rows.append(row);
        waitingBytes += HEAD_BYTES + row.length;
        if (waitingBytes >= mostBytes) {
            flush();
        }
    }

    /** Writes what waits in memory. */
    void flush() {
        waiting.forEach((file, rows) -> {
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                out.write(rows.copy(0, rows.size()));
            } catch (IOException e) {
                throw failed(file, e);
            }
        });
        waiting.clear();
        waitingBytes = 0;
    }

    /**
     * Where the rows of a file are, in the order of their digests, which does not depend on who dumped them and how.
     */
    static List<Place> places(Path file) {
        List<Place> places = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            long offset = 0;
            long size = Files.size(file);
            while (offset < size) {
                int length = in.readInt();
                RowDigest digest = new RowDigest(in.readLong(), in.readLong());
                in.skipNBytes(length);
                places.add(new Place(digest, offset + HEAD_BYTES, length));
                offset += HEAD_BYTES + length;
            }
        } catch (IOException e) {
            throw failed(file, e);
        }
        places.sort(Comparator.comparing(Place::digest));
        return places;
    }

    static SourceException failed(Path file, IOException cause) {
        return new SourceException.Unavailable(
                file.toString(), "which rows are sorted into, failed: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        waiting.clear();
        try (Stream<Path> content = Files.list(folder)) {
            for (Path file : content.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /**
     * Where a row is.
     *
     * @param digest its digest
     * @param offset of its first byte
     * @param length how many bytes it has
     */
    record Place(RowDigest digest, long offset, int length) {}
}
