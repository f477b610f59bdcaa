package io.tributary.benchmarks;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.TopicContracts;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.streams.PublicationTime;
import io.tributary.streams.StreamsAppConfig;
import io.tributary.streams.StreamsSettings;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/**
 * The least that a topology can do with pages: split them into rows, and forward each row's bytes to the partition that
 * the page came from. Its settings are the billing topology's, and so is how it decodes a page; its output topic is
 * configured like that of cost records.
 */
final class PassThrough {

    /** Takes the rows. */
    static final Topic<CostRecord> OUTPUT =
            new Topic<>("benchmark.pass-through", CostRecord.class, Topics.COSTS.required(), Topics.COSTS.advised());

    private PassThrough() {}

    static KafkaStreams start(StreamsAppConfig config) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", config.bootstrapServers()))) {
            TopicContracts.ensure(admin, List.of(OUTPUT), config.partitions(), config.replicationFactor());
        }
        Properties settings = StreamsSettings.of(config);
        KafkaStreams streams = new KafkaStreams(topology(config, new StreamsConfig(settings)), settings);
        streams.start();
        return streams;
    }

    private static Topology topology(StreamsAppConfig config, StreamsConfig streamsConfig) {
        SplitPages.SamePartition samePartition = new SplitPages.SamePartition();
        return new Topology(new TopologyConfig(streamsConfig))
                .addSource(
                        AutoOffsetReset.earliest(),
                        "pages",
                        new PublicationTime(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Provider.AWS.rawTopic().name())
                .addProcessor(
                        "split",
                        () -> new SplitPages(
                                AvroSerdes.valueDeserializer(RawPage.class, config.settings()), samePartition),
                        "pages")
                .addSink(
                        "rows",
                        OUTPUT.name(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        samePartition,
                        "split");
    }
}
