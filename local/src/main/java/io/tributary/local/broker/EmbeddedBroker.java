package io.tributary.local.broker;

import static java.util.Objects.requireNonNull;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker with its controller in this JVM, on loopback ports that are free when it starts. Its data stay in a
 * directory between runs. Only this class uses Kafka's internal server classes, which no release promises to keep.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final int NODE_ID = 1;

    private static final int ATTEMPTS = 3;

    private final DataDirectoryLock lock;
    private final KafkaRaftServer server;
    private final String bootstrapServers;

    private EmbeddedBroker(DataDirectoryLock lock, KafkaRaftServer server, String bootstrapServers) {
        this.lock = lock;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker on the data of {@code dataDirectory}, which is created and formatted at the first start. Returns
     * when the broker takes requests.
     *
     * @throws DataDirectoryInUseException if another run has the directory
     * @throws IllegalStateException if the broker does not start
     */
    public static EmbeddedBroker start(Path dataDirectory) {
        requireNonNull(dataDirectory, "dataDirectory");
        DataDirectoryLock lock = DataDirectoryLock.take(dataDirectory);
        try {
            BrokerFaults.install();
            return start(dataDirectory, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedBroker start(Path dataDirectory, DataDirectoryLock lock) {
        Path logDirectory = dataDirectory.resolve("broker").toAbsolutePath();
        if (!Files.exists(logDirectory.resolve("meta.properties"))) {
            format(logDirectory);
        }
        for (int attempt = 1; ; attempt++) {
            BrokerPorts ports = BrokerPorts.free(dataDirectory);
            try {
                KafkaRaftServer server = started(settings(logDirectory, ports));
                ports.keep(dataDirectory);
                return new EmbeddedBroker(lock, server, "127.0.0.1:" + ports.broker());
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException(
                            "The embedded Kafka broker did not start on " + logDirectory + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static KafkaRaftServer started(Properties settings) {
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        try {
            BrokerFaults.whileStarting(server::startup);
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    /** Gives a new directory its cluster id. Written last, the id says that the directory is formatted. */
    private static void format(Path logDirectory) {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(logDirectory.toString()))
                    .setMetadataLogDirectory(logDirectory.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot format " + logDirectory + " for Kafka: " + e.getMessage(), e);
        }
    }

    private static Properties settings(Path logDirectory, BrokerPorts ports) {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("log.dirs", logDirectory.toString());
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + ports.broker() + ",CONTROLLER://127.0.0.1:" + ports.controller());
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + ports.broker());
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        // Static voters are not written down with their ports, so that these may be others at the next start.
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + ports.controller());

        settings.put("auto.create.topics.enable", "false");
        settings.put("log.retention.ms", "-1");
        // A month may pass between two runs: committed positions must outlive it.
        settings.put("offsets.retention.minutes", Integer.toString(Integer.MAX_VALUE));
        for (String log : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(log + ".num.partitions", "2");
            settings.put(log + ".replication.factor", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");

        // How long the next run waits for the session of one that was killed.
        settings.put("broker.session.timeout.ms", "6000");
        settings.put("broker.heartbeat.interval.ms", "1000");
        // One client after another and nobody to wait for.
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
        settings.put("metric.reporters", "");
        return settings;
    }

    /** Where clients connect: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Stops the broker and gives the data directory back. */
    @Override
    public void close() {
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            lock.close();
        }
    }
}
