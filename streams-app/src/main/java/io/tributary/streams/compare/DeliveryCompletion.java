package io.tributary.streams.compare;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.streams.compare.StatementState.Phase;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.reconcile.DeliveryAccount;
import io.tributary.streams.reconcile.DeliveryChanges;
import io.tributary.streams.reconcile.DeliveryState;
import java.util.Optional;
import java.util.Set;

/** Ends readings: withdraws what a complete one lacks, publishes its account, and retires the verdicts before it. */
final class DeliveryCompletion {

    /** Blocks of rows that are moved into another window at a time. */
    private static final int MOVED_BLOCKS = 2_000;

    /** The number under which is kept what the completion sighted: that of no page. */
    private static final int COMPLETION = -1;

    /** Verdicts that a newer complete delivery retires. */
    private static final Set<String> RETIRED = Set.of(
            DeliveryState.COMPLETE.name(),
            DeliveryState.HELD.name(),
            DeliveryState.INCOMPLETE.name(),
            DeliveryState.FORGOTTEN.name());

    /** The verdict of a delivery whose statement was forgotten. */
    static final String FORGOTTEN =
            "What was published of this account's period is not known any more, so that nothing of the delivery was"
                    + " taken. `tributary deliveries rebuild` reads it from billing.costs, and has the delivery taken.";

    private final KnownRows knownRows;
    private final DeliveryStore deliveries;
    private final Emitter emitter;
    private final DeliveryEnd end;
    private final Withdrawal withdrawal;
    private final Complements complements;
    private final StatementClaims claims;

    /** @param heldShare share of a statement's live records that a delivery may withdraw without confirmation */
    DeliveryCompletion(
            KnownRows knownRows,
            DeliveryStore deliveries,
            Emitter emitter,
            PageNormalizer normalizer,
            Complements complements,
            StatementClaims claims,
            double heldShare) {
        this.knownRows = knownRows;
        this.deliveries = deliveries;
        this.emitter = emitter;
        this.complements = complements;
        this.claims = claims;
        end = new DeliveryEnd(emitter, normalizer, heldShare);
        withdrawal = new Withdrawal(emitter);
    }

    /** Works the completion of the statement's current reading, which is open. */
    void complete(Incoming incoming, Statement statement, RowIndex rows) {
        Reading reading = statement.current;
        DeliveryEnd.Answer answer = end.of(
                incoming,
                statement,
                rows,
                new DeliveryEnd.Kept(
                        deliveries.pages(statement.key, reading.generation),
                        deliveries.settlements(statement.key, reading.generation),
                        deliveries.dead(statement.key, reading.generation)));
        long timestamp = incoming.timestamp();
        if (answer == DeliveryEnd.Answer.INCOMPLETE) {
            emitter.ended(statement, reading.delivery(), timestamp);
            return;
        }
        knownRows.store(statement, rows, COMPLETION);
        deliveries.forgetPages(statement.key, reading.generation);
        statement.newest = Optional.of(new StatementState.Complete(
                incoming.deliveryKey(),
                incoming.page().getScope(),
                incoming.page().getDeliveryId(),
                incoming.page().getDeliveryTime()));
        retireVerdicts(statement, answer, timestamp);
        switch (answer) {
            case HELD -> hold(statement, timestamp);
            case WITHDRAWS -> withdraw(statement, reading, rows, timestamp);
            default -> finish(statement, reading, rows, timestamp);
        }
    }

    private void hold(Statement statement, long timestamp) {
        statement.current.phase = Phase.HELD;
        statement.current.account.complete(DeliveryState.HELD, DeliveryEnd.heldRemark(statement));
        emitter.ended(statement, statement.delivery(), timestamp);
    }

    /** Retires what was said of the statement's earlier deliveries, since a newer one is complete. */
    private void retireVerdicts(Statement statement, DeliveryEnd.Answer answer, long timestamp) {
        Delivery newest = statement.delivery();
        boolean goesOnWithdrawing = answer == DeliveryEnd.Answer.HELD
                && statement.earlier != null
                && statement.earlier.phase == Phase.WITHDRAWING;
        if (!goesOnWithdrawing) {
            dropEarlier(statement, timestamp);
        }
        for (Delivery account : deliveries.accounts(statement.key)) {
            deliveries.deleteAccount(statement.key, StoreKeys.delivery(account.getScope(), account.getDeliveryId()));
            retireVerdict(account, newest, timestamp);
        }
    }

