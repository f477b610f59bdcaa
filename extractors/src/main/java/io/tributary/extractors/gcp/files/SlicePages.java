package io.tributary.extractors.gcp.files;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.ByteBuilder;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rows of a slice, a JSON object a line, in an order that is the same in whatever order they were dumped. */
final class SlicePages implements PageReader {

    private final Path file;
    private final PageLimits limits;
    private final List<Spool.Place> places;
    private final FileChannel channel;
    private int next;

    /** @param firstRow number of the row to begin with, from 0 */
    SlicePages(Path file, long firstRow, PageLimits limits) {
        this.file = requireNonNull(file, "file");
        this.limits = requireNonNull(limits, "limits");
        this.places = Spool.places(file);
        this.next = Math.toIntExact(firstRow);
        try {
            this.channel = FileChannel.open(file);
        } catch (IOException e) {
            throw Spool.failed(file, e);
        }
    }

    @Override
    public Optional<Page> next() {
        if (next >= places.size()) {
            return Optional.empty();
        }
        int first = next;
        ByteBuilder content = new ByteBuilder(places.get(next).length() + 1);
        do {
            content.append(row(places.get(next)));
            content.append('\n');
            next++;
        } while (next < places.size()
                && next - first < limits.pageRows()
                && content.size() + places.get(next).length() < limits.pageBytes());
        return Optional.of(new Page(0, first, next - first, content.copy(0, content.size())));
    }

    private byte[] row(Spool.Place place) {
        if (place.length() >= limits.rowBytes()) {
            throw new SourceException.Malformed(
                    file.toString(),
                    "has a row of " + place.length() + " bytes: expected less than " + limits.rowBytes()
                            + ", which is the most that can be published");
        }
        ByteBuffer bytes = ByteBuffer.allocate(place.length());
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, place.offset() + bytes.position()) < 0) {
                    throw new EOFException("it is cut off");
                }
            }
        } catch (IOException e) {
            throw Spool.failed(file, e);
        }
        return bytes.array();
    }

    @Override
    public long consumed() {
        return next;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Spool.failed(file, e);
        }
    }
}
