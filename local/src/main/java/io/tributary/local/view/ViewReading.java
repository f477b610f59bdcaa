package io.tributary.local.view;

import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Reads the topic of costs for a view, in one of three ways. Where the last view's files are as it left them, it waits
 * for records that they do not hold. Where the topic is new, it writes records as they come, and again only the periods
 * in which some turn out not to be the last of their keys. Otherwise it reads keys first, and then the records of the
 * periods that are to be written. Used by one thread at a time.
 */
final class ViewReading implements AutoCloseable {

    private static final int MONTHS = 12;
    private static final int NO_PERIOD = -1;
    private static final int PERIOD = EncodedRecord.position("BillingPeriodStart");
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOPIC = Topics.COSTS.name();

    /** What is done with the records that come. */
    private enum Way {
        AWAIT_NEWS,
        WRITE,
        NOTE_KEYS
    }

    private final Map<String, Object> consumerSettings;
    private final Path output;
    private final boolean csv;
    private final long few;
    private final RecordEncodings encodings;
    private final TopicReader consumer;
    private final ViewFiles files;
    private final SeenKeys keys;
    private final PeriodExtents extents = new PeriodExtents();
    private final EncodedRecord cost = new EncodedRecord();
    private final Map<Integer, ViewState.Landmark> landmarks = new HashMap<>();
    /** Partitions in which the last view's record was found again. */
    private final Set<Integer> confirmed = new HashSet<>();

    private List<TopicPartition> partitions = List.of();
    private Way way;
    private Optional<ViewState> last = Optional.empty();
    private String topicId;
    private Map<TopicPartition, Long> ends = Map.of();
    /** The last view's files that stay. */
    private List<PeriodContent.Stamp> kept = List.of();

    private long read;
    /** Of the record before, since most have the same. */
    private long periodStart;

    private int period = NO_PERIOD;

    /**
     * @param consumerSettings of a Kafka consumer, bootstrap.servers at least
     * @param serdeSettings of the serdes, schema.registry.url at least
     * @param output the view's directory
     * @param csv whether CSV is written as well
     * @param scratch an absent directory
     * @param few a topic with no more offsets is as good as new: few of its records can be superseded
     */
    ViewReading(
            Map<String, ?> consumerSettings,
            Map<String, ?> serdeSettings,
            Path output,
            boolean csv,
            Path scratch,
            long few) {
        this.consumerSettings = Map.copyOf(consumerSettings);
        this.output = output;
        this.csv = csv;
        this.few = few;
        encodings = new RecordEncodings(TOPIC, serdeSettings);
        consumer = CommittedRecords.reader(consumerSettings);
        files = new ViewFiles(output, csv);
        keys = new SeenKeys(scratch);
    }

    /** Whether the topic is there, and its reading has begun. */
    boolean begin() {
        if (way != null) {
            return true;
        }
        Optional<TopicDescription> description = describe();
        if (description.isEmpty()) {
            return false;
        }
        topicId = description.get().topicId().toString();
        partitions = description.get().partitions().stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> now = consumer.endOffsets(partitions);
        last = ViewState.read(output).filter(state -> isContinued(state, now));
        if (last.isPresent()) {
            way = Way.AWAIT_NEWS;
            last.get().positions().forEach((partition, position) -> {
                long from = position.last().map(ViewState.Landmark::offset).orElse(position.next());
                consumer.seek(new TopicPartition(TOPIC, partition), from);
                position.last().ifPresent(landmark -> landmarks.put(partition, landmark));
            });
        } else {
            long offsets = now.values().stream().mapToLong(Long::longValue).sum();
            begin(offsets <= few ? Way.WRITE : Way.NOTE_KEYS);
        }
        return true;
    }

