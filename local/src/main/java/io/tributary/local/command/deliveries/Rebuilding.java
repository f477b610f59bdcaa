package io.tributary.local.command.deliveries;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.view.CommittedRecords;
import io.tributary.local.view.Scratch;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** One rebuild of statements, from reading their records to what the streams application made of them. */
final class Rebuilding {

    private static final int NAMED = 20;

    private final Map<String, String> settings;
    private final RecordOwners owners;
    private final Map<String, List<Delivery>> deliveries;
    private final String reason;
    private final Instant now;
    private final Consumer<String> line;
    private final ReplayIds ids = new ReplayIds(new SecureRandom());
    private final List<String> notes = new ArrayList<>();
    private final List<String> lacks = new ArrayList<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private Map<TopicPartition, Long> lettersBefore = Map.of();

    /**
     * @param settings of the streams application, of Kafka's clients and of the registry
     * @param deliveries every delivery that is known, by the statement that it makes
     * @param now when it is made: also the time of its instructions
     * @param line where sentences go
     */
    Rebuilding(
            Map<String, String> settings,
            RecordOwners owners,
            Map<String, List<Delivery>> deliveries,
            String reason,
            Instant now,
            Consumer<String> line) {
        this.settings = settings;
        this.deliveries = deliveries;
        this.owners = owners;
        this.reason = reason;
        this.now = now;
        this.line = line;
    }

    /**
     * Hands over what is published of {@code statements}: all of an account's period in one transaction.
     *
     * @param statements those of an account's period after each other
     * @param onlyWithRecords whether statements are left out of which nothing is published
     * @param scratch a directory that exists only meanwhile
     */
    List<Rebuilt> rebuild(List<Statement> statements, boolean onlyWithRecords, Path scratch) throws IOException {
        if (statements.isEmpty()) {
            return List.of();
        }
        try (StreamsPositions positions = new StreamsPositions(settings)) {
            lettersBefore = positions.ends(Topics.DEAD_LETTERS.name());
        }
        String reading = ids.get();
        Scratch.delete(scratch);
        try (PublishedRecords records = new PublishedRecords(
                settings, statements.stream().map(Statement::name).toList(), owners, scratch)) {
            if (records.ofEarlierReleases() > 0) {
                notes.add(Amounts.count(records.ofEarlierReleases(), "record")
                        + " have ids of an earlier release, and cannot be rebuilt.");
            }
            List<Rebuilt> rebuilt = new ArrayList<>();
            statements.stream()
                    .collect(groupingBy(
                            statement -> AccountPeriod.of(statement.standing()), LinkedHashMap::new, toList()))
                    .forEach((accountPeriod, own) ->
                            rebuilt.addAll(publish(accountPeriod, own, onlyWithRecords, records, reading)));
            return rebuilt;
        } finally {
            Scratch.delete(scratch);
        }
    }

    private List<Rebuilt> publish(
            AccountPeriod accountPeriod,
            List<Statement> statements,
            boolean onlyWithRecords,
            PublishedRecords records,
            String reading) {
        String id = "tributary-rebuild-" + Keys.accountPeriod(accountPeriod.account(), accountPeriod.periodStart());
        try (RawTransaction transaction = new RawTransaction(settings, accountPeriod.provider(), id);
                Serializer<Delivery> written = AvroSerdes.valueSerializer(Delivery.class, settings)) {
            List<Rebuilt> rebuilt = transaction.of(() -> {
                List<Rebuilt> sent = new ArrayList<>();
                for (Statement statement : statements) {
                    if (!onlyWithRecords || records.has(statement.name())) {
                        RebuildPages pages =
                                new RebuildPages(statement.standing(), reading, reason, now, transaction::sendAsMade);
                        records.forEach(statement.name(), pages::add);
                        pages.addDeliveries(deliveries.getOrDefault(statement.name(), List.of()).stream()
                                .map(delivery -> written.serialize(Topics.DELIVERIES.name(), delivery))
                                .toList());
                        sent.add(new Rebuilt(statement, pages.complete()));
                    }
                }
                return sent;
            });
            transaction.ends().forEach((partition, end) -> ends.merge(partition, end, Math::max));
            if (!rebuilt.isEmpty()) {
                line.accept(Rebuilt.sentence(accountPeriod, rebuilt));
            }
            return rebuilt;
        }
    }

