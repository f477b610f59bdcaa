package io.tributary.schemas.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer of what is committed, which leaves no positions and is in no group. Assign partitions and seek before it
 * is polled. It closes at once: a consumer that is at the end of a topic waits half a second for its last fetch.
 */
public final class TopicReader extends KafkaConsumer<byte[], byte[]> {

    /** @param settings of a Kafka consumer, bootstrap.servers at least; those that make it what it is are overridden */
    public TopicReader(Map<String, ?> settings) {
        super(all(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> all(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.remove("group.id");
        all.put("isolation.level", "read_committed");
        all.put("auto.offset.reset", "earliest");
        all.put("enable.auto.commit", "false");
        all.put("allow.auto.create.topics", "false");
        all.putIfAbsent("enable.metrics.push", "false");
        return all;
    }

    @Override
    public void close() {
        close(CloseOptions.timeout(Duration.ZERO));
    }
}
