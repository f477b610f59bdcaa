package io.tributary.local.view;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes every live cost record of {@code billing.costs} to files: the last committed value of each key that has not
 * been withdrawn, as Parquet by billing period, and as CSV beside it in {@code _csv} (which readers of partitioned data
 * pass over) if asked for, with a manifest that says what they hold. It may follow the topic while that is written;
 * records that arrive after {@link #write} has begun are left for the next view. Periods whose records have not changed
 * since the view before it keep their files.
 */
public final class CleanView implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    /** Offsets of a topic whose records are written before it is known which of them are live. */
    private static final long FEW = 50_000;

    private final Path output;
    private final Path scratch;
    private final ViewReading reading;
    private final Thread follower = new Thread(this::followUntilStopped, "clean-view");
    private volatile boolean isStopped;
    private volatile Throwable failure;

    /**
     * Prepares a view of the clean topic of a cluster.
     *
     * @param consumerSettings of a Kafka consumer, bootstrap.servers at least
     * @param serdeSettings of the serdes, schema.registry.url at least
     * @param output the directory that the files go to, which need not exist
     * @param csv whether to write CSV as well
     * @param scratch a directory that exists only while the view is written
     */
    public CleanView(
            Map<String, ?> consumerSettings, Map<String, ?> serdeSettings, Path output, boolean csv, Path scratch) {
        this(consumerSettings, serdeSettings, output, csv, scratch, FEW);
    }

    CleanView(
            Map<String, ?> consumerSettings,
            Map<String, ?> serdeSettings,
            Path output,
            boolean csv,
            Path scratch,
            long few) {
        this.output = requireNonNull(output, "output");
        this.scratch = requireNonNull(scratch, "scratch");
        try {
            Scratch.delete(scratch);
        } catch (IOException e) {
            throw scratchFailed(e);
        }
        reading = new ViewReading(consumerSettings, serdeSettings, output, csv, scratch, few);
    }

    /** Is told how far the reading of the topic has come. */
    @FunctionalInterface
    public interface Progress {

        /**
         * Reading has come this far.
         *
         * @param records that have been read from the topic; those that are read twice count twice
         * @param left how many are left, or a few more: what they are counted by are offsets
         */
        void at(long records, long left);

        /** Reading waits until transactions that are open on the cluster have ended. */
        default void awaitsTransactions() {}
    }

    /** Says of a view what its manifest says, in JSON. */
    @FunctionalInterface
    public interface Description {

        /** The manifest's text. The view's files are complete, and not in their places yet. */
        String of(WrittenView view);

        /** FOCUS's other data sets, which are written beside the view; empty where none are. */
        default Optional<FocusContent> focus(WrittenView view) {
            return Optional.empty();
        }
    }

    /** Reads the topic from now on, in a thread of its own, as soon as it exists. */
    public void follow() {
        follower.start();
    }

    private void followUntilStopped() {
        try {
            while (!isStopped) {
                if (reading.begin()) {
                    reading.step(POLL);
                } else {
                    // The streams application makes the topic when it starts.
                    Thread.sleep(POLL.toMillis());
                }
            }
        } catch (InterruptedException stopped) {
            // As it was asked to.
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /**
     * Writes the files below the output, and replaces those of an earlier view there.
     *
     * @param progress is told how far the reading has come
     * @param description says what the manifest says
     * @return what the view holds
     * @throws org.apache.kafka.common.KafkaException where the cluster fails, or a record cannot be read
     * @throws UncheckedIOException where a file cannot be written
     */
    public WrittenView write(Progress progress, Description description) {
        stop();
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        ViewState state = reading.complete(progress);
        WrittenView view = view(state.topicId(), state.periods());
        String says = description.of(view);
        Optional<FocusContent> focus = description.focus(view);
        ViewManifest manifest = new ViewManifest(output);
        reading.requireKeptFiles();
        manifest.withdraw();
        ViewState.withdraw(output);
        reading.files().publish(state.files());
        state.publish(output);
        focus.ifPresent(new FocusFiles(output)::publish);
        manifest.publish(says);
        return view;
    }

    /** What the periods hold together. */
    private static WrittenView view(String topicId, List<PeriodContent> periods) {
        List<ViewTotal> totals = new ArrayList<>();
        List<ViewSource> sources = new ArrayList<>();
        List<InvoiceTotal> invoices = new ArrayList<>();
        List<String> files = new ArrayList<>();
        Map<String, UnknownType> types = new TreeMap<>();
        for (PeriodContent period : periods) {
            totals.addAll(period.totals());
            sources.addAll(period.sources());
            invoices.addAll(period.invoices());
            period.files().stream()
                    .map(PeriodContent.Stamp::place)
                    .filter(place -> place.endsWith(".parquet"))
                    .forEach(files::add);
            period.unknownTypes()
                    .forEach(type -> types.merge(
                            type.dataSet() + "|" + type.type(),
                            type,
                            (one, other) ->
                                    new UnknownType(one.dataSet(), one.type(), one.records() + other.records())));
        }
        totals.sort(Comparator.comparing(ViewTotal::provider)
                .thenComparing(ViewTotal::billingAccountId)
                .thenComparing(ViewTotal::billingPeriodStart)
                .thenComparing(ViewTotal::currency));
        return new WrittenView(totals, sources, invoices, List.copyOf(types.values()), topicId, files);
    }

    private void stop() {
        isStopped = true;
        boolean interrupted = false;
        while (follower.isAlive()) {
            try {
                follower.join();
            } catch (InterruptedException e) {
                // It ends in a moment; the reading must not be used by two threads.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private UncheckedIOException scratchFailed(IOException e) {
        return new UncheckedIOException("Cannot use scratch directory " + scratch + ": " + e, e);
    }

    /** Ends the reading, and leaves nothing unfinished behind. */
    @Override
    public void close() {
        stop();
        try {
            reading.close();
        } finally {
            deleteScratch();
        }
    }

    private void deleteScratch() {
        try {
            Scratch.delete(scratch);
        } catch (IOException e) {
            throw scratchFailed(e);
        }
    }
}
