package io.tributary.extractors.run;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.Progress;
import io.tributary.extractors.ProviderChoice;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.metrics.ExtractorMetrics;
import io.tributary.extractors.run.Backlog.Found;
import io.tributary.extractors.schedule.WorkQueue;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import io.tributary.extractors.throttle.Pause.InterruptedPauseException;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of an extractor: it takes all deliveries once, or looks for new ones until it is stopped. */
public final class Job implements AutoCloseable {

    /** Bytes that a record has besides a page's content: its other fields, its key and the batch's header. */
    private static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

    /** How often a single run starts over after Kafka aborted a transaction. */
    private static final int MOST_TRANSACTIONS_GIVEN_UP = 2;

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), Integer.MAX_VALUE);
    private static final Logger LOGGER = LoggerFactory.getLogger(Job.class);

    private final ExtractorConfig config;
    private final Opener opener;
    private final InstantSource clock;
    private final Pause pause;
    private final Supplier<String> readings;
    private final ExtractorMetrics metrics;
    private final MeteredProgress progress;
    private final ReportedErrors reportedErrors;
    private final Tally tally;
    private final IntakeMeter intake;

    private List<Input> inputs = List.of();
    private Instant nextLook = Instant.MIN;
    private int clusterFailures;
    private String lastClusterFailure = "";

    /** Opens the source of an input. */
    @FunctionalInterface
    public interface Opener {

        /**
         * Opens it.
         *
         * @param limits how large a page may be
         * @throws SourceException if the input does not exist or may not be read
         */
        BillingSource open(String input, Provider provider, PageLimits limits);
    }

    /** @param readings makes an id for each reading that begins */
    public Job(
            ExtractorConfig config,
            Opener opener,
            Progress progress,
            InstantSource clock,
            Pause pause,
            Supplier<String> readings,
            boolean isDaemon) {
        this.config = requireNonNull(config, "config");
        this.opener = requireNonNull(opener, "opener");
        this.clock = requireNonNull(clock, "clock");
        this.pause = requireNonNull(pause, "pause");
        this.readings = requireNonNull(readings, "readings");
        this.metrics = ExtractorMetrics.open(config.publish().extractorName());
        this.progress = new MeteredProgress(progress, metrics, clock);
        this.reportedErrors = new ReportedErrors(this.progress, metrics);
        this.tally = new Tally(isDaemon);
        this.intake = new IntakeMeter(this.progress);
    }

    /** Takes all deliveries once. */
    public ExtractionResult once() {
        Optional<Provider> provider = provider();
        if (provider.isPresent()) {
            Backlog backlog = backlog(provider.get());
            progress.searching(provider.get());
            List<Found> found = backlog.look();
            // If no input could be searched, there is nothing to do on the cluster.
            if (found.stream().anyMatch(one -> one.discovery().isPresent())) {
                try {
                    takeAll(provider.get(), backlog, found);
                } catch (InterruptedPauseException e) {
                    Interruption.throwIfInterrupted(e);
                    throw e;
                }
            }
        }
        if (reportedErrors.isEmpty()) {
            metrics.succeeded(clock.instant());
        }
        return tally.result(reportedErrors.all());
    }

    /** Takes the deliveries that were found. After Kafka aborts a transaction, its pages are published once more. */
    private void takeAll(Provider provider, Backlog backlog, List<Found> found) {
        List<Found> offered = found;
        for (int failures = 0; ; failures++) {
            try (Cluster cluster = cluster(provider)) {
                boolean isFirst = failures == 0;
                Extraction extraction = extraction(cluster, backlog, () -> isFirst);
                if (!offered.isEmpty()) {
                    extraction.put(offered);
                    offered = List.of();
                }
                while (extraction.takeNext()) {
                    Interruption.throwIfInterrupted();
                }
                return;
            } catch (KafkaException e) {
                if (Interruption.is(e)
                        || !ClusterFailures.isOfTransaction(e)
                        || failures == MOST_TRANSACTIONS_GIVEN_UP) {
                    throw e;
                }
                LOGGER.warn("Kafka aborted a transaction, which is started over: {}", e.toString());
            }
        }
    }

    /** Looks for deliveries repeatedly until the thread is interrupted. */
    public ExtractionResult untilInterrupted() {
        try {
            Optional<Provider> provider = provider();
            while (provider.isEmpty()) {
                await(clock.instant().plus(config.schedule().interval()));
                provider = provider();
            }
            Backlog backlog = backlog(provider.get());
            while (true) {
                try (Cluster cluster = cluster(provider.get())) {
                    serve(extraction(cluster, backlog, () -> clusterFailures == 0), backlog);
                } catch (KafkaException e) {
                    outlive(e);
                    if (clusterFailures > 1) {
                        // The cluster may refuse something about this delivery.
                        backlog.dropCurrent();
                    }
                }
                pause.pause(BACKOFF.delay(clusterFailures, ThreadLocalRandom.current()));
            }
        } catch (RuntimeException e) {
            if (!Interruption.is(e)) {
                throw e;
            }
            // The interrupt has served its purpose.
            Thread.interrupted();
            LOGGER.info(
                    "Extractor {} was interrupted, and ends", config.publish().extractorName());
            return tally.result(List.of());
        }
    }

    @Override
    public void close() {
        inputs.forEach(Input::close);
        metrics.close();
    }

    /**
     * Takes the deliveries in the backlog, and looks for more when the interval has passed, after the current
     * delivery.
     */
    private void serve(Extraction extraction, Backlog backlog) {
        while (true) {
            Interruption.throwIfInterrupted();
            if (!clock.instant().isBefore(nextLook)) {
                extraction.put(backlog.look());
                reportedErrors.forget();
                nextLook = clock.instant().plus(config.schedule().interval());
            }
            if (extraction.takeNext()) {
                clusterFailures = 0;
                lastClusterFailure = "";
            } else {
                if (reportedErrors.isEmpty()) {
                    metrics.succeeded(clock.instant());
                }
                await(nextLook);
                nextLook = clock.instant();
            }
        }
    }

    private void await(Instant time) {
        Duration left = Duration.between(clock.instant(), time);
        if (!left.isNegative() && !left.isZero()) {
            progress.waiting(left);
            pause.pause(left);
        }
    }

    /** Continues after a failure of the cluster, unless the failure is final or another extractor has taken over. */
    private void outlive(KafkaException failure) {
        if (Interruption.is(failure)) {
            throw failure;
        }
        if (ClusterFailures.isFenced(failure)) {
            KafkaException fenced = new ProducerFencedException(
                    "Another extractor named " + config.publish().extractorName() + " was started, and has taken over");
            fenced.initCause(failure);
            throw fenced;
        }
        if (ClusterFailures.isFinal(failure)) {
            throw failure;
        }
        metrics.clusterFailed();
        metrics.resumed(Duration.ZERO);
        clusterFailures++;
        String kind = failure.getClass().getName();
        if (!kind.equals(lastClusterFailure)) {
            LOGGER.error(
                    "The cluster failed; the extractor continues after the last commit: {}",
                    failure.toString(),
                    failure);
            lastClusterFailure = kind;
        }
    }

    private Optional<Provider> provider() {
        try {
            Provider provider = ProviderChoice.of(config);
            reportedErrors.report(config.input(), List.of());
            return Optional.of(provider);
        } catch (SourceException e) {
            // The input could not be searched.
            reportedErrors.report(config.input(), List.of(e));
            return Optional.empty();
        }
    }

    private Backlog backlog(Provider provider) {
        PageLimits limits = limits(provider.rawTopic());
        inputs = config.inputs().stream()
                .map(name -> new Input(name, input -> opener.open(input, provider, limits), metrics))
                .toList();
        WorkQueue<SourceDelivery> queue = config.schedule().queue();
        metrics.watchLanes(queue::waiting);
        return new Backlog(inputs, config.schedule().lanes(), queue, reportedErrors, clock);
    }

    private Cluster cluster(Provider provider) {
        return Cluster.open(config, provider.rawTopic(), progress, clock, pause);
    }

    /** @param mayShare whether deliveries may share a transaction */
    private Extraction extraction(Cluster cluster, Backlog backlog, BooleanSupplier mayShare) {
        return new Extraction(
                cluster.publisher(),
                cluster.cursors(),
                backlog,
                reportedErrors,
                tally,
                intake,
                progress,
                clock,
                readings,
                mayShare);
    }

    private PageLimits limits(Topic<RawPage> topic) {
        int mostOfRecord = Integer.parseInt(topic.required().get("max.message.bytes"));
        return new PageLimits(config.pageBytes(), config.pageRows(), mostOfRecord - RECORD_OVERHEAD_BYTES);
    }
}
