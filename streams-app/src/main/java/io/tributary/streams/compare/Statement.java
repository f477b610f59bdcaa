package io.tributary.streams.compare;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.streams.compare.StatementState.Choice;
import io.tributary.streams.compare.StatementState.Claimed;
import io.tributary.streams.compare.StatementState.Decision;
import io.tributary.streams.compare.StatementState.Home;
import io.tributary.streams.reconcile.DeliveryAccount;
import io.tributary.streams.reconcile.DeliveryChanges;
import io.tributary.streams.reconcile.DeliveryState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement while one of its pages is worked: read from the store, changed in place, and saved. Not thread-safe.
 */
final class Statement {

    /** Readings that have ended and are remembered, so that a page of theirs that comes late is known. */
    private static final int ENDED_READINGS = 64;

    final long key;

    /** The scope whose deliveries are taken; empty before the first. */
    String owner;

    Optional<StatementState.Complete> newest;

    /** The reading that was taken last; {@code null} before the first. */
    Reading current;

    /** The reading before it, while it is held or what it lacks is being withdrawn; otherwise {@code null}. */
    Reading earlier;

    long live;

    /** Live records that the ledger holds as they are. */
    long charged;

    int generation;

    /** Whether the owner was preferred to a scope whose records are live, and has not replaced them yet. */
    boolean takesOver;

    /** Whether what is live is not known any more. */
    boolean forgotten;

    /** Whether records that the ledger holds were changed while no ledger was kept. */
    boolean lapsed;

    Home home;
    Decision decision;

    /** How its owner was chosen among scopes that state the same money. */
    Choice choice;

    /** Which billing accounts it bills. */
    Claimed claimed;

    private final List<Long> ended;
    private final DeliveryStore store;

    Statement(long key, DeliveryStore store) {
        this(key, store, store.statement(key));
    }

    private Statement(long key, DeliveryStore store, StatementState state) {
        this.key = key;
        this.store = store;
        owner = state.owner();
        newest = state.newest();
        current = state.current().map(Reading::new).orElse(null);
        earlier = state.earlier().map(Reading::new).orElse(null);
        live = state.live();
        charged = state.charged();
        generation = state.generation();
        takesOver = state.takesOver();
        forgotten = state.forgotten();
        lapsed = state.lapsed();
        home = state.home();
        decision = state.decision();
        choice = state.choice();
        claimed = state.claimed();
        ended = new ArrayList<>(state.ended());
    }

    /** A statement without any delivery, which is not to be saved. */
    static Statement unsaved(long key) {
        return new Statement(key, null, StatementState.EMPTY);
    }

    /** Whether the reading that was taken last is of {@code delivery}. */
    boolean isCurrentDelivery(long delivery) {
        return current != null && current.delivery == delivery;
    }

    /** Whether {@code scope} may not be taken, since another scope is the owner. */
    boolean isOwnedByAnother(String scope) {
        return !owner.isEmpty() && !owner.equals(scope);
    }

    /** The data set whose deliveries are taken; empty before the first. */
    String ownerDataSet() {
        return owner.isEmpty() ? "" : owner.split("/", 3)[1];
    }

    /** Whether {@code reading} was taken before, and has ended. */
    boolean hasEnded(long reading) {
        return ended.contains(reading);
    }

    private void end(Reading reading) {
        ended.remove(reading.id);
        ended.add(reading.id);
        if (ended.size() > ENDED_READINGS) {
            ended.remove(0);
        }
    }

    /**
     * Begins another reading. What the one before leaves unsettled stays as the earlier one.
     *
     * @return whether sightings of the one before are to be kept as the earlier reading's
     */
    boolean begin(long delivery, long reading, DeliveryAccount opened) {
        keepChanges();
        owner = opened.delivery().getScope();
        boolean keeps = current != null && current.isUnsettled();
        if (current != null) {
            end(current);
        }
        if (keeps) {
            earlier = current;
        }
        current = new Reading(delivery, reading, ++generation, opened);
        continueChanges();
        return keeps;
    }

    /** The reading that begins goes on with what its delivery has changed before. */
    private void continueChanges() {
        DeliveryAccount account = current.account;
        if (store != null) {
            account.continues(store.changes(deliveryOf(account)));
        }
        if (readsAgain()) {
            // They are the new reading's now.
            earlier.account.handOverChanges();
        }
        account.begins(
                DeliveryChanges.Cause.READING, generation, account.delivery().getFirstSeen());
    }

    /** Keeps what its readings have changed, so that no later record of their deliveries forgets it. */
    void keepChanges() {
        if (readsAgain()) {
            current.account.takeOver(earlier.account.handOverChanges());
        } else if (earlier != null) {
            keepChanges(earlier.account);
        }
        if (current != null) {
            keepChanges(current.account);
        }
    }

