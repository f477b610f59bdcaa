package io.tributary.local.command.deliveries;

import io.tributary.schemas.Completion;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Instruction;
import io.tributary.schemas.RawPage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Cuts what is published of a statement into pages of a rebuild. Each record follows its length in four bytes, and is
 * followed by the length of what the ledger holds of it, and that. Records of deliveries come after them.
 */
final class RebuildPages {

    static final String CONTENT_TYPE = "application/x-tributary-cost-records; ledger=present";

    static final String DELIVERIES = "application/x-tributary-deliveries; ledger=present";

    private static final String REBUILD = "REBUILD";

    /** A page that has as many bytes is sent. */
    private static final int PAGE_BYTES = 200 * 1024;

    /** The length of what the ledger holds, where that is the live record itself. */
    private static final int SAME = -1;

    private final Delivery owner;
    private final String reading;
    private final String reason;
    private final Instant now;
    private final Consumer<RawPage> sender;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final CRC32C ofPages = new CRC32C();
    private String contentType = CONTENT_TYPE;
    private int rows;
    private int pages;
    private long allRows;
    private long live;

    /**
     * @param owner a delivery of the scope that states the account's period
     * @param reading id of the rebuild
     * @param now when it is made
     * @param sender gets its pages, the completion last
     */
    RebuildPages(Delivery owner, String reading, String reason, Instant now, Consumer<RawPage> sender) {
        this.owner = owner;
        this.reading = reading;
        this.reason = reason;
        this.now = now;
        this.sender = sender;
    }

    void add(PublishedRecords.Published record) {
        append(record.live());
        if (record.same()) {
            length(SAME);
        } else {
            append(record.charged());
        }
        rows++;
        live += record.live() == null ? 0 : 1;
        if (content.size() >= PAGE_BYTES) {
            flush();
        }
    }

    /**
     * Adds records of {@code billing.deliveries}, after all cost records: they say what the deliveries have changed.
     *
     * @param records as they are on the topic
     */
    void addDeliveries(List<byte[]> records) {
        if (rows > 0) {
            flush();
        }
        contentType = DELIVERIES;
        for (byte[] record : records) {
            append(record);
            rows++;
            if (content.size() >= PAGE_BYTES) {
                flush();
            }
        }
        if (rows > 0) {
            flush();
        }
        contentType = CONTENT_TYPE;
    }

    private void append(byte[] record) {
        if (record == null) {
            length(0);
        } else {
            length(record.length);
            content.writeBytes(record);
        }
    }

    private void length(int length) {
        content.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    }

    private void flush() {
        byte[] bytes = content.toByteArray();
        content.reset();
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        ofPages.update(
                ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).flip());
        sender.accept(page().setPageNumber(pages)
                .setContent(ByteBuffer.wrap(bytes))
                .setRowCount(rows)
                .setChecksum(checksum.getValue())
                .build());
        pages++;
        allRows += rows;
        rows = 0;
    }

    /**
     * Sends what is left, and the completion.
     *
     * @return live records that were sent
     */
    long complete() {
        if (rows > 0) {
            flush();
        }
        sender.accept(page().setPageNumber(pages)
                .setChecksum(ofPages.getValue())
                .setCompletion(new Completion(pages, allRows, List.of(), List.of()))
                .build());
        return live;
    }

    private RawPage.Builder page() {
        return DeliveryRecords.of(owner, now)
                .setContentType(contentType)
                .setReading(reading)
                .setInstruction(new Instruction(REBUILD, reason));
    }
}
