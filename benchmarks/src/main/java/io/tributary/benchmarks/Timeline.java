package io.tributary.benchmarks;

import io.tributary.schemas.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The course of a run: a sample each time that committed positions have moved. */
final class Timeline {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** With fewer samples, the interval of commits is measured, and not the work. */
    private static final int FEWEST_COMMITS = 3;

    private static final Path PROCESSORS = Path.of("/proc/stat");

    /** The kernel counts CPU time in hundredths of a second. */
    private static final long TICK_MILLISECONDS = 10;

    private final RawLog log;
    private final List<Sample> samples;

    private Timeline(RawLog log, List<Sample> samples) {
        this.log = log;
        this.samples = samples;
    }

    /** Watches the consumer group until it has done the last phase that is measured. */
    static Timeline watch(Admin admin, String group, RawLog log, ChildJvm application, ChildJvm broker)
            throws ExecutionException, InterruptedException, IOException {
        List<Sample> samples = new ArrayList<>();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        long[] last = new long[log.partitions()];
        while (!log.isPast(Phase.RESTATED, last)) {
            long[] positions = positions(admin, group, log.partitions());
            if (!Arrays.equals(positions, last)) {
                samples.add(new Sample(System.nanoTime(), positions, application.cpu(), broker.cpu(), machineCpu()));
                last = positions;
            }
            application.cpu();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Group " + group + " has committed " + Arrays.toString(last)
                        + ": expected all of " + log.rows() + " rows within " + LIMIT);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return new Timeline(log, samples);
    }

    private static long[] positions(Admin admin, String group, int partitions)
            throws ExecutionException, InterruptedException {
        long[] positions = new long[partitions];
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        committed.forEach((partition, position) -> {
            if (position != null
                    && partition.topic().equals(Provider.AWS.rawTopic().name())) {
                positions[partition.partition()] = position.offset();
            }
        });
        return positions;
    }

    /** Working time of all processors, from Linux; without waiting, and without what other guests of the host take. */
    private static Duration machineCpu() throws IOException {
        if (!Files.exists(PROCESSORS)) {
            return Duration.ZERO;
        }
        try (var lines = Files.lines(PROCESSORS)) {
            // cpu user nice system idle iowait irq softirq steal ...
            String[] ticks = lines.findFirst().orElseThrow().split(" +");
            long busy = 0;
            for (int i : new int[] {1, 2, 3, 6, 7}) {
                busy += Long.parseLong(ticks[i]);
            }
            return Duration.ofMillis(busy * TICK_MILLISECONDS);
        }
    }

    /** From when all partitions had done {@code warmUp} of the first delivery, to when all had done all of it. */
    Optional<Measured> first(double warmUp) {
        return between(
                sample -> log.isWarm(warmUp, sample.positions()),
                sample -> log.isPast(Phase.FIRST, sample.positions()));
    }

    /** From when all partitions had done the phase before, to when all had done {@code phase}. */
    Optional<Measured> later(Phase phase) {
        Phase before = Phase.values()[phase.ordinal() - 1];
        return between(
                sample -> log.isPast(before, sample.positions()), sample -> log.isPast(phase, sample.positions()));
    }

    /** All that is measured, as one. */
    Optional<Measured> whole(double warmUp) {
        return between(
                sample -> log.isWarm(warmUp, sample.positions()),
                sample -> log.isPast(Phase.RESTATED, sample.positions()));
    }

    private Optional<Measured> between(Predicate<Sample> start, Predicate<Sample> end) {
        int from = first(start);
        int to = first(end);
        if (to - from < FEWEST_COMMITS) {
            return Optional.empty();
        }
        return Optional.of(Measured.between(samples.get(from), samples.get(to), log));
    }

    private int first(Predicate<Sample> which) {
        int first = 0;
        while (!which.test(samples.get(first))) {
            first++;
        }
        return first;
    }

    /** Time from the first sample to the last. */
    Duration time() {
        long nanos = samples.get(samples.size() - 1).nanoTime() - samples.get(0).nanoTime();
        return Duration.ofNanos(nanos);
    }
}