    private Optional<TopicDescription> describe() {
        try (Admin admin = Admin.create(consumerSettings)) {
            return Optional.of(
                    admin.describeTopics(List.of(TOPIC)).allTopicNames().get().get(TOPIC));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new KafkaException("Cannot read about topic " + TOPIC + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void begin(Way from) {
        way = from;
        read = 0;
        landmarks.clear();
        consumer.seekToBeginning(partitions);
    }

    private boolean isContinued(ViewState state, Map<TopicPartition, Long> now) {
        Set<Integer> numbers =
                partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        return state.topicId().equals(topicId)
                && state.csv() == csv
                && state.positions().keySet().equals(numbers)
                && state.positions().entrySet().stream()
                        .allMatch(
                                entry -> entry.getValue().next() <= now.get(new TopicPartition(TOPIC, entry.getKey())))
                && ViewFiles.are(output, csv, state.files());
    }

    /**
     * Takes what is there next.
     *
     * @param patience how long to wait if nothing is
     */
    void step(Duration patience) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(patience);
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (record.offset() >= ends.getOrDefault(partition, Long.MAX_VALUE)) {
                    break;
                }
                if (!take(record)) {
                    return;
                }
            }
        }
    }

    /** Whether to go on with the next one. */
    private boolean take(ConsumerRecord<byte[], byte[]> record) {
        boolean isKnown = recognize(record);
        if (way == Way.AWAIT_NEWS) {
            if (!isKnown) {
                begin(Way.NOTE_KEYS);
            }
            return isKnown;
        }
        read++;
        landmarks.put(record.partition(), landmark(record));
        if (record.value() == null) {
            keys.add(record.key(), record.partition(), record.offset(), SeenKeys.WITHDRAWN);
            return true;
        }
        if (way == Way.WRITE) {
            readWhole(record.value());
            files.write(month(period()), cost);
        } else {
            readPeriod(record.value());
        }
        keys.add(record.key(), record.partition(), record.offset(), period());
        extents.add(period(), record.partition(), record.offset());
        return true;
    }

    /** Whether a record is the one by which its partition is known again; where another is in its place, the last view
     * is forgotten. */
    private boolean recognize(ConsumerRecord<byte[], byte[]> record) {
        if (last.isEmpty()) {
            return false;
        }
        ViewState.Position position = last.get().positions().get(record.partition());
        if (position.last().equals(Optional.of(landmark(record)))) {
            confirmed.add(record.partition());
            return true;
        }
        boolean isBehindIt = position.last()
                .map(landmark -> record.offset() >= landmark.offset())
                .orElse(true);
        if (isBehindIt && record.offset() < position.next()) {
            last = Optional.empty();
        }
        return false;
    }

    /** Forgets the last view if a record by which it is known again has not come. */
    private void requireRecognized() {
        last = last.filter(state -> state.positions().entrySet().stream()
                .allMatch(entry -> entry.getValue().last().isEmpty() || confirmed.contains(entry.getKey())));
    }

    private static ViewState.Landmark landmark(ConsumerRecord<byte[], byte[]> record) {
        return new ViewState.Landmark(record.offset(), record.timestamp(), Arrays.hashCode(record.key()));
    }

    private void readWhole(byte[] value) {
        encodings.read(value, cost);
    }

    private void readPeriod(byte[] value) {
        encodings.readTo(value, PERIOD, cost);
    }

    /** The billing period's month, counted from the year 0. */
    private int period() {
        long start = cost.number(PERIOD);
        if (start != periodStart || period == NO_PERIOD) {
            periodStart = start;
            period = period(YearMonth.from(Instant.ofEpochMilli(start).atOffset(ZoneOffset.UTC)));
        }
        return period;
    }

    private static YearMonth month(int period) {
        return YearMonth.of(period / MONTHS, period % MONTHS + 1);
    }

    private static int period(YearMonth month) {
        return month.getYear() * MONTHS + month.getMonthValue() - 1;
    }

