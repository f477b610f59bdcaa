package io.tributary.benchmarks;

import io.tributary.local.registry.LocalRegistry;
import io.tributary.schemas.Provider;
import io.tributary.schemas.topics.TopicContracts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** A broker in its own JVM, and a schema registry in this one. */
final class Cluster implements AutoCloseable {

    /** Partitions of every topic. */
    static final int PARTITIONS = 4;

    private final ChildJvm broker;
    private final String bootstrapServers;
    private final LocalRegistry registry;
    private final Admin admin;

    private Cluster(ChildJvm broker, String bootstrapServers) {
        this.broker = broker;
        this.bootstrapServers = bootstrapServers;
        this.registry = LocalRegistry.start(bootstrapServers, 0);
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        TopicContracts.ensure(admin, List.of(Provider.AWS.rawTopic()), PARTITIONS, (short) 1);
    }

    static Cluster start(Path directory) throws IOException {
        ChildJvm broker = ChildJvm.start(
                "broker",
                directory.resolve("logs"),
                List.of("-Xms1g", "-Xmx1g"),
                BrokerProcess.class,
                directory.resolve("cluster").toString());
        try {
            return new Cluster(broker, broker.awaitReady());
        } catch (IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    ChildJvm broker() {
        return broker;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    Admin admin() {
        return admin;
    }

    /** Where applications find the cluster and its registry. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", bootstrapServers);
        settings.put("schema.registry.url", registry.uri().toString());
        settings.put("topic.partitions", Integer.toString(PARTITIONS));
        settings.put("topic.replication.factor", "1");
        return settings;
    }

    /** Deletes all topics but raw pages and schemas, so that every run finds what the first one found. */
    void forgetResults() throws ExecutionException, InterruptedException {
        Set<String> names = admin.listTopics().names().get();
        Collection<String> results = names.stream()
                .filter(name -> !name.equals(Provider.AWS.rawTopic().name()) && !name.startsWith("_"))
                .collect(Collectors.toSet());
        admin.deleteTopics(results).all().get();
    }

    @Override
    public void close() {
        admin.close();
        registry.close();
        broker.close();
    }
}
