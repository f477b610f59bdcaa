package io.tributary.local.command.deliveries;

import static java.util.stream.Collectors.joining;

import io.tributary.schemas.Delivery;
import io.tributary.streams.normalize.DataSetNormalizer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;

/**
 * Publishes deliveries once more, each as another reading, with what a person mended in place of what could not be
 * read. What is copied is the reading that counts, with the mends that it has, so that mends add up.
 *
 * <p>All of an account's period is published in one transaction, under one transactional id for a provider: who opens
 * it ends what an earlier one left open, and two never publish at the same time.
 */
public final class MendedReplay {

    private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration MOST_TIMEOUT = Duration.ofMinutes(5);

    private final Map<String, String> settings;
    private final Statements statements;
    private final ReplayIds ids = new ReplayIds(new SecureRandom());

    /** @param settings of the streams application, of Kafka's clients and of the registry */
    public MendedReplay(Map<String, String> settings) {
        this.settings = settings;
        this.statements = new Statements(settings);
    }

    /** Ends the transactions that a command left open which was killed: nothing behind them can be read. */
    public void endLeftovers(Collection<String> providers) {
        for (String provider : providers) {
            try (RawTransaction transaction = new RawTransaction(settings, provider, id(provider))) {
                transaction.endEarlier();
            }
        }
    }

    /**
     * Reads everything as {@link #publish} would, and publishes nothing.
     *
     * @param mends of deliveries of one account's period, at least one, by delivery
     * @return raw records that would be published, the completions among them
     * @throws ConfigException if a reading that counts is not on the raw topic any more, if a newer one is that the
     *     streams application has not taken, or if what was mended cannot be framed
     */
    public int check(Map<Delivery, Mends> mends) {
        int[] records = {0};
        pages(mends).forEach((delivery, page) -> records[0]++);
        return records[0];
    }

    /**
     * Publishes them.
     *
     * @param mends of deliveries of one account's period, at least one, by delivery
     * @param records about how many that are, as {@link #check} answered
     * @return the id of each delivery's new reading
     * @throws ConfigException as {@link #check}; nothing is published then
     */
    public Map<Delivery, String> publish(Map<Delivery, Mends> mends, int records) {
        String provider = mends.keySet().iterator().next().getProvider();
        Map<Delivery, String> readings = new LinkedHashMap<>();
        mends.keySet().forEach(delivery -> readings.put(delivery, ids.get()));
        // Nothing behind an open transaction can be read: what a kill leaves behind must end soon.
        Duration sending = LEAST_TIMEOUT.plusSeconds(records);
        Duration timeout = sending.compareTo(MOST_TIMEOUT) < 0 ? sending : MOST_TIMEOUT;
        try (RawTransaction transaction = new RawTransaction(settings, provider, id(provider), timeout)) {
            return transaction.of(() -> {
                // Looked for within the transaction: what another command published before it is seen.
                pages(mends).forEach((delivery, page) -> {
                    page.setReading(readings.get(delivery));
                    transaction.send(page);
                });
                return readings;
            });
        }
    }

    /**
     * What {@link #publish} would change.
     *
     * @throws ConfigException if no rules are known for a delivery
     */
    public List<MendedPreview> preview(Map<Delivery, Mends> mends, DeliveryWatch watch) {
        mends.keySet()
                .forEach(delivery -> statements
                        .dataSet(delivery)
                        .orElseThrow(() -> new ConfigException(
                                "No rules are known for data set " + delivery.getDataSet() + " of delivery "
                                        + delivery.getDeliveryId() + ": nothing can be said before it is read")));
        DryReplay dry = new DryReplay(settings, statements, watch.all());
        List<MendedPreview> previews = new ArrayList<>();
        for (List<Delivery> together : ReplayCommand.together(List.copyOf(mends.keySet()))) {
            Map<Delivery, Mends> own = new LinkedHashMap<>();
            together.forEach(delivery -> own.put(delivery, mends.get(delivery)));
            previews.add(new MendedPreview(dry.report(
                    AccountPeriod.of(together.get(0)),
                    together,
                    consumer -> pages(own).forEach((delivery, page) -> consumer.accept(page)))));
        }
        return previews;
    }

    private MendedPages pages(Map<Delivery, Mends> mends) {
        RawPages pages = new RawPages(settings);
        RawReadings found = RawReadings.of(pages, mends.keySet());
        Map<Delivery, RawReading> readings = new LinkedHashMap<>();
        Map<Delivery, Set<String>> wholeObjects = new LinkedHashMap<>();
        mends.keySet().forEach(delivery -> {
            readings.put(delivery, reading(delivery, found));
            wholeObjects.put(
                    delivery,
                    statements
                            .dataSet(delivery)
                            .map(DataSetNormalizer::wholeObjects)
                            .orElse(Set.of()));
        });
        return new MendedPages(pages, readings, mends, wholeObjects);
    }

    /** The reading that the delivery's record is about: what is known of dead letters is known of its rows. */
    private static RawReading reading(Delivery delivery, RawReadings found) {
        List<RawReading> newer = found.newerThan(delivery, delivery.getReading()).stream()
                .filter(RawReading::isWhole)
                .toList();
        if (!newer.isEmpty()) {
            throw new ConfigException("Delivery " + delivery.getDeliveryId() + " of account "
                    + AccountPeriod.of(delivery) + " was published once more as "
                    + newer.stream().map(RawReading::toString).collect(joining(", "))
                    + ", which the streams application has not taken yet: try again when it has");
        }
        Optional<RawReading> reading =
                found.reading(delivery, delivery.getReading()).map(RawReading::withDamaged);
        if (reading.isEmpty()) {
            throw new ConfigException(found.lack(delivery));
        }
        reading.get().lack().ifPresent(lack -> {
            throw new ConfigException("Of delivery " + delivery.getDeliveryId() + " of account "
                    + AccountPeriod.of(delivery) + " the reading that counts " + lack
                    + ": it cannot be published once more");
        });
        return reading.get();
    }

    private static String id(String provider) {
        return "tributary-redrive-" + provider;
    }
}
