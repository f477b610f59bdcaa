package io.tributary.extractors.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.SourceCursor;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.TopicReader;
import io.tributary.schemas.wire.AvroSerdes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** The cursors that were committed, by scope. */
public final class CursorTopic {

    private static final Duration POLL = Duration.ofMillis(500);

    private CursorTopic() {}

    /** Reads the topic to its end. Call it after the extractor's own unfinished transaction has ended. */
    public static Map<String, SourceCursor> read(PublishConfig config) {
        String topic = Topics.CURSORS.name();
        Map<String, SourceCursor> cursors = new HashMap<>();
        try (TopicReader consumer = new TopicReader(settings(config));
                Deserializer<SourceCursor> deserializer =
                        AvroSerdes.valueDeserializer(SourceCursor.class, config.serde())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    String scope = new String(record.key(), UTF_8);
                    if (record.value() == null) {
                        cursors.remove(scope);
                    } else {
                        cursors.put(scope, deserializer.deserialize(topic, record.value()));
                    }
                }
            }
        }
        return cursors;
    }

    private static Map<String, Object> settings(PublishConfig config) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, config.extractorName() + "-cursors");
        settings.putAll(config.kafka());
        return settings;
    }
}
