package io.tributary.local.command;

import io.tributary.schemas.Delivery;
import java.time.Instant;

/**
 * A delivery whose raw records were published once more.
 *
 * @param delivery what was known of it before
 * @param published records that were published, its completion among them
 * @param since when that began
 */
record Replayed(Delivery delivery, int published, Instant since) {

    /** Whether the streams application has worked all of it. */
    boolean isSettled(DeliveryWatch watch) {
        return watch.delivery(delivery.getScope(), delivery.getDeliveryId())
                .filter(now -> isTakenAnew(now) || worked(now) - worked(delivery) >= published - 1)
                .isPresent();
    }

    /** What came of it, in a sentence. */
    String outcome(DeliveryWatch watch) {
        Delivery now =
                watch.delivery(delivery.getScope(), delivery.getDeliveryId()).orElseThrow();
        String what = delivery.getDataSet() + " delivery " + delivery.getDeliveryId() + ": ";
        return what
                + (isTakenAnew(now)
                        ? now.getRecordsUnchanged() + " records stayed as they were, " + now.getRecordsRestated()
                                + " were restated, " + now.getRecordsAdded() + " added, " + now.getRecordsVanished()
                                + " withdrawn."
                        : "all of it had been taken under today's rules, " + now.getMappingVersion()
                                + ", and was dropped whole: nothing changed.");
    }

    /** Pages that were worked, whatever became of them; a completion is one of them only where it says nothing new. */
    private static long worked(Delivery account) {
        return account.getPagesSeen() + account.getPagesRepeated() + account.getPagesRejected();
    }

    private boolean isTakenAnew(Delivery now) {
        return !now.getFirstSeen().isBefore(since) && !now.getState().equals("OPEN");
    }
}
