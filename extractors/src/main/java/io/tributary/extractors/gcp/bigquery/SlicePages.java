package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.FieldValueList;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Optional;

/** The pages of one slice: lines of JSON, as many as fit. */
final class SlicePages implements PageReader {

    private final TableReading table;
    private final SliceReading reading;
    private final Slice slice;
    private final String uri;
    private final PageLimits limits;

    private Optional<byte[]> held = Optional.empty();
    private long rows;
    private BigDecimal net = BigDecimal.ZERO;

    /**
     * Begins to read a slice.
     *
     * @param uri the slice's address, for messages
     * @throws SourceException if the query fails
     */
    SlicePages(TableReading table, SliceReading reading, Slice slice, String uri, PageLimits limits) {
        this.table = requireNonNull(table, "table");
        this.reading = requireNonNull(reading, "reading");
        this.slice = requireNonNull(slice, "slice");
        this.uri = requireNonNull(uri, "uri");
        this.limits = requireNonNull(limits, "limits");
        table.guarded(() -> {
            reading.begin(slice);
            return slice;
        });
    }

    @Override
    public Optional<Page> next() {
        return table.guarded(this::read);
    }

    private Optional<Page> read() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        long first = rows;
        int count = 0;
        for (Optional<byte[]> line = peek(); line.isPresent() && hasRoom(content, count, line.get()); line = peek()) {
            content.writeBytes(line.get());
            held = Optional.empty();
            count++;
            rows++;
        }
        return count == 0 ? Optional.empty() : Optional.of(new Page(0, first, count, content.toByteArray()));
    }

    @Override
    public long consumed() {
        return rows;
    }

    @Override
    public void close() {
        // BigQuery deletes the job's result by itself.
    }

    /** Rows that were read. */
    long rows() {
        return rows;
    }

    /** Their costs and credits. */
    BigDecimal net() {
        return net;
    }

    private boolean hasRoom(ByteArrayOutputStream content, int count, byte[] line) {
        return count == 0 || count < limits.pageRows() && content.size() + line.length <= limits.pageBytes();
    }

    private Optional<byte[]> peek() {
        if (held.isEmpty()) {
            Optional<FieldValueList> row = reading.next(slice);
            if (row.isPresent()) {
                byte[] line = reading.line(row.get());
                if (line.length > limits.rowBytes()) {
                    throw new SourceException.Malformed(
                            uri, "has a row of " + line.length + " bytes: expected at most " + limits.rowBytes());
                }
                net = net.add(reading.reader().net(row.get()));
                held = Optional.of(line);
            }
        }
        return held;
    }
}
