package io.tributary.benchmarks;

import io.tributary.schemas.Completion;
import io.tributary.schemas.RawPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** One delivery of a bill, cut into pages as an extractor cuts it: whole rows under the header, then the completion. */
final class DeliveryPages implements AutoCloseable {

    /** More than a row of a sample has. */
    private static final int LARGEST_ROW = 64 * 1024;

    private final BillFile bill;
    private final Phase phase;
    private final int pageBytes;
    private final FileChannel file;
    private final byte[] header;
    private final RowChange change;
    private final CRC32C checksums = new CRC32C();
    private long position;
    private int pages;
    private long rows;
    private boolean complete;

    /** How a delivery changes the rows under a header line. */
    interface Change {
        RowChange under(byte[] header);
    }

    /**
     * @param pageBytes bytes of content that a page may have
     */
    DeliveryPages(BillFile bill, Phase phase, int pageBytes, Change change) throws IOException {
        this.bill = bill;
        this.phase = phase;
        this.pageBytes = pageBytes;
        this.file = FileChannel.open(bill.path(), StandardOpenOption.READ);
        byte[] start = read(LARGEST_ROW);
        this.header = Arrays.copyOf(start, CsvLines.end(start, 0, start.length));
        this.change = change.under(header);
        this.position = header.length;
    }

    /** The provider's id of a scope's delivery. */
    static String id(Phase phase) {
        return "delivery-" + phase.ordinal();
    }

    /** The next page, the completion last; empty after it. */
    Optional<RawPage> next() throws IOException {
        if (complete) {
            return Optional.empty();
        }
        byte[] content = read(pageBytes + LARGEST_ROW);
        if (content.length == 0) {
            complete = true;
            return Optional.of(completion());
        }
        boolean last = content.length < pageBytes + LARGEST_ROW;
        ByteArrayOutputStream page = new ByteArrayOutputStream(pageBytes + LARGEST_ROW);
        page.writeBytes(header);
        int pageRows = 0;
        int at = 0;
        while (at < content.length && page.size() < pageBytes - LARGEST_ROW / 16) {
            int end = CsvLines.end(content, at, content.length);
            if (end == content.length && !last) {
                break;
            }
            pageRows += change.apply(content, at, end, page) ? 1 : 0;
            at = end;
        }
        position += at;
        return Optional.of(page(page.toByteArray(), pageRows));
    }

    private byte[] read(int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            read = file.read(buffer, position + buffer.position());
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private RawPage page(byte[] content, int pageRows) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        checksums.update(
                ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).flip());
        RawPage page = start(pages)
                .setContent(ByteBuffer.wrap(content))
                .setRowCount(pageRows)
                .setChecksum(checksum.getValue())
                .setArtifactRow(rows)
                .build();
        pages++;
        rows += pageRows;
        return page;
    }

    private RawPage completion() {
        return start(pages)
                .setContent(ByteBuffer.allocate(0))
                .setRowCount(0)
                .setChecksum(checksums.getValue())
                .setArtifactRow(rows)
                .setCompletion(new Completion(pages, rows, List.of(), List.of()))
                .build();
    }

    private RawPage.Builder start(int pageNumber) {
        return RawPage.newBuilder()
                .setProvider("aws")
                .setDataSet("aws.cur.legacy")
                .setBillingAccountId(bill.account())
                .setBillingPeriodStart(bill.period())
                .setBillingPeriodEnd(bill.period().plusMonths(1))
                .setScope(bill.scope())
                .setDeliveryId(id(phase))
                .setDeliveryTime(bill.published().plus(Duration.ofDays(phase.ordinal())))
                .setPageNumber(pageNumber)
                .setContentType("text/csv; header=present")
                .setArtifact(bill.path().toUri().toString())
                .setExtractedAt(Instant.now())
                .setExtractorVersion("benchmark");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