    private void keepChanges(DeliveryAccount account) {
        if (store != null && account.hasNewChanges()) {
            store.putChanges(deliveryOf(account), account.changes());
        }
    }

    /** The key of the delivery that an account is of; a reading's own key may be that of the one that replaces it. */
    private static long deliveryOf(DeliveryAccount account) {
        Delivery delivery = account.delivery();
        return StoreKeys.delivery(delivery.getScope(), delivery.getDeliveryId());
    }

    /** Whether its earlier reading is of the delivery of its current one, whose record says what both changed. */
    boolean readsAgain() {
        return earlier != null && current != null && isSameDelivery(earlier.account, current.account);
    }

    private static boolean isSameDelivery(DeliveryAccount one, DeliveryAccount other) {
        return deliveryOf(one) == deliveryOf(other);
    }

    /**
     * Ends the statement: all its records are to be withdrawn, and any scope may state it next.
     *
     * @param reason key of the delivery for which they are withdrawn
     * @param account account of the delivery that stated them
     * @param now when that was decided
     */
    void retire(long reason, DeliveryAccount account, Instant now) {
        keepChanges();
        owner = "";
        newest = Optional.empty();
        earlier = null;
        takesOver = false;
        Reading retired = new Reading(reason, reason, ++generation, account);
        retired.phase = StatementState.Phase.WITHDRAWING;
        current = retired;
        account.begins(DeliveryChanges.Cause.REPLACED, generation, now);
        ended.clear();
    }

    /** Whether all its records are being withdrawn. */
    boolean isRetired() {
        return owner.isEmpty() && current != null;
    }

    /** Forgets that there ever was a delivery. */
    void clear() {
        current = null;
        earlier = null;
        live = 0;
        charged = 0;
    }

    /** Prefers {@code scope}, whose next complete delivery replaces what others stated. */
    void prefer(String scope) {
        boolean statedByIt = current != null
                && current.delivery().getScope().equals(scope)
                && newest.filter(complete -> complete.key() == current.delivery).isPresent();
        takesOver = live > 0 && !statedByIt && (takesOver || !owner.equals(scope));
        owner = scope;
        // What was decided anew may be read anew.
        ended.clear();
    }

    /** An operator prefers {@code scope}, which no extractor overrules. */
    void preferByOperator(String scope) {
        prefer(scope);
        choice = new Choice(Set.of(), Long.MIN_VALUE, true, "");
    }

    /** Whether the page's delivery may take the place of the owner's, over whose data set it was chosen. */
    boolean givesWayTo(RawPage page) {
        return !choice.byOperator() && page.getChosenOver().contains(ownerDataSet());
    }

    /** Whether the page's delivery was chosen, after what is known of choices. */
    boolean isChosenLater(RawPage page) {
        return !page.getChosenOver().isEmpty() && page.getExtractedAt().toEpochMilli() > choice.at();
    }

    /** Notes over what the page's delivery was chosen; where it takes the place of another scope's, it is preferred. */
    void choose(RawPage page) {
        if (isOwnedByAnother(page.getScope())) {
            prefer(page.getScope());
        }
        // Pages that are read again do not undo what was chosen after them.
        if (!page.getChosenOver().isEmpty() && page.getExtractedAt().toEpochMilli() >= choice.at()) {
            choice = new Choice(
                    Set.copyOf(page.getChosenOver()), page.getExtractedAt().toEpochMilli(), choice.byOperator(), "");
        }
    }

    /** Whether the statement has a delivery that is held. */
    Optional<Reading> held() {
        if (current != null && current.phase == StatementState.Phase.HELD) {
            return Optional.of(current);
        }
        return earlier != null && earlier.phase == StatementState.Phase.HELD ? Optional.of(earlier) : Optional.empty();
    }

    /** Whether there is work between its pages: something to withdraw, or to move. */
    boolean hasWork() {
        return withdrawing().isPresent() || home.isMoving();
    }

    /** The reading of which what it lacks is being withdrawn. */
    Optional<Reading> withdrawing() {
        if (current != null && current.phase == StatementState.Phase.WITHDRAWING) {
            return Optional.of(current);
        }
        return earlier != null && earlier.phase == StatementState.Phase.WITHDRAWING
                ? Optional.of(earlier)
                : Optional.empty();
    }

    /** The newest delivery's record. */
    Delivery delivery() {
        return current.delivery();
    }

    boolean isState(DeliveryState state) {
        return current.delivery().getState().equals(state.name());
    }

    void save() {
        keepChanges();
        store.putStatement(
                key,
                new StatementState(
                        owner,
                        newest,
                        Optional.ofNullable(current).map(Reading::state),
                        Optional.ofNullable(earlier).map(Reading::state),
                        live,
                        charged,
                        generation,
                        takesOver,
                        forgotten,
                        lapsed,
                        home,
                        decision,
                        ended,
                        choice,
                        claimed));
    }
}
