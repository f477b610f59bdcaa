package io.tributary.streams;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Publication time that never goes back: the larger of the record's and the partition's. A page that is replayed after
 * months is so looked up and kept in today's windows, and the changelog's records carry today's time, too.
 *
 * <p>A record from the future would push the time forward and expire everything that is known: its time is not taken.
 */
public final class PublicationTime implements TimestampExtractor {

    private static final long CLOCK_DIFFERENCE = Duration.ofMinutes(5).toMillis();

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        // The one place that must ask the clock: no record can say what the future is.
        long latest = System.currentTimeMillis() + CLOCK_DIFFERENCE;
        long published =
                record.timestamp() > latest ? Math.min(latest, Math.max(partitionTime, 0)) : record.timestamp();
        return Math.max(Math.max(published, partitionTime), 0);
    }
}
