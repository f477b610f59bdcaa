package io.tributary.streams;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.TopicContracts;
import io.tributary.streams.normalize.ProviderDataSets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams application: checks its topics, then runs the topology until it is closed or fails. A thread that fails
 * stops the application: it does not go on with a sick cluster or a defect. Its caller starts it again.
 */
public final class StreamsApplication implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApplication.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final StreamsAppConfig config;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final RunMark runMark;
    private final Restoring restoring = new Restoring();
    private KafkaStreams streams;

    public StreamsApplication(StreamsAppConfig config) {
        this.config = requireNonNull(config, "config");
        runMark = new RunMark(config.stateDirectory(), config.applicationId());
    }

    /**
     * Creates missing topics, checks existing ones, and starts.
     *
     * @throws io.tributary.schemas.topics.ContradictoryTopicException naming every topic whose settings break its
     *     contract; nothing is started then
     */
    public void start() {
        boolean ledgerIsUnknown = ensureTopics();
        Properties settings = StreamsSettings.of(named());
        BillingTopology topology = new BillingTopology(config, new StreamsConfig(settings), ledgerIsUnknown);
        streams = new KafkaStreams(topology.build(), settings);
        streams.setUncaughtExceptionHandler(this::failed);
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                logRunning();
                running.countDown();
            }
            if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
                running.countDown();
                ended.countDown();
            }
        });
        streams.setGlobalStateRestoreListener(restoring);
        // Once created, Kafka Streams has the lock on the state directory; it opens the stores when it is started.
        runMark.set();
        streams.start();
    }

    private StreamsAppConfig named() {
        return config.instanceId().isEmpty()
                ? config.withInstanceId(InstanceId.of(config.stateDirectory(), config.applicationId()))
                : config;
    }

    /** Logs that the application runs; once, though each rebalance ends in that state, too. */
    private void logRunning() {
        if (running.getCount() > 0) {
            String version = StreamsApplication.class.getPackage().getImplementationVersion();
            LOG.info(
                    "Streams application runs application={} version={} topics={} stateDirectory={}",
                    config.applicationId(),
                    version == null ? "unpackaged" : version,
                    topics().stream().map(Topic::name).toList(),
                    config.stateDirectory());
        }
    }

    /** @return whether the ledger has entries of which the application remembers nothing */
    private boolean ensureTopics() {
        Map<String, Object> admin = new HashMap<>(config.kafka());
        admin.put("bootstrap.servers", config.bootstrapServers());
        try (Admin client = Admin.create(admin)) {
            TopicContracts.ensure(client, topics(), config.partitions(), config.replicationFactor());
            return LedgerStart.check(client, config.applicationId(), config.ledger());
        }
    }

    /** The raw topics of the providers that are found, then the topics that all share. */
    private List<Topic<?>> topics() {
        List<Topic<?>> topics = new ArrayList<>();
        ProviderDataSets.found().forEach(found -> topics.add(found.provider().rawTopic()));
        for (Topic<?> topic : config.ledger() ? Topics.all() : Topics.always()) {
            if (!Topics.isRaw(topic.name())) {
                topics.add(topic);
            }
        }
        return topics;
    }

    private StreamThreadExceptionResponse failed(Throwable cause) {
        failure.compareAndSet(null, cause);
        LOG.error("Streams application failed application={}", config.applicationId(), cause);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /**
     * Waits until tasks are assigned and their state is restored.
     *
     * @return whether that was so within {@code timeout}
     */
    public boolean awaitRunning(Duration timeout) throws InterruptedException {
        return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS)
                && failure().isEmpty();
    }

    /** Whether tasks have been assigned and their state has been restored since the start. */
    public boolean isRunning() {
        return running.getCount() == 0;
    }

    /** Records of its state that are still to be restored, of the stores that are being restored now. */
    public long recordsToRestore() {
        return restoring.left();
    }

    /** Waits until the application has ended, for any reason. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Why the application ended, where it did so by itself. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public void close() {
        if (streams != null && streams.close(CLOSE_TIMEOUT)) {
            runMark.remove();
        }
        ended.countDown();
    }
}
