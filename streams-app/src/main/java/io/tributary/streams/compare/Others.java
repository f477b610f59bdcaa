package io.tributary.streams.compare;

import static java.util.Objects.requireNonNull;

import io.tributary.streams.normalize.DataSetNormalizer;
import java.util.Optional;

/**
 * What other statements say about the money of a page's statement.
 *
 * @param whole the scope that states the whole of what the page's statement would supplement
 * @param part the scope that supplements what the page's statement states whole
 * @param lease the lease which the page's data set needs, where another data set holds it
 */
record Others(Optional<String> whole, Optional<Statement> part, Optional<Statement> lease) {

    /** No other statement says anything. */
    static final Others NONE = new Others(Optional.empty(), Optional.empty(), Optional.empty());

    Others {
        requireNonNull(whole, "whole");
        requireNonNull(part, "part");
        requireNonNull(lease, "lease");
    }

    static Others of(Incoming incoming, DeliveryStore deliveries) {
        return new Others(
                whole(incoming, deliveries),
                replacedSupplement(incoming, deliveries),
                incoming.lease()
                        .map(lease -> new Statement(StoreKeys.statement(lease), deliveries))
                        .filter(lease -> !lease.owner.isEmpty()
                                && !lease.ownerDataSet().equals(incoming.page().getDataSet())));
    }

    private static Optional<String> whole(Incoming incoming, DeliveryStore deliveries) {
        Optional<DataSetNormalizer.Supplemented> supplements = incoming.supplements();
        if (supplements.isEmpty()) {
            return Optional.empty();
        }
        Statement supplemented =
                new Statement(StoreKeys.statement(supplements.get().statement()), deliveries);
        return supplemented.owner.isEmpty() || supplements.get().dataSets().contains(supplemented.ownerDataSet())
                ? Optional.empty()
                : Optional.of(supplemented.owner);
    }

    /** The statement that supplements what the page's statement states whole, where a scope states it. */
    static Optional<Statement> replacedSupplement(Incoming incoming, DeliveryStore deliveries) {
        return incoming.supplement()
                .filter(supplement -> !supplement.beside())
                .map(supplement -> new Statement(StoreKeys.statement(supplement.statement()), deliveries))
                .filter(supplement -> !supplement.owner.isEmpty());
    }

    /** That another data set holds the lease, in a verdict's words; empty where none does. */
    Optional<String> leaseConflict() {
        return lease.map(held -> "Data set " + held.ownerDataSet() + " states this account's period already.");
    }
}
