package io.tributary.extractors.backpressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The number of pages and bytes that offsets stand for. */
class PublishedPagesTest {

    private static final TopicPartition PARTITION = new TopicPartition("raw", 0);

    @Property(tries = 300)
    void whatThisRunPublishedIsKnownExactly(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 6) Integer> transactions,
            @ForAll @IntRange(min = 0, max = 1000) int share) {
        // Given: offsets in order; markers have no size
        PublishedPages published = new PublishedPages();
        List<Long> sizes = new ArrayList<>();
        for (int pages : transactions) {
            List<RecordMetadata> records = new ArrayList<>();
            for (int i = 0; i < pages; i++) {
                int size = 10 + sizes.size() * 7 % 50;
                records.add(record(sizes.size(), size));
                sizes.add((long) size);
            }
            sizes.add(-1L);
            published.committed(records);
        }
        int from = sizes.size() * share / 1000;

        // When, Then
        List<Long> unread = sizes.subList(from, sizes.size()).stream()
                .filter(size -> size >= 0)
                .toList();
        Lag expected = new Lag(
                unread.size(), unread.stream().mapToLong(Long::longValue).sum());
        Map<TopicPartition, Unread> offsets = Map.of(PARTITION, new Unread(from, sizes.size()));
        assertThat(published.lag(offsets)).isEqualTo(expected);
        assertThat(published.lag(offsets)).as("asked again").isEqualTo(expected);
    }

    @Test
    void whatWasThereBeforeIsTakenToBeLikeThat() {
        PublishedPages published = new PublishedPages();
        Map<TopicPartition, Unread> before = Map.of(PARTITION, new Unread(0, 100));
        assertThat(published.lag(before)).isEqualTo(new Lag(100, 0));

        // Three pages of 40 bytes on average, and a marker
        published.committed(List.of(record(100, 20), record(101, 40), record(102, 60)));

        assertThat(published.lag(Map.of(PARTITION, new Unread(0, 104)))).isEqualTo(new Lag(75 + 3, 75 * 40 + 120));
    }

    @Test
    void partitionThatWasReadToItsEndHasNoLag() {
        assertThat(new PublishedPages().lag(Map.of(PARTITION, new Unread(7, 7))))
                .isEqualTo(Lag.NONE);
        assertThat(new PublishedPages().lag(Map.of(PARTITION, new Unread(8, 7))))
                .isEqualTo(Lag.NONE);
    }

    private static RecordMetadata record(long offset, int size) {
        return new RecordMetadata(PARTITION, offset, 0, 0, 4, size - 4);
    }
}
