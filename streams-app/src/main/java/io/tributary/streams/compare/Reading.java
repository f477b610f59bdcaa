package io.tributary.streams.compare;

import io.tributary.schemas.Delivery;
import io.tributary.streams.compare.StatementState.Phase;
import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.reconcile.DeliveryAccount;

/** One pass over one delivery, while it is worked. Not thread-safe. */
final class Reading {

    /** Key of its delivery. */
    final long delivery;

    /** Key of the reading itself. */
    final long id;

    /** Its number within the statement. */
    final int generation;

    final DeliveryAccount account;
    Phase phase = Phase.OPEN;

    /** Where withdrawing goes on. */
    int position;

    /** Records that it has sighted, whether they could be read or not. */
    long claims;

    /** Digest of its records, in any order. */
    ContentDigest digest = ContentDigest.NONE;

    Reading(long delivery, long id, int generation, DeliveryAccount account) {
        this.delivery = delivery;
        this.id = id;
        this.generation = generation;
        this.account = account;
    }

    Reading(StatementState.Reading state) {
        this(state.delivery(), state.id(), state.generation(), new DeliveryAccount(state.account()));
        phase = state.phase();
        position = state.position();
        claims = state.claims();
        digest = state.digest();
    }

    StatementState.Reading state() {
        return new StatementState.Reading(delivery, id, generation, phase, position, claims, digest, delivery());
    }

    /** What its delivery's record says so far. */
    Delivery delivery() {
        return account.delivery();
    }

    /** Whether it is complete, but waits for what it lacks to be confirmed or withdrawn. */
    boolean isUnsettled() {
        return phase == Phase.HELD || phase == Phase.WITHDRAWING;
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }
}
