package io.tributary.extractors.backpressure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.throttle.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** When publication pauses and resumes. */
class BackPressureTest {

    private static final TopicPartition PARTITION = new TopicPartition("raw", 0);
    private static final int RECORD_BYTES = 100;

    private final VirtualTime time = new VirtualTime();
    private final List<String> heard = new ArrayList<>();
    private final Log log = new Log();

    @Test
    void publicationGoesOnWhileTheGroupKeepsUp() {
        BackPressure gate = gate(10, Long.MAX_VALUE);

        for (int transaction = 0; transaction < 5; transaction++) {
            gate.await();
            log.publish(gate, 2);
        }

        assertThat(heard).isEmpty();
        assertThat(log.questions).isOne();
    }

    @Test
    void publicationWaitsUntilTheGroupHasComeUpToFourFifths() {
        // Given
        BackPressure gate = gate(10, Long.MAX_VALUE);
        gate.await();
        log.publish(gate, 11);
        log.readAfterQuestions = 5;

        // When
        gate.await();

        // Then: three of twelve offsets are read, none of them a marker
        assertThat(heard).containsExactly("paused by 11 pages, 1,100 bytes", "resumed at 8 pages, 800 bytes");
        assertThat(log.read).isEqualTo(3);
        assertThat(time.longestPause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void bytesAreABoundOfTheirOwn() {
        BackPressure gate = gate(Long.MAX_VALUE, 500);
        gate.await();
        log.publish(gate, 7);
        log.readAfterQuestions = 3;

        gate.await();

        assertThat(heard).first().isEqualTo("paused by 7 pages, 700 bytes");
    }

    @Test
    void clusterIsNotAskedAgainBeforeItIsTime() {
        BackPressure gate = gate(1000, Long.MAX_VALUE);
        for (int transaction = 0; transaction < 30; transaction++) {
            gate.await();
            log.publish(gate, 1);
            time.pass(Duration.ofMillis(100));
        }

        assertThat(log.questions).isEqualTo(3);
    }

    private BackPressure gate(long pages, long bytes) {
        BackPressureConfig config = new BackPressureConfig(Optional.of("group"), pages, bytes, Duration.ofSeconds(1));
        BackPressure.Listener listener = new BackPressure.Listener() {
            @Override
            public void paused(String group, Lag lag) {
                heard.add("paused by " + lag);
            }

            @Override
            public void resumed(String group, Lag lag, Duration waited) {
                heard.add("resumed at " + lag);
            }

            @Override
            public void lags(Lag lag) {
                // Not used here.
            }

            @Override
            public void bufferFull(long recordBytes, long available) {
                heard.add("buffer");
            }
        };
        return new BackPressure(config, log::unread, listener, time, time);
    }

    /** A partition and the group that reads it. */
    private static final class Log {

        private long end;
        private long read;
        private int questions;
        private int readAfterQuestions = Integer.MAX_VALUE;

        void publish(BackPressure gate, int pages) {
            List<RecordMetadata> records = new ArrayList<>();
            for (int i = 0; i < pages; i++) {
                records.add(new RecordMetadata(PARTITION, end + i, 0, 0, 10, RECORD_BYTES - 10));
            }
            end += pages + 1;
            gate.committed(records);
        }

        Map<TopicPartition, Unread> unread() {
            if (++questions >= readAfterQuestions) {
                read++;
            }
            return Map.of(PARTITION, new Unread(read, end));
        }
    }
}
