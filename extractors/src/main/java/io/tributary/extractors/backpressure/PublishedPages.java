package io.tributary.extractors.backpressure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Turns offsets that were not read into pages and bytes.
 *
 * <p>Of what this run has published, every record's place and size are known. All other offsets, of earlier runs and of
 * other extractors, are taken to be like these on the average: as large, and with as many markers of transactions among
 * them. Before anything was published each is taken for a page, of whose size nothing is known.
 */
final class PublishedPages {

    private final Map<TopicPartition, Deque<Published>> published = new HashMap<>();
    private long pages;
    private long bytes;
    private long markers;

    /** Where a record is, how large, and whether its transaction's marker is behind it. */
    private record Published(long offset, long bytes, boolean isLast) {}

    /** Takes note of the pages of a transaction. */
    void committed(List<RecordMetadata> records) {
        Map<TopicPartition, Long> last = new HashMap<>();
        records.forEach(record -> last.merge(partition(record), record.offset(), Math::max));
        for (RecordMetadata record : records) {
            boolean isLast = last.get(partition(record)) == record.offset();
            published
                    .computeIfAbsent(partition(record), partition -> new ArrayDeque<>())
                    .add(new Published(record.offset(), size(record), isLast));
        }
        pages += records.size();
        bytes += records.stream().mapToLong(PublishedPages::size).sum();
        markers += last.size();
    }

    /** How much it is that was not read. What was read is forgotten. */
    Lag lag(Map<TopicPartition, Unread> unread) {
        Lag lag = Lag.NONE;
        for (Map.Entry<TopicPartition, Unread> partition : unread.entrySet()) {
            lag = lag.plus(lag(published.getOrDefault(partition.getKey(), new ArrayDeque<>()), partition.getValue()));
        }
        return lag;
    }

    /** What records are. */
    static Lag sizes(List<RecordMetadata> records) {
        return new Lag(
                records.size(), records.stream().mapToLong(PublishedPages::size).sum());
    }

    private Lag lag(Deque<Published> known, Unread unread) {
        long knownPages = 0;
        long knownBytes = 0;
        long knownMarkers = 0;
        for (Iterator<Published> records = known.iterator(); records.hasNext(); ) {
            Published record = records.next();
            if (record.offset() + 1 < unread.from()) {
                records.remove();
            } else {
                knownPages += unread.contains(record.offset()) ? 1 : 0;
                knownBytes += unread.contains(record.offset()) ? record.bytes() : 0;
                knownMarkers += record.isLast() && unread.contains(record.offset() + 1) ? 1 : 0;
            }
        }
        long others = Math.max(0, unread.offsets() - knownPages - knownMarkers);
        long otherPages = pages == 0 ? others : Math.round((double) others * pages / (pages + markers));
        long otherBytes = pages == 0 ? 0 : Math.round((double) otherPages * bytes / pages);
        return new Lag(knownPages + otherPages, knownBytes + otherBytes);
    }

    private static TopicPartition partition(RecordMetadata record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static long size(RecordMetadata record) {
        return (long) record.serializedKeySize() + record.serializedValueSize();
    }
}
