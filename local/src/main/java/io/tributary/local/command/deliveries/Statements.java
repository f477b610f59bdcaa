package io.tributary.local.command.deliveries;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.streams.BillingTopology;
import io.tributary.streams.StreamsAppConfig;
import io.tributary.streams.normalize.DataSetNormalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;

/**
 * The statements that deliveries make: deliveries with the same statement state the same money. An account's period may
 * have several statements that complement each other, such as Azure's costs and commitments.
 */
public final class Statements {

    private final StreamsAppConfig config;
    private final Map<String, List<DataSetNormalizer>> dataSets = new HashMap<>();

    /** @param settings of the streams application */
    public Statements(Map<String, String> settings) {
        config = StreamsAppConfig.from(settings);
    }

    /** The statement that {@code delivery} makes; its scope where no data set is known by its name. */
    public String of(Delivery delivery) {
        RawPage heading = DeliveryRecords.of(delivery, delivery.getLastSeen()).build();
        return dataSet(delivery).map(dataSet -> dataSet.statement(heading)).orElse(delivery.getScope());
    }

    /** The statements that {@code deliveries} make, by name. Those without a delivery that was taken are left out. */
    List<Statement> taken(Collection<Delivery> deliveries) {
        return byName(deliveries).entrySet().stream()
                .map(named -> Statement.of(named.getKey(), named.getValue()))
                .filter(statement -> statement.newest().isPresent())
                .toList();
    }

    /** The statements of which records may be published, by name: deliveries of them were taken, or have begun. */
    List<Statement> begun(Collection<Delivery> deliveries) {
        return byName(deliveries).entrySet().stream()
                .map(named -> Statement.begun(named.getKey(), named.getValue()))
                .filter(statement -> !statement.owned().isEmpty())
                .toList();
    }

    /** All deliveries by the statements that they make. */
    Map<String, List<Delivery>> byName(Collection<Delivery> deliveries) {
        return deliveries.stream().collect(groupingBy(this::of, TreeMap::new, toList()));
    }

    /** The data set of {@code delivery}, as it is read today; empty where none is known by its name. */
    Optional<DataSetNormalizer> dataSet(Delivery delivery) {
        return dataSets
                .computeIfAbsent(delivery.getProvider(), provider -> BillingTopology.dataSets(provider, config))
                .stream()
                .filter(dataSet -> dataSet.dataSet().equals(delivery.getDataSet()))
                .findFirst();
    }

    /**
     * The statements of an account's period, by name. Statements without a delivery that was taken are left out.
     *
     * @throws ConfigException if no delivery of the account's period was complete
     */
    List<Statement> of(AccountPeriod accountPeriod, Collection<Delivery> known) {
        List<Delivery> own = known.stream()
                .filter(delivery -> AccountPeriod.of(delivery).equals(accountPeriod))
                .toList();
        List<Statement> taken = taken(own);
        if (taken.isEmpty()) {
            throw new ConfigException("No delivery of account " + accountPeriod + " is complete: expected one of "
                    + Statement.takenStates() + ", but they are "
                    + own.stream().map(Delivery::getState).sorted().toList());
        }
        return taken;
    }
}
