package io.tributary.local.command.run;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.Extractor;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.local.command.console.ProgressLine;
import io.tributary.local.command.console.StalledException;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.deliveries.StreamsPositions;
import io.tributary.local.command.extract.ExtractionCounts;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Topics;
import io.tributary.streams.StreamsAppConfig;
import io.tributary.streams.StreamsApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Runs both applications in this JVM until everything that the inputs hold is accounted for.
 *
 * <p>One thread extracts the inputs one after another, while the streams application works all the time. Two inputs may
 * hold deliveries of one scope, so the second must know what the first has published. However many inputs there are,
 * memory is that of one extractor. Most of the time is spent in the streams application.
 */
final class Pipeline {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, String> settings;
    private final List<Map<String, String>> inputs;
    private final Duration stallTimeout;
    private final RunLine line;
    /** Where the claims of the run's deliveries end; empty before all deliveries are settled. */
    private Optional<Map<TopicPartition, Long>> claims = Optional.empty();

    private final Map<String, List<String>> errorsByInput = new ConcurrentHashMap<>();

    private long moved = System.nanoTime();
    private long lastSeen;

    /**
     * @param settings of both applications
     * @param inputs settings of each input, which win over {@code settings}
     * @param stallTimeout how long the streams application may make no progress once the inputs are published
     * @param line shows how far it has come
     */
    Pipeline(Map<String, String> settings, List<Map<String, String>> inputs, Duration stallTimeout, ProgressLine line) {
        this.settings = Map.copyOf(settings);
        this.inputs = List.copyOf(inputs);
        this.stallTimeout = stallTimeout;
        this.line = new RunLine(line, inputs.size());
    }

    /**
     * The outcome of a run.
     *
     * @param extraction what was published of all inputs, or had been before
     * @param deliveries what became of these deliveries, in the order in which they were published
     * @param known every delivery that the cluster knows
     * @param checks every check across deliveries that the cluster knows
     * @param errorsByInput what could not be read of each input; empty of one that was read whole
     */
    record Outcome(
            ExtractionResult extraction,
            List<Delivery> deliveries,
            List<Delivery> known,
            List<Delivery> checks,
            Map<String, List<String>> errorsByInput) {

        Outcome {
            deliveries = List.copyOf(deliveries);
            known = List.copyOf(known);
            checks = List.copyOf(checks);
            errorsByInput = Map.copyOf(errorsByInput);
        }
    }

    /**
     * Runs until each delivery is settled.
     *
     * @throws StalledException if nothing moves for the stall timeout
     * @throws IllegalStateException if the streams application ends by itself
     */
    Outcome run() {
        List<ExtractorConfig> extractorConfigs = inputs.stream()
                .map(input -> ExtractorConfig.from(Inputs.merged(settings, input)))
                .toList();
        StreamsAppConfig streamsConfig = StreamsAppConfig.from(settings);
        ExtractionCounts counts = new ExtractionCounts(line::note);
        ExecutorService extractor = Executors.newSingleThreadExecutor(work -> new Thread(work, "extractor"));
        try (StreamsApplication streams = new StreamsApplication(streamsConfig)) {
            streams.start();
            try (DeliveryWatch watch = new DeliveryWatch(settings)) {
                Future<ExtractionResult> extraction = extractor.submit(() -> extract(extractorConfigs, counts));
                try {
                    return follow(streams, watch, extraction, counts);
                } finally {
                    // Closing takes a while, and must not be interrupted again.
                    Thread.interrupted();
                }
            }
        } finally {
            line.clear();
            end(extractor);
        }
    }

    /** Extracts every input; errors of one do not stop the next. */
    private ExtractionResult extract(List<ExtractorConfig> configs, ExtractionCounts counts) {
        // A delivery that two inputs hold is one delivery.
        Map<String, TakenDelivery> deliveries = new LinkedHashMap<>();
        List<SourceException> errors = new ArrayList<>();
        long pages = 0;
        long rows = 0;
        long bytes = 0;
        for (ExtractorConfig config : configs) {
            ExtractionResult result = Extractor.run(config, counts, Clock.systemUTC());
            result.deliveries()
                    .forEach(taken -> deliveries.put(Keys.delivery(taken.scope(), taken.deliveryId()), taken));
            errors.addAll(result.errors());
            errorsByInput.put(
                    config.input(),
                    result.errors().stream().map(SourceException::getMessage).toList());
            pages += result.pages();
            rows += result.rows();
            bytes += result.bytes();
            line.ended(counts.endInput());
        }
        counts.end();
        return new ExtractionResult(List.copyOf(deliveries.values()), pages, rows, bytes, errors);
    }

    private Outcome follow(
            StreamsApplication streams,
            DeliveryWatch watch,
            Future<ExtractionResult> extraction,
            ExtractionCounts counts) {
        while (true) {
            watch.poll(POLL);
            streams.failure().ifPresent(cause -> {
                throw new IllegalStateException("The streams application failed: " + cause.getMessage(), cause);
            });
            line.show(counts, watch, streams, extraction.isDone());
            if (extraction.isDone()) {
                ExtractionResult result = result(extraction);
                List<TakenDelivery> unsettled = result.deliveries().stream()
                        .filter(delivery -> !watch.isSettled(delivery.scope(), delivery.deliveryId()))
                        .toList();
                if (unsettled.isEmpty() && areChecksMade()) {
                    watch.pollAll();
                    return outcome(result, watch);
                }
                requireMotion(watch, unsettled);
            } else {
                moved = System.nanoTime();
            }
        }
    }

    /** Whether what the deliveries bill was looked at across deliveries, which the application does after it. */
    private boolean areChecksMade() {
        try (StreamsPositions positions = new StreamsPositions(settings)) {
            if (claims.isEmpty()) {
                claims = Optional.of(positions.ends(Topics.CLAIMS.name()));
            }
            return positions.isTaken(claims.get());
        }
    }

    private void requireMotion(DeliveryWatch watch, List<TakenDelivery> unsettled) {
        if (watch.seen() != lastSeen) {
            lastSeen = watch.seen();
            moved = System.nanoTime();
        }
        if (System.nanoTime() - moved > stallTimeout.toNanos()) {
            if (unsettled.isEmpty()) {
                throw new StalledException("The streams application has made no progress for "
                        + stallTimeout.toSeconds() + " s; checks across deliveries are not made (see --stall-timeout)");
            }
            TakenDelivery first = unsettled.get(0);
            throw new StalledException("The streams application has made no progress for " + stallTimeout.toSeconds()
                    + " s; " + unsettled.size() + " deliveries are not settled, the first is " + first.scope() + " "
                    + first.deliveryId() + " (see --stall-timeout)");
        }
    }

    private Outcome outcome(ExtractionResult result, DeliveryWatch watch) {
        List<Delivery> deliveries = result.deliveries().stream()
                .map(taken -> watch.delivery(taken.scope(), taken.deliveryId()).orElseThrow())
                .toList();
        return new Outcome(
                result, deliveries, new ArrayList<>(watch.all()), new ArrayList<>(watch.checks()), errorsByInput);
    }

    private static ExtractionResult result(Future<ExtractionResult> extraction) {
        try {
            return extraction.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("The extractor failed: " + e.getCause(), e.getCause());
        }
    }

    private static void end(ExecutorService extractor) {
        extractor.shutdownNow();
        try {
            extractor.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
