package io.tributary.streams.compare;

import java.time.Instant;
import java.util.Optional;

/** What is to be done with a page: one question, asked by the application and by the dry run alike. Pure. */
sealed interface Admission {

    /**
     * Nothing of the delivery is taken, since another scope or data set states its money.
     *
     * @param verdict why, in the words of the delivery's record
     */
    record Conflict(String verdict) implements Admission {}

    /**
     * Nothing of the delivery is taken, since a newer one of its statement is complete or has begun.
     *
     * @param verdict why, in the words of the delivery's record
     */
    record Superseded(String verdict) implements Admission {}

    /**
     * The page is the first that comes of another delivery, which is to be begun.
     *
     * @param part what the page is to its delivery
     */
    record Begins(Part part) implements Admission {}

    /**
     * The page belongs to the delivery that was seen last.
     *
     * @param part what the page is to its delivery
     */
    record Continues(Part part) implements Admission {}

    /** What a page is to its delivery. */
    enum Part {
        /** A page that has not been seen. */
        NEW_PAGE,
        /** A page that has been seen as it is. */
        REPEATED_PAGE,
        /** A page that has been seen with another checksum. */
        CHANGED_PAGE,
        /** The completion, while the delivery is not complete. */
        COMPLETION,
        /** The completion, once the delivery is complete. */
        REPEATED_COMPLETION
    }

    /**
     * Answers the question.
     *
     * @param incoming a page or a completion, no instruction
     * @param statement the page's statement, as it stands before the page
     * @param others what other statements say about the same money
     * @param seen the checksum of the same page, where it has been seen
     */
    static Admission of(Incoming incoming, Statement statement, Others others, Optional<Long> seen) {
        Optional<String> conflict = conflict(incoming, statement, others);
        if (conflict.isPresent()) {
            return new Conflict(conflict.get());
        }
        Part part = part(incoming, statement, seen);
        if (statement.isCurrent(incoming.deliveryKey())) {
            return new Continues(part);
        }
        return tooLate(incoming, statement).<Admission>map(Superseded::new).orElseGet(() -> new Begins(part));
    }

    /** What the page is to its delivery; empty where nothing of the delivery is taken. */
    default Optional<Part> taken() {
        if (this instanceof Begins begins) {
            return Optional.of(begins.part());
        }
        return this instanceof Continues continues ? Optional.of(continues.part()) : Optional.empty();
    }

    private static Optional<String> conflict(Incoming incoming, Statement statement, Others others) {
        if (statement.isOwnedByAnother(incoming.page().getScope())) {
            return Optional.of(
                    "Scope " + statement.owner + " states this account's period already; prefer one of them.");
        }
        if (others.whole().isPresent()) {
            return others.whole()
                    .map(owner ->
                            "Scope " + owner + " states the whole of this account's period, and needs no supplement.");
        }
        if (others.part().isPresent() && statement.owner.isEmpty()) {
            return others.part()
                    .map(owner ->
                            "Scope " + owner + " states a part of this account's period already; prefer one of them.");
        }
        return others.leaseConflict();
    }

    private static Part part(Incoming incoming, Statement statement, Optional<Long> seen) {
        if (incoming.isCompletion()) {
            boolean complete = statement
                    .newest
                    .filter(newest -> newest.key() == incoming.deliveryKey())
                    .isPresent();
            return complete ? Part.REPEATED_COMPLETION : Part.COMPLETION;
        }
        if (seen.isEmpty()) {
            return Part.NEW_PAGE;
        }
        return seen.get() == incoming.page().getChecksum() ? Part.REPEATED_PAGE : Part.CHANGED_PAGE;
    }

    /** Why the page's delivery comes too late; empty where it does not. */
    private static Optional<String> tooLate(Incoming incoming, Statement statement) {
        Instant time = incoming.page().getDeliveryTime();
        if (statement.account != null
                && !statement.current().getScope().equals(incoming.page().getScope())) {
            // The delivery that was seen last is of another scope, to which this one was preferred.
            return Optional.empty();
        }
        // While the owner takes over, the newest complete delivery is of another scope, too.
        if (!statement.takesOver
                && statement
                        .newest
                        .filter(newest -> newest.time().isAfter(time))
                        .isPresent()) {
            StatementState.Complete newest = statement.newest.get();
            return Optional.of("Delivery " + newest.id() + " of " + newest.time() + " is newer and complete.");
        }
        if (statement.account != null && statement.current().getDeliveryTime().isAfter(time)) {
            return Optional.of("Delivery " + statement.current().getDeliveryId() + " of "
                    + statement.current().getDeliveryTime() + " is newer and has begun.");
        }
        return Optional.empty();
    }
}
