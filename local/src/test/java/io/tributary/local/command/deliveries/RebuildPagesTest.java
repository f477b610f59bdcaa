package io.tributary.local.command.deliveries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.run.SampleDeliveries;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Cuts published records into pages of a rebuild. */
class RebuildPagesTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.123Z");

    private final List<RawPage> sent = new ArrayList<>();

    @Test
    void everyRecordSaysWhatTheLedgerHoldsOfIt() {
        RebuildPages pages = pages();
        pages.add(new PublishedRecords.Published(bytes("same"), bytes("same"), true));
        pages.add(new PublishedRecords.Published(bytes("live"), bytes("former"), false));
        pages.add(new PublishedRecords.Published(bytes("none"), null, false));
        pages.add(new PublishedRecords.Published(null, bytes("gone"), false));

        long live = pages.complete();

        assertThat(live).isEqualTo(3);
        ByteBuffer content = sent.get(0).getContent();
        assertThat(text(content)).isEqualTo("same");
        assertThat(content.getInt()).isEqualTo(-1);
        assertThat(text(content)).isEqualTo("live");
        assertThat(text(content)).isEqualTo("former");
        assertThat(text(content)).isEqualTo("none");
        assertThat(text(content)).isEmpty();
        assertThat(text(content)).isEmpty();
        assertThat(text(content)).isEqualTo("gone");
        assertThat(content.hasRemaining()).isFalse();
    }

    @Test
    void pagesAreBoundedAndTheCompletionSumsThem() {
        byte[] large = new byte[100 * 1024];
        RebuildPages pages = pages();
        for (int i = 0; i < 5; i++) {
            pages.add(new PublishedRecords.Published(large, null, false));
        }

        pages.complete();

        assertThat(sent).extracting(RawPage::getPageNumber).containsExactly(0, 1, 2, 3);
        assertThat(sent).extracting(RawPage::getRowCount).containsExactly(2, 2, 1, 0);
        RawPage end = sent.get(3);
        assertThat(end.getCompletion().getPages()).isEqualTo(3);
        assertThat(end.getCompletion().getRows()).isEqualTo(5);
        CRC32C checksums = new CRC32C();
        for (RawPage page : sent.subList(0, 3)) {
            CRC32C checksum = new CRC32C();
            checksum.update(page.getContent().duplicate());
            assertThat(page.getChecksum()).isEqualTo(checksum.getValue());
            checksums.update(
                    ByteBuffer.allocate(Long.BYTES).putLong(page.getChecksum()).flip());
        }
        assertThat(end.getChecksum()).isEqualTo(checksums.getValue());
        assertThat(sent)
                .allSatisfy(page -> assertThat(page.getInstruction().getKind()).isEqualTo("REBUILD"))
                .allSatisfy(page -> assertThat(page.getContentType())
                        .isEqualTo("application/x-tributary-cost-records; ledger=present"))
                .allSatisfy(page -> assertThat(page.getReading()).isEqualTo("one"))
                .allSatisfy(page -> assertThat(page.getExtractedAt()).isEqualTo(NOW));
    }

    @Test
    void deliveriesFollowTheRecordsOnPagesOfTheirOwn() {
        RebuildPages pages = pages();
        pages.add(new PublishedRecords.Published(bytes("live"), null, false));
        pages.addDeliveries(List.of(bytes("one"), bytes("two")));

        pages.complete();

        assertThat(sent).extracting(RawPage::getRowCount).containsExactly(1, 2, 0);
        assertThat(sent).extracting(RawPage::getContentType).element(1).isEqualTo(RebuildPages.DELIVERIES);
        assertThat(text(sent.get(1).getContent())).isEqualTo("one");
        assertThat(sent.get(2).getContentType()).isEqualTo(RebuildPages.CONTENT_TYPE);
        assertThat(sent.get(2).getCompletion().getPages()).isEqualTo(2);
        assertThat(sent.get(2).getCompletion().getRows()).isEqualTo(3);
    }

    @Test
    void statementWithoutRecordsIsACompletionAlone() {
        assertThat(pages().complete()).isZero();

        assertThat(sent).singleElement().satisfies(end -> {
            assertThat(end.getCompletion().getPages()).isZero();
            assertThat(end.getChecksum()).isZero();
        });
    }

    private RebuildPages pages() {
        Delivery owner = SampleDeliveries.of("aws", "aws.cur.legacy", "111", LocalDate.of(2026, 11, 1), "delivery");
        return new RebuildPages(owner, "one", "lost", NOW, sent::add);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String text(ByteBuffer content) {
        byte[] bytes = new byte[content.getInt()];
        content.get(bytes);
        return new String(bytes, UTF_8);
    }
}