    /** Ends the reading before the current one, whose own end, or that of the next one, counts from now on. */
    void dropEarlier(Statement statement, long timestamp) {
        if (statement.earlier != null) {
            Delivery unsettled = statement.earlier.delivery();
            statement.keepChanges();
            deliveries.forgetSighted(statement.key, statement.earlier.generation);
            statement.earlier = null;
            retireVerdict(unsettled, statement.delivery(), timestamp);
        }
    }

    private void retireVerdict(Delivery earlier, Delivery newest, long timestamp) {
        boolean same = earlier.getScope().equals(newest.getScope())
                && earlier.getDeliveryId().equals(newest.getDeliveryId());
        if (same) {
            // Its record is the newer reading's now.
            return;
        }
        DeliveryAccount account = new DeliveryAccount(earlier);
        String ended = earlier.getState().equals(DeliveryState.OPEN.name())
                ? "All pages were seen, and what it lacked was being withdrawn."
                : earlier.getVerdict();
        account.ended(
                DeliveryState.SUPERSEDED,
                ended + " Delivery " + newest.getDeliveryId() + " of " + newest.getDeliveryTime()
                        + " is newer and complete.");
        emitter.delivery(account.delivery(), timestamp);
    }

    /** Keeps what was said of the current delivery, before another reading takes its place. */
    void keepVerdict(Statement statement) {
        keepVerdict(statement.key, statement.delivery());
    }

    void keepVerdict(long statement, Delivery account) {
        if (RETIRED.contains(account.getState())) {
            deliveries.putAccount(statement, StoreKeys.delivery(account.getScope(), account.getDeliveryId()), account);
        }
    }

    private void withdraw(Statement statement, Reading reading, RowIndex rows, long timestamp) {
        reading.phase = Phase.WITHDRAWING;
        reading.position = 0;
        withdrawOn(statement, reading, rows, timestamp);
    }

    /**
     * Withdraws what a held delivery lacks, since an operator confirms it.
     *
     * @throws RejectedPageException if the statement has no such delivery that is held
     */
    void confirm(Incoming incoming, Statement statement, Optional<RowIndex> rows) {
        String id = incoming.page().getDeliveryId();
        Optional<Reading> held = statement.held().filter(reading -> reading.delivery == incoming.deliveryKey());
        if (held.isEmpty() || rows.isEmpty()) {
            throw new RejectedPageException(
                    RejectionCode.UNKNOWN_INSTRUCTION,
                    "Delivery " + id + " cannot be confirmed: expected the newest complete delivery of its scope, and"
                            + " it to be held");
        }
        held.get().account.begins(DeliveryChanges.Cause.CONFIRMED, held.get().generation, incoming.now());
        withdraw(statement, held.get(), rows.get(), incoming.timestamp());
    }

    /** Works one slice of what the statement has to do between its pages. */
    void work(Statement statement, RowIndex rows, long timestamp) {
        Optional<Reading> withdrawing = statement.withdrawing();
        if (withdrawing.isPresent()) {
            withdrawOn(statement, withdrawing.get(), rows, timestamp);
        } else if (statement.home.isMoving()) {
            knownRows.moveOn(statement, rows, MOVED_BLOCKS);
        }
    }

    private void withdrawOn(Statement statement, Reading reading, RowIndex rows, long timestamp) {
        boolean more = withdrawal.slice(statement, reading, rows, timestamp);
        knownRows.store(statement, rows);
        if (!more) {
            finish(statement, reading, rows, timestamp);
        }
    }

