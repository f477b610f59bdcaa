package io.tributary.streams.compare;

import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.reconcile.DeliveryState;
import java.util.Optional;

/** Ends deliveries: withdraws what a complete one lacks, and publishes its account. */
final class DeliveryCompletion {

    private final KnownRows knownRows;
    private final DeliveryStore deliveries;
    private final Emitter emitter;
    private final DeliveryEnd end;
    private final VanishedRows vanishedRows;

    /** @param heldShare share of a statement's live records that a delivery may withdraw without confirmation */
    DeliveryCompletion(
            KnownRows knownRows,
            DeliveryStore deliveries,
            Emitter emitter,
            PageNormalizer normalizer,
            double heldShare) {
        this.knownRows = knownRows;
        this.deliveries = deliveries;
        this.emitter = emitter;
        end = new DeliveryEnd(knownRows, emitter, normalizer, heldShare);
        vanishedRows = new VanishedRows(knownRows, emitter);
    }

    /** Works the completion of the statement's current delivery, which is not complete yet. */
    void complete(Incoming incoming, Statement statement) {
        DeliveryEnd.Answer answer = end.of(
                incoming,
                statement,
                deliveries.pages(incoming.deliveryKey()),
                deliveries.settlements(incoming.deliveryKey()));
        long timestamp = incoming.timestamp();
        if (answer == DeliveryEnd.Answer.INCOMPLETE) {
            emitter.ended(statement.current(), timestamp);
            return;
        }
        statement.newest.ifPresent(previous -> deliveries.forget(previous.key()));
        statement.newest = Optional.of(new StatementState.Complete(
                incoming.deliveryKey(),
                incoming.page().getDeliveryId(),
                incoming.page().getDeliveryTime(),
                statement.current().getFirstSeen().toEpochMilli()));
        switch (answer) {
            case HELD -> hold(statement, timestamp);
            case WITHDRAWS -> withdraw(statement, timestamp);
            default -> finish(statement, timestamp);
        }
    }

    private void hold(Statement statement, long timestamp) {
        statement.held = true;
        statement.account.complete(DeliveryState.HELD, DeliveryEnd.heldRemark(statement));
        emitter.ended(statement.current(), timestamp);
    }

    private void withdraw(Statement statement, long timestamp) {
        statement.sweep = Optional.of(knownRows.start());
        sweep(statement, timestamp);
    }

    /**
     * Withdraws what a held delivery lacks, since an operator confirms it.
     *
     * @throws RejectedPageException if the statement's newest delivery is another one, or is not held
     */
    void confirm(Incoming incoming, Statement statement) {
        String id = incoming.page().getDeliveryId();
        boolean held = statement.held
                && statement.account != null
                && statement.current().getDeliveryId().equals(id)
                && statement.current().getState().equals(DeliveryState.HELD.name());
        if (!held) {
            throw new RejectedPageException(
                    RejectionCode.UNKNOWN_INSTRUCTION,
                    "Delivery " + id
                            + " cannot be confirmed: expected the newest delivery of its scope, and it to be held");
        }
        withdraw(statement, incoming.timestamp());
    }

    /** Works one slice of the statement's sweep, and ends the delivery with the last. */
    void sweep(Statement statement, long timestamp) {
        if (statement.sweep.isPresent() && !vanishedRows.slice(statement, timestamp)) {
            finish(statement, timestamp);
        }
    }

    /** Withdraws all records of {@code statement}, since {@code incoming} states its money from now on. */
    void retire(Statement statement, Incoming incoming) {
        if (statement.account == null) {
            // Its owner was preferred, and has stated nothing yet.
            statement.owner = "";
            return;
        }
        deliveries.forget(statement.deliveryKey);
        statement.retire(incoming.deliveryKey());
        statement.account.ended(
                DeliveryState.SUPERSEDED,
                "Scope " + incoming.page().getScope() + " states the whole of this account's period now.");
        withdraw(statement, incoming.timestamp());
    }

    private void finish(Statement statement, long timestamp) {
        if (statement.isRetired()) {
            emitter.ended(statement.current(), timestamp);
            statement.clear();
            return;
        }
        statement.held = false;
        statement.takesOver = false;
        statement.live = statement.claims;
        statement.account.complete(statement.rebuilt ? DeliveryState.REBUILT : DeliveryState.COMPLETE, "");
        emitter.ended(statement.current(), timestamp);
    }
}
