package io.tributary.local.reconcile;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What is known of the records that a statement is compared with, all in the statement's currency. No amount is in two
 * places.
 *
 * @param feed what the records come to that are in the statement's currency
 * @param converted what other records come to by the statement's own rate; empty where nothing was converted
 * @param parked rows that could not be read
 * @param elsewhere records of the invoice that another account or period has
 * @param refused deliveries that nothing is taken of; whether the invoice has what they state is not known
 * @param changed what deliveries changed after the invoice was issued, negated: what was billed has not got it
 * @param unsettled deliveries that wait for a decision; whether the invoice was made of them is not known
 * @param absent where the feed has nothing of what was billed, no record and no delivery that could have it, that in a
 *     sentence without a full stop
 * @param unknown sentences about what is missing and has no amount that is known, without a full stop
 */
public record Evidence(
        PartAmounts feed,
        Optional<Finding> converted,
        List<Finding> parked,
        List<Finding> elsewhere,
        List<Finding> refused,
        List<Finding> changed,
        List<Finding> unsettled,
        Optional<String> absent,
        List<String> unknown) {

    public Evidence {
        requireNonNull(feed, "feed");
        requireNonNull(converted, "converted");
        requireNonNull(absent, "absent");
        parked = List.copyOf(parked);
        elsewhere = List.copyOf(elsewhere);
        refused = List.copyOf(refused);
        changed = List.copyOf(changed);
        unsettled = List.copyOf(unsettled);
        unknown = List.copyOf(unknown);
    }

    /** The same, but for what is not known to be of the invoice: only that of {@code refused} and {@code unsettled}. */
    Evidence with(List<Finding> refused, List<Finding> unsettled) {
        return new Evidence(feed, converted, parked, elsewhere, refused, changed, unsettled, absent, unknown);
    }
}
