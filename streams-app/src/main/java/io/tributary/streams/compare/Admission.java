package io.tributary.streams.compare;

import io.tributary.schemas.RawPage;
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
     * Nothing of the delivery is taken, since a setting excludes it.
     *
     * @param verdict why, in the words of the delivery's record
     */
    record NotTaken(String verdict) implements Admission {}

    /**
     * Nothing of the delivery is taken, since a newer one of its statement is complete or has begun, or
     * another was chosen over it.
     *
     * @param verdict why, in the words of the delivery's record
     */
    record Superseded(String verdict) implements Admission {}

    /**
     * The page is the first that comes of another reading, which is to be begun.
     *
     * @param part what the page is to its reading
     */
    record Begins(Part part) implements Admission {}

    /**
     * The page belongs to the reading that is open.
     *
     * @param part what the page is to its reading
     */
    record Continues(Part part) implements Admission {}

    /** The page's reading was taken before, and has ended: the page is counted as repeated, and published never. */
    record Ended() implements Admission {}

    /** What a page is to its reading. */
    enum Part {
        /** A page that has not been seen. */
        NEW_PAGE,
        /** A page that has been seen as it is. */
        REPEATED_PAGE,
        /** A page that has been seen with another checksum. */
        CHANGED_PAGE,
        /** The completion. */
        COMPLETION
    }

    /**
     * Answers the question.
     *
     * @param incoming a page or a completion, no instruction
     * @param statement the page's statement, as it stands before the page
     * @param others what other statements say about the same money
     * @param seen the checksum of the same page of the reading, where it has been seen
     */
    static Admission of(Incoming incoming, Statement statement, Others others, Optional<Long> seen) {
        if (incoming.page().getNotTaken() != null) {
            return new NotTaken(notTaken(incoming.page()));
        }
        Optional<Admission> passedOver = passedOver(incoming, statement, others).map(Superseded::new);
        if (passedOver.isPresent()) {
            return passedOver.get();
        }
        Optional<String> conflict = conflict(incoming, statement, others);
        if (conflict.isPresent()) {
            return new Conflict(conflict.get());
        }
        if (statement.current != null && statement.current.id == incoming.readingKey()) {
            return statement.current.isOpen() ? new Continues(part(incoming, seen)) : new Ended();
        }
        Optional<Admission> tooLate = tooLate(incoming, statement).map(Superseded::new);
        if (tooLate.isPresent()) {
            return tooLate.get();
        }
        return statement.hasEnded(incoming.readingKey()) ? new Ended() : new Begins(part(incoming, Optional.empty()));
    }

    /** Why a setting has nothing of the page's delivery taken, as a sentence. */
    static String notTaken(RawPage page) {
        return "It is not taken: " + page.getNotTaken() + ".";
    }

    /** What the page is to its reading; empty where nothing of the reading is taken. */
    default Optional<Part> taken() {
        if (this instanceof Begins begins) {
            return Optional.of(begins.part());
        }
        return this instanceof Continues continues ? Optional.of(continues.part()) : Optional.empty();
    }

    private static Optional<String> conflict(Incoming incoming, Statement statement, Others others) {
        RawPage page = incoming.page();
        if (statement.isOwnedByAnother(page.getScope()) && !statement.givesWayTo(page)) {
            return Optional.of(
                    "Scope " + statement.owner + " states this account's period already; prefer one of them.");
        }
        if (others.whole().isPresent()) {
            return others.whole()
                    .map(owner ->
                            "Scope " + owner + " states the whole of this account's period, and needs no supplement.");
        }
        Optional<Statement> part = others.part().filter(supplement -> !supplement.givesWayTo(page));
        if (part.isPresent() && statement.owner.isEmpty()) {
            return part.map(supplement -> "Scope " + supplement.owner
                    + " states a part of this account's period already; prefer one of them.");
        }
        return others.lease().filter(lease -> lease.givesWayTo(page)).isPresent()
                ? Optional.empty()
                : others.leaseConflict();
    }

    /** Why another delivery was chosen over the page's; empty where none was. */
    private static Optional<String> passedOver(Incoming incoming, Statement statement, Others others) {
        RawPage page = incoming.page();
        if (!statement.choice.yieldsTo().isEmpty()) {
            return Optional.of("An operator preferred scope " + statement.choice.yieldsTo() + " to it.");
        }
        if (statement.isOwnedByAnother(page.getScope()) && statement.choice.supersedes(page)) {
            return Optional.of("Scope " + statement.owner + " was chosen over it for this account's period.");
        }
        return others.lease()
                .filter(lease -> lease.choice.supersedes(page))
                .map(lease -> "Data set " + lease.ownerDataSet() + " was chosen over it for this account's period.");
    }

    private static Part part(Incoming incoming, Optional<Long> seen) {
        if (incoming.isCompletion()) {
            return Part.COMPLETION;
        }
        if (seen.isEmpty()) {
            return Part.NEW_PAGE;
        }
        return seen.get() == incoming.page().getChecksum() ? Part.REPEATED_PAGE : Part.CHANGED_PAGE;
    }

    /** Why the page's delivery comes too late; empty where it does not. */
    private static Optional<String> tooLate(Incoming incoming, Statement statement) {
        Instant time = incoming.page().getDeliveryTime();
        // Of another scope, to which this one was preferred, no delivery is newer.
        Optional<StatementState.Complete> newer = statement
                .newest
                .filter(newest -> newest.scope().equals(incoming.page().getScope()))
                .filter(newest -> newest.time().isAfter(time));
        if (newer.isPresent()) {
            return Optional.of(
                    "Delivery " + newer.get().id() + " of " + newer.get().time() + " is newer and complete.");
        }
        // Where the delivery that was seen last is of another scope, this one was preferred to it.
        if (statement.current != null
                && statement.delivery().getScope().equals(incoming.page().getScope())
                && statement.delivery().getDeliveryTime().isAfter(time)) {
            return Optional.of("Delivery " + statement.delivery().getDeliveryId() + " of "
                    + statement.delivery().getDeliveryTime() + " is newer and has begun.");
        }
        return Optional.empty();
    }
}
