package io.tributary.local.command;

import io.tributary.schemas.Delivery;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;

/**
 * A billing account's period.
 *
 * @param account the account
 * @param period the period
 */
record AccountPeriod(String account, YearMonth period) {

    /** States of deliveries that were taken whole. */
    private static final Set<String> TAKEN = Set.of("COMPLETE", "HELD", "REBUILT");

    private static final Comparator<Delivery> BY_TIME =
            Comparator.comparing(Delivery::getDeliveryTime).thenComparing(Delivery::getFirstSeen);

    static AccountPeriod of(Delivery delivery) {
        return new AccountPeriod(delivery.getBillingAccountId(), YearMonth.from(delivery.getBillingPeriodStart()));
    }

    /**
     * The deliveries of this account's period that the scope that states it has made, in order of time.
     *
     * @throws ConfigException if nothing is known of this account's period, or no delivery of it was complete
     */
    List<Delivery> stated(Collection<Delivery> known) {
        List<Delivery> own =
                known.stream().filter(delivery -> of(delivery).equals(this)).toList();
        if (own.isEmpty()) {
            throw new ConfigException("Nothing is known of account " + this + ": expected one of "
                    + known.stream()
                            .map(delivery -> of(delivery).toString())
                            .distinct()
                            .sorted()
                            .toList());
        }
        // Scopes take turns where an operator prefers another: the one that was taken last states the period.
        String owner = own.stream()
                .filter(AccountPeriod::isTaken)
                .max(Comparator.comparing(Delivery::getLastSeen))
                .map(Delivery::getScope)
                .orElseThrow(
                        () -> new ConfigException("No delivery of account " + this + " is complete: expected one of "
                                + TAKEN.stream().sorted().toList() + ", but they are "
                                + own.stream().map(Delivery::getState).sorted().toList()));
        return own.stream()
                .filter(delivery -> delivery.getScope().equals(owner))
                .sorted(BY_TIME)
                .toList();
    }

    /** The newest of {@code deliveries}, which are in order of time, that was taken whole. */
    static Optional<Delivery> newest(List<Delivery> deliveries) {
        return deliveries.stream().filter(AccountPeriod::isTaken).reduce((older, newer) -> newer);
    }

    private static boolean isTaken(Delivery delivery) {
        return TAKEN.contains(delivery.getState());
    }

    /** As people read it. */
    @Override
    public String toString() {
        return account + ", " + period;
    }
}