    /**
     * Reads to where the topic ends now, and completes the files.
     *
     * @param progress is told how far the reading has come
     * @return what the view holds; its new files are not in their places yet
     * @throws TimeoutException if the cluster gives nothing for a minute
     */
    ViewState complete(CleanView.Progress progress) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!begin()) {
            requireBefore(deadline, "There is no topic " + TOPIC);
            pause();
        }
        progress.awaitsTransactions();
        ends = CommittedEnds.of(partitions, consumerSettings);
        readToEnds(progress);
        requireRecognized();
        if (way == Way.AWAIT_NEWS && (last.isEmpty() || isBehind(last.get()))) {
            begin(Way.NOTE_KEYS);
            readToEnds(progress);
        }
        requireSameTopic();
        List<PeriodContent> contents;
        if (way == Way.AWAIT_NEWS) {
            contents = last.orElseThrow().periods();
            kept = last.get().files();
        } else {
            contents = written(progress);
        }
        Map<Integer, ViewState.Position> positions = new HashMap<>();
        ends.forEach((partition, end) -> positions.put(
                partition.partition(),
                new ViewState.Position(end, Optional.ofNullable(landmarks.get(partition.partition())))));
        return new ViewState(topicId, csv, positions, contents);
    }

    private void readToEnds(CleanView.Progress progress) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long seen = -1;
        while (!isAtEnd()) {
            if (read != seen) {
                seen = read;
                deadline = System.nanoTime() + PATIENCE.toNanos();
                progress.at(read, left());
            }
            requireBefore(deadline, "Nothing comes of " + TOPIC + ", which is not read to " + ends);
            step(POLL);
        }
    }

    /** Whether something was written behind a view, though nothing of it is there any more. */
    private boolean isBehind(ViewState state) {
        return ends.entrySet().stream()
                .anyMatch(end -> end.getValue()
                        > state.positions().get(end.getKey().partition()).next());
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** A topic that was replaced, or got partitions, has records that were not read. */
    private void requireSameTopic() {
        Optional<TopicDescription> now = describe();
        if (now.isEmpty()
                || !now.get().topicId().toString().equals(topicId)
                || now.get().partitions().size() != partitions.size()) {
            throw new KafkaException("Topic " + TOPIC + " was replaced or got partitions while the view was written:"
                    + " run again for a view of all of it");
        }
    }

    private static void requireBefore(long deadline, String what) {
        if (System.nanoTime() > deadline) {
            throw new TimeoutException(what + ", after " + PATIENCE.toSeconds() + " s");
        }
    }

    /** Positions, not offsets of records: the last ones may be markers of transactions. */
    private boolean isAtEnd() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private long left() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    private List<PeriodContent> written(CleanView.Progress progress) {
        Superseded superseded = keys.superseded(news());
        Set<Integer> again = new HashSet<>();
        if (way == Way.WRITE) {
            again.addAll(superseded.periods());
        } else if (last.isPresent()) {
            again.addAll(superseded.changed());
            last.get().periods().stream()
                    .filter(content -> superseded.held(period(content.month())) != content.records())
                    .forEach(content -> again.add(period(content.month())));
        } else {
            again.addAll(extents.periods());
        }
        again.forEach(period -> files.discard(month(period)));
        writeAgain(again, superseded, progress);
        List<PeriodContent> contents = new ArrayList<>(files.complete());
        List<PeriodContent> stay = last.map(ViewState::periods).orElse(List.of()).stream()
                .filter(content -> !again.contains(period(content.month())))
                .toList();
        kept = stay.stream().flatMap(content -> content.files().stream()).toList();
        contents.addAll(stay);
        contents.sort((one, other) -> one.month().compareTo(other.month()));
        return contents;
    }

    private Map<TopicPartition, Long> news() {
        Map<TopicPartition, Long> news = new HashMap<>();
        last.ifPresent(state -> state.positions()
                .forEach((partition, position) -> news.put(new TopicPartition(TOPIC, partition), position.next())));
        return news;
    }

    private void writeAgain(Collection<Integer> periods, Superseded superseded, CleanView.Progress progress) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        Map<TopicPartition, Long> stops = new HashMap<>();
        extents.forEach(periods, (partition, from, to) -> {
            starts.put(new TopicPartition(TOPIC, partition), from);
            stops.put(new TopicPartition(TOPIC, partition), to);
        });
        if (starts.isEmpty()) {
            return;
        }
        try (CommittedRecords records = new CommittedRecords(starts, stops, consumerSettings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    read++;
                    if (record.value() != null && !superseded.has(record.partition(), record.offset())) {
                        readPeriod(record.value());
                        if (periods.contains(period())) {
                            readWhole(record.value());
                            files.write(month(period()), cost);
                        }
                    }
                }
                progress.at(read, records.left());
            }
        }
    }

    /**
     * Looks whether the last view's files that stay are as they were when the reading began.
     *
     * @throws java.io.UncheckedIOException if they are not
     */
    void requireKeptFiles() {
        files.requireUnchanged(kept);
    }

    /** The files that {@link #complete} has written. */
    ViewFiles files() {
        return files;
    }

    @Override
    public void close() {
        try (encodings;
                consumer;
                keys;
                files) {
            // Each is closed, whatever happens to the others.
        }
    }
}
