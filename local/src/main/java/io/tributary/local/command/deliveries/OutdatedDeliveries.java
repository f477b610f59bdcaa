package io.tributary.local.command.deliveries;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The newest deliveries of all accounts' periods that were read by other rules than today's, with the readings that the
 * raw topics have of them.
 *
 * @param deliveries by account's period, in order; each of another statement, and with a whole reading
 * @param readings the newest whole reading of each
 * @param lacks of which deliveries the raw topic has no whole reading, in sentences
 */
record OutdatedDeliveries(
        Map<AccountPeriod, List<Delivery>> deliveries, Map<Delivery, RawReading> readings, List<String> lacks) {

    /**
     * Finds them. Where the rules choose a cost basis, a delivery's pages say which one they choose today.
     *
     * @param known every delivery that is known
     */
    static OutdatedDeliveries of(Collection<Delivery> known, Statements statements, RawReplay replay) {
        OutdatedDeliveries found =
                new OutdatedDeliveries(new TreeMap<>(AccountPeriod.ORDER), new LinkedHashMap<>(), new ArrayList<>());
        statements.taken(known).stream()
                .map(statement -> statement.newest().orElseThrow())
                .filter(Statement::isTakenWhole)
                .filter(delivery -> mayBeOutdated(delivery, statements))
                .collect(groupingBy(Delivery::getProvider, TreeMap::new, toList()))
                .values()
                .forEach(ofProvider -> found.add(ofProvider, statements, replay.find(ofProvider)));
        return found;
    }

    private static boolean mayBeOutdated(Delivery delivery, Statements statements) {
        return statements
                .dataSet(delivery)
                .filter(dataSet -> isReadOtherwise(delivery, dataSet) || delivery.getCostBasis() != null)
                .isPresent();
    }

    /** A reading that goes on while the rules change has two versions, so that it is always read otherwise. */
    private static boolean isReadOtherwise(Delivery delivery, DataSetNormalizer dataSet) {
        return !delivery.getMappingVersion().equals(dataSet.mappingVersion());
    }

    private void add(List<Delivery> ofProvider, Statements statements, RawReadings found) {
        for (Delivery delivery : ofProvider) {
            DataSetNormalizer dataSet = statements.dataSet(delivery).orElseThrow();
            Optional<RawReading> whole = found.newestWhole(delivery);
            if (whole.isEmpty()) {
                if (isReadOtherwise(delivery, dataSet)) {
                    lacks.add(found.lack(delivery));
                }
            } else if (isReadOtherwise(delivery, dataSet) || isOnOtherBasis(delivery, dataSet, whole.get())) {
                readings.put(delivery, whole.get());
                deliveries
                        .computeIfAbsent(AccountPeriod.of(delivery), first -> new ArrayList<>())
                        .add(delivery);
            }
        }
    }

    private static boolean isOnOtherBasis(Delivery delivery, DataSetNormalizer dataSet, RawReading reading) {
        RawPage heading = DeliveryRecords.of(delivery, delivery.getLastSeen())
                .setCostSurvey(reading.costSurvey())
                .build();
        return !Objects.equals(delivery.getCostBasis(), dataSet.costBasis(heading));
    }
}
