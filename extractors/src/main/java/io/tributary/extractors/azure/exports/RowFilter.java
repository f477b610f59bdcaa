package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.BillingScope;
import io.tributary.extractors.source.SourceException;
import java.util.Optional;

/**
 * Which rows of a run's files belong to a delivery, where they state several scopes or periods.
 *
 * @param scope whose; empty: of any
 * @param period of which period; empty: of any
 */
record RowFilter(Optional<BillingScope> scope, Optional<Period> period) {

    /** All rows. */
    static final RowFilter ALL = new RowFilter(Optional.empty(), Optional.empty());

    RowFilter {
        requireNonNull(scope, "scope");
        requireNonNull(period, "period");
    }

    boolean isAll() {
        return equals(ALL);
    }

    boolean takes(StatedRow row) {
        try {
            return (scope.isEmpty() || scope.get().equals(row.scope()))
                    && (period.isEmpty() || period.get().equals(row.period()));
        } catch (SourceException.Malformed e) {
            return false;
        }
    }

    /** Such as {@code rows of subscriptions/1 in 2026-09-01}; empty if they are all. */
    @Override
    public String toString() {
        return isAll()
                ? ""
                : "rows" + scope.map(owner -> " of " + owner).orElse("")
                        + period.map(days -> " in " + days.start()).orElse("");
    }
}
