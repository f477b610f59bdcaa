package io.tributary.local.command.deliveries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.schemas.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A delivery whose raw records were published once more.
 *
 * @param delivery what was known of it before
 * @param published records that were published, its completion among them
 * @param since when that began
 */
record Replayed(Delivery delivery, int published, Instant since) {

    /** Whether the streams application has processed all of it. */
    boolean isSettled(DeliveryWatch watch) {
        return watch.delivery(delivery.getScope(), delivery.getDeliveryId())
                .filter(now -> isTakenAgain(now) || worked(now) - worked(delivery) >= published - 1)
                .isPresent();
    }

    /**
     * What came of it, as {@code --json} prints it.
     *
     * @param isAwaited whether the streams application was awaited: else what came of it is not known yet
     */
    ObjectNode json(boolean isAwaited, DeliveryWatch watch) {
        Delivery now =
                watch.delivery(delivery.getScope(), delivery.getDeliveryId()).orElseThrow();
        return ReplayJson.replayed(published, isAwaited ? Optional.of(isTakenAgain(now)) : Optional.empty(), now);
    }

    /** What came of it, in a sentence. */
    String outcome(DeliveryWatch watch) {
        Delivery now =
                watch.delivery(delivery.getScope(), delivery.getDeliveryId()).orElseThrow();
        String what = delivery.getDataSet() + " delivery " + delivery.getDeliveryId() + ": ";
        return what
                + (isTakenAgain(now)
                        ? changes(now)
                        : "all of it had been taken under today's rules, " + now.getMappingVersion()
                                + ", and was dropped whole: nothing changed.");
    }

    /** What came of slices, in a sentence. */
    static String outcome(List<Replayed> slices, DeliveryWatch watch) {
        List<Delivery> again = slices.stream()
                .map(slice -> watch.delivery(slice.delivery.getScope(), slice.delivery.getDeliveryId())
                        .filter(slice::isTakenAgain))
                .flatMap(Optional::stream)
                .toList();
        String dropped = slices.size() - again.size() + " slices had been taken under today's rules, and were dropped"
                + " whole: nothing changed.";
        if (again.isEmpty()) {
            return dropped;
        }
        Delivery sums = SummedDeliveries.of(again);
        return again.size() + " slices: " + changes(sums) + (again.size() < slices.size() ? " " + dropped : "");
    }

    private static String changes(Delivery now) {
        return now.getRecordsUnchanged() + " records stayed as they were, " + now.getRecordsRestated()
                + " were restated, " + now.getRecordsAdded() + " added, " + now.getRecordsVanished() + " withdrawn.";
    }

    /** Pages that were processed, whatever became of them; a completion counts only where it says nothing new. */
    private static long worked(Delivery account) {
        return account.getPagesSeen() + account.getPagesRepeated() + account.getPagesRejected();
    }

    private boolean isTakenAgain(Delivery now) {
        return !now.getFirstSeen().isBefore(since) && !now.getState().equals("OPEN");
    }
}
