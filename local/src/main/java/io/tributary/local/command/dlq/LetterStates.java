package io.tributary.local.command.dlq;

import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.deliveries.Discards;
import io.tributary.local.command.deliveries.LiveDeliveries;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.streams.deadletter.RejectionCode;
import java.util.Optional;

/**
 * Which dead letters are open. That follows from the deliveries: a letter is open as long as the reading of its
 * delivery that wrote it is what counts of its statement. So a newer delivery closes it, and so does another reading of
 * the same delivery, whoever asked for it. A letter of no delivery is open until it is discarded.
 */
final class LetterStates {

    private final DeliveryWatch watch;
    private final LiveDeliveries live;
    private final Discards discards;

    /** @param watch has read all deliveries */
    LetterStates(DeliveryWatch watch, Discards discards) {
        this.watch = watch;
        this.live = watch.live();
        this.discards = discards;
    }

    /** The delivery of a letter; empty where it is of none, or of one that is not known. */
    Optional<Delivery> delivery(DeadLetter letter) {
        boolean isOfNone = letter.getScope() == null
                || letter.getDeliveryId() == null
                || letter.getCode().equals(RejectionCode.UNKNOWN_INSTRUCTION.name());
        return isOfNone ? Optional.empty() : watch.delivery(letter.getScope(), letter.getDeliveryId());
    }

    /** @param delivery as {@link #delivery} answered it */
    LetterState of(DeadLetter letter, Optional<Delivery> delivery) {
        Optional<LetterState> closed = delivery.flatMap(known -> closed(letter, known));
        if (closed.isPresent()) {
            return closed.get();
        }
        return discards.of(letter, delivery)
                .map(discard -> new LetterState(
                        LetterState.Kind.DISCARDED, discard.getReason() + " (" + discard.getDiscardedAt() + ")"))
                .orElse(LetterState.OPEN);
    }

    private Optional<LetterState> closed(DeadLetter letter, Delivery delivery) {
        Optional<Delivery> counting = live.counting(delivery);
        if (counting.isEmpty()) {
            return Optional.of(new LetterState(
                    LetterState.Kind.REPLACED,
                    "its delivery is " + delivery.getState() + ": " + delivery.getVerdict()));
        }
        if (!isSame(counting.get(), delivery)) {
            return Optional.of(new LetterState(
                    LetterState.Kind.REPLACED,
                    "delivery " + counting.get().getDeliveryId() + " of "
                            + counting.get().getDeliveryTime() + " took its delivery's place"));
        }
        if (!delivery.getReading().equals(letter.getReading())) {
            return Optional.of(new LetterState(
                    LetterState.Kind.READ_AGAIN, "its delivery was read again at " + delivery.getFirstSeen()));
        }
        return Optional.empty();
    }

    private static boolean isSame(Delivery one, Delivery other) {
        return one.getScope().equals(other.getScope()) && one.getDeliveryId().equals(other.getDeliveryId());
    }
}