    /** Publishes the newest whole deliveries of what was rebuilt once more. */
    List<Replayed> replay(List<Rebuilt> rebuilt) {
        List<Replayed> replayed = new ArrayList<>();
        rebuilt.stream()
                .collect(groupingBy(one -> one.owner().getProvider(), LinkedHashMap::new, toList()))
                .values()
                .forEach(ofProvider -> replayed.addAll(replayOfProvider(ofProvider)));
        return replayed;
    }

    private List<Replayed> replayOfProvider(List<Rebuilt> rebuilt) {
        RawReplay replay = new RawReplay(settings, ids);
        List<Delivery> candidates = rebuilt.stream()
                .flatMap(one -> one.statement().latest().stream())
                .toList();
        RawReadings found = replay.find(candidates);
        Map<AccountPeriod, Map<Delivery, RawReading>> readings = new LinkedHashMap<>();
        for (Rebuilt one : rebuilt) {
            Optional<Delivery> whole = one.statement().latest().stream()
                    .filter(delivery -> found.newestWhole(delivery).isPresent())
                    .findFirst();
            whole.ifPresentOrElse(
                    delivery -> readings.computeIfAbsent(AccountPeriod.of(delivery), first -> new LinkedHashMap<>())
                            .put(delivery, found.newestWhole(delivery).orElseThrow()),
                    () -> lacks.add(found.lack(one.owner())));
        }
        List<Replayed> replayed = new ArrayList<>();
        readings.forEach((accountPeriod, own) -> {
            Map<Delivery, Integer> published = replay.publish(own);
            line.accept("Account " + accountPeriod + ": "
                    + published.values().stream().mapToInt(Integer::intValue).sum() + " raw records of "
                    + (own.size() == 1
                            ? "delivery " + own.keySet().iterator().next().getDeliveryId()
                            : Amounts.count(own.size(), "delivery", "deliveries"))
                    + " were published once more.");
            published.forEach((delivery, records) -> replayed.add(new Replayed(delivery, records, now)));
        });
        return replayed;
    }

    /**
     * Runs the streams application until it has taken what was handed over and published once more.
     *
     * @return whether it has
     */
    boolean settle(List<Replayed> replayed, DeliveryWatch watch) {
        try (StreamsPositions positions = new StreamsPositions(settings)) {
            return StreamsRun.until(
                    settings,
                    watch,
                    positions,
                    () -> replayed.stream().allMatch(one -> one.isSettled(watch)) && positions.isTaken(ends));
        }
    }

    /** Why parts of the rebuild were refused, which is known once it is settled. */
    List<String> refusals(List<Rebuilt> rebuilt) {
        Set<String> scopes = rebuilt.stream().map(one -> one.owner().getScope()).collect(Collectors.toSet());
        Set<String> messages = new TreeSet<>();
        Map<TopicPartition, Long> lettersNow;
        try (StreamsPositions positions = new StreamsPositions(settings)) {
            lettersNow = positions.ends(Topics.DEAD_LETTERS.name());
        }
        try (CommittedRecords records = new CommittedRecords(lettersBefore, lettersNow, KafkaSettings.of(settings));
                Deserializer<DeadLetter> letters = AvroSerdes.valueDeserializer(DeadLetter.class, settings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    DeadLetter letter = letters.deserialize(record.topic(), record.value());
                    boolean isInstruction = letter != null
                            && letter.getPageRow() == null
                            && letter.getArtifact() != null
                            && letter.getArtifact().equals(DeliveryRecords.OPERATOR);
                    if (isInstruction && scopes.contains(letter.getScope()) && messages.size() < NAMED) {
                        messages.add(letter.getMessage());
                    }
                }
            }
        }
        return List.copyOf(messages);
    }

    /** What an operator should know of it. */
    List<String> notes() {
        return notes;
    }

    /** Which deliveries could not be published once more, in sentences; empty where all could. */
    Optional<String> lacks() {
        return lacks.isEmpty()
                ? Optional.empty()
                : Optional.of(lacks.stream().limit(NAMED).collect(Collectors.joining("\n"))
                        + (lacks.size() > NAMED ? "\nThe same holds for " + (lacks.size() - NAMED) + " more." : "")
                        + "\nWhat is published is known again: the next delivery is compared with it");
    }

    /** @throws ConfigException if a delivery could not be published once more */
    void requireReplayed() {
        lacks().ifPresent(message -> {
            throw new ConfigException(message);
        });
    }
}