    /**
     * Withdraws all records of {@code statement}, since {@code incoming} states its money from now on.
     *
     * @param reason that, as a sentence
     */
    void retire(Statement statement, Incoming incoming, String reason) {
        if (statement.current == null && statement.live == 0) {
            // Its owner was preferred, and has stated nothing yet.
            statement.owner = "";
            return;
        }
        DeliveryAccount account =
                statement.current == null ? accountWithoutReading(statement, incoming) : statement.current.account;
        if (statement.current != null) {
            deliveries.forgetPages(statement.key, statement.current.generation);
            deliveries.forgetSighted(statement.key, statement.current.generation);
        }
        endEarlier(statement, DeliveryState.SUPERSEDED, reason, incoming.timestamp());
        String owner = statement.owner;
        statement.retire(incoming.deliveryKey(), account, incoming.now());
        knownRows.begin(statement, false);
        statement.current.account.ended(DeliveryState.SUPERSEDED, reason);
        Optional<RowIndex> rows = knownRows.of(statement, incoming.timestamp());
        if (rows.isEmpty()) {
            // Its owner stays, so that it is withdrawn once it is known again.
            statement.owner = owner;
            forget(statement, incoming.timestamp());
            return;
        }
        withdraw(statement, statement.current, rows.get(), incoming.timestamp());
    }

    /** The account of the newest delivery that is known of {@code statement}, which has no reading any more. */
    private DeliveryAccount accountWithoutReading(Statement statement, Incoming incoming) {
        RawPage.Builder page = RawPage.newBuilder(incoming.page())
                .setDataSet(statement.ownerDataSet())
                .setScope(statement.owner)
                .setReading("");
        statement.newest.ifPresent(newest ->
                page.setScope(newest.scope()).setDeliveryId(newest.id()).setDeliveryTime(newest.time()));
        RawPage heading = page.build();
        DeliveryAccount account = DeliveryAccount.open(heading, "", null, incoming.now());
        account.continues(deliveries.changes(StoreKeys.delivery(heading.getScope(), heading.getDeliveryId())));
        return account;
    }

    /** Ends the reading before the current one, and says what it withdrew, where nothing goes on for the statement. */
    private void endEarlier(Statement statement, DeliveryState state, String verdict, long timestamp) {
        if (statement.earlier != null) {
            emitter.endedEarlier(statement, state, verdict, timestamp);
            deliveries.forgetSighted(statement.key, statement.earlier.generation);
            statement.earlier = null;
        }
    }

    /** Ends what was under way for a statement that was forgotten. */
    void forget(Statement statement, long timestamp) {
        Reading current = statement.current;
        endEarlier(statement, DeliveryState.FORGOTTEN, FORGOTTEN, timestamp);
        // Nothing is left that could be moved.
        statement.home = StatementState.Home.NONE;
        if (current == null || current.phase == Phase.ENDED) {
            return;
        }
        deliveries.forgetPages(statement.key, current.generation);
        deliveries.forgetSighted(statement.key, current.generation);
        current.phase = Phase.ENDED;
        current.account.ended(DeliveryState.FORGOTTEN, FORGOTTEN);
        emitter.ended(statement, current.delivery(), timestamp);
    }

    private void finish(Statement statement, Reading reading, RowIndex rows, long timestamp) {
        if (statement.isRetired()) {
            emitter.ended(statement, reading.delivery(), timestamp);
            deliveries.forgetSighted(statement.key, reading.generation);
            statement.clear();
            claims.publish(statement, reading, timestamp);
            checkAcross(statement, reading.delivery(), timestamp);
            return;
        }
        reading.phase = Phase.ENDED;
        reading.account.complete(DeliveryState.COMPLETE, emitter.ledgerRemark(statement));
        claims.publish(statement, reading, timestamp);
        emitter.ended(statement, reading.delivery(), timestamp);
        if (reading == statement.earlier) {
            if (statement.current.isOpen()) {
                keepVerdict(statement.key, reading.delivery());
                deliveries.forgetSighted(statement.key, reading.generation);
                statement.earlier = null;
            } else {
                dropEarlier(statement, timestamp);
            }
        } else {
            dropEarlier(statement, timestamp);
            statement.takesOver = false;
            knownRows.move(statement, timestamp);
            if (statement.home.isMoving()) {
                knownRows.moveOn(statement, rows, MOVED_BLOCKS);
            }
            rows.trim();
        }
        checkAcross(statement, reading.delivery(), timestamp);
    }

    /** Has the money looked at that the delivery is a part of, with the statement as it is now. */
    private void checkAcross(Statement statement, Delivery ended, long timestamp) {
        statement.save();
        complements.check(ended, timestamp);
    }
}
