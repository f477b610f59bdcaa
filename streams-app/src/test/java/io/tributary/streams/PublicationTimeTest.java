package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Publication time never goes back, and is not led astray by a record from the future. */
class PublicationTimeTest {

    private static final long MONDAY = Instant.parse("2024-11-04T00:00:00Z").toEpochMilli();
    private static final long TUESDAY = MONDAY + Duration.ofDays(1).toMillis();
    private static final long NONE_YET = -1;

    @Test
    void recordsTimeIsPublicationTime() {
        assertThat(timeOf(TUESDAY, MONDAY)).isEqualTo(TUESDAY);
        assertThat(timeOf(TUESDAY, NONE_YET)).isEqualTo(TUESDAY);
    }

    @Test
    void replayedRecordComesAtThePartitionsTime() {
        assertThat(timeOf(MONDAY, TUESDAY)).isEqualTo(TUESDAY);
    }

    @Test
    void recordFromTheFutureComesNow() {
        long before = System.currentTimeMillis();
        long future = Instant.now().plus(Duration.ofDays(400)).toEpochMilli();

        assertThat(timeOf(future, TUESDAY)).isBetween(before, System.currentTimeMillis());
        assertThat(timeOf(future, NONE_YET)).isBetween(before, System.currentTimeMillis());
    }

    @Test
    void recordWithoutTimeComesNow() {
        long before = System.currentTimeMillis();

        assertThat(timeOf(ConsumerRecord.NO_TIMESTAMP, NONE_YET)).isBetween(before, System.currentTimeMillis());
    }

    private static long timeOf(long timestamp, long partitionTime) {
        ConsumerRecord<Object, Object> record = new ConsumerRecord<>(
                "billing.raw.aws",
                0,
                0L,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                "value",
                new RecordHeaders(),
                Optional.empty());
        return new PublicationTime().extract(record, partitionTime);
    }
}
