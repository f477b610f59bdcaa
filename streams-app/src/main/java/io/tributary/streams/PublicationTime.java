package io.tributary.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Publication time: the smaller of the record's time and the clock, and never before that of a record before. The
 * comparison keeps the largest in its store, too, since the partition's time is lost with its offsets.
 */
public final class PublicationTime implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        // The one place that must ask the clock: no record can say what the future is.
        long now = System.currentTimeMillis();
        long published = record.timestamp() < 0 ? now : Math.min(record.timestamp(), now);
        return Math.max(published, partitionTime);
    }
}
