package io.tributary.streams.compare;

import io.tributary.schemas.Delivery;
import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.reconcile.DeliveryAccount;
import java.util.Optional;

/**
 * A statement while one of its pages is worked: read from the store, changed in place, and saved. Not thread-safe.
 */
final class Statement {

    final long key;

    /** The scope whose deliveries are taken; empty before the first. */
    String owner;

    Optional<StatementState.Complete> newest;
    long live;
    boolean held;

    /** Whether the owner was preferred to a scope whose records are live, and has not replaced them yet. */
    boolean takesOver;

    Optional<KnownRows.Position> sweep;

    /** The delivery that was seen last; {@code null} before the first. */
    DeliveryAccount account;

    long deliveryKey;
    long claims;
    ContentDigest digest = ContentDigest.NONE;
    boolean rebuilt;

    private final DeliveryStore store;

    Statement(long key, DeliveryStore store) {
        this(key, store, store.statement(key));
    }

    private Statement(long key, DeliveryStore store, StatementState state) {
        this.key = key;
        this.store = store;
        owner = state.owner();
        newest = state.newest();
        live = state.live();
        held = state.held();
        takesOver = state.takesOver();
        sweep = state.sweep();
        state.current().ifPresent(current -> {
            account = new DeliveryAccount(current.account());
            deliveryKey = current.key();
            claims = current.claims();
            digest = current.digest();
            rebuilt = current.rebuilt();
        });
    }

    /** A statement without any delivery, which is not to be saved. */
    static Statement unsaved(long key) {
        return new Statement(key, null, StatementState.EMPTY);
    }

    /** Whether {@code delivery} is the key of the delivery that was seen last. */
    boolean isCurrent(long delivery) {
        return account != null && deliveryKey == delivery;
    }

    /** Whether {@code scope} may not be taken, since another scope is the owner. */
    boolean isOwnedByAnother(String scope) {
        return !owner.isEmpty() && !owner.equals(scope);
    }

    /** The data set whose deliveries are taken; empty before the first. */
    String ownerDataSet() {
        return owner.isEmpty() ? "" : owner.split("/", 3)[1];
    }

    /**
     * Ends the statement: all its records are to be withdrawn, and any scope may state it next.
     *
     * @param reason key of the delivery for which they are withdrawn
     */
    void retire(long reason) {
        owner = "";
        newest = Optional.empty();
        held = false;
        takesOver = false;
        deliveryKey = reason;
        claims = 0;
        digest = ContentDigest.NONE;
        rebuilt = false;
    }

    /** Whether all its records are being withdrawn. */
    boolean isRetired() {
        return owner.isEmpty() && account != null;
    }

    /** Forgets that there ever was a delivery. */
    void clear() {
        account = null;
        live = 0;
    }

    /** Prefers {@code scope}, whose next complete delivery replaces what others stated. */
    void prefer(String scope) {
        takesOver |= live > 0 && !owner.equals(scope);
        owner = scope;
    }

    /** Begins another delivery. */
    void begin(long begun, DeliveryAccount opened, boolean forgotten) {
        owner = opened.delivery().getScope();
        deliveryKey = begun;
        account = opened;
        claims = 0;
        digest = ContentDigest.NONE;
        rebuilt = forgotten;
    }

    Delivery current() {
        return account.delivery();
    }

    void save() {
        store.putStatement(
                key,
                new StatementState(
                        owner,
                        newest,
                        Optional.ofNullable(account)
                                .map(taken -> new StatementState.Current(
                                        deliveryKey, taken.delivery(), claims, digest, rebuilt)),
                        live,
                        held,
                        takesOver,
                        sweep));
    }
}
