package io.tributary.local.command.deliveries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
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
                .filter(this::hasEnded)
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
        return ReplayJson.replayed(
                published,
                isAwaited ? Optional.of(hasEnded(now) && Statement.isTakenWhole(now)) : Optional.empty(),
                now);
    }

    /** What came of it, in a sentence. */
    String outcome(DeliveryWatch watch) {
        Delivery now =
                watch.delivery(delivery.getScope(), delivery.getDeliveryId()).orElseThrow();
        String what = delivery.getDataSet() + " delivery " + delivery.getDeliveryId() + ": ";
        return what
                + (Statement.isTakenWhole(now) ? changes(now) : "it is " + now.getState() + ". " + now.getVerdict());
    }

    /** What came of several together, such as slices, in a sentence. */
    static String outcome(List<Replayed> slices, DeliveryWatch watch) {
        List<Delivery> now = slices.stream()
                .map(slice -> watch.delivery(slice.delivery.getScope(), slice.delivery.getDeliveryId()))
                .flatMap(Optional::stream)
                .toList();
        List<Delivery> taken = now.stream().filter(Statement::isTakenWhole).toList();
        String others = taken.size() == slices.size()
                ? ""
                : " " + Amounts.count(slices.size() - taken.size(), "delivery", "deliveries") + " were not taken.";
        return Amounts.count(taken.size(), "delivery", "deliveries") + ": "
                + (taken.isEmpty() ? "nothing changed." : changes(SummedDeliveries.of(taken))) + others;
    }

    private static String changes(Delivery now) {
        return now.getRecordsUnchanged() + " records stayed as they were, " + now.getRecordsRestated()
                + " were restated, " + now.getRecordsAdded() + " added, " + now.getRecordsVanished() + " withdrawn.";
    }

    private boolean hasEnded(Delivery now) {
        return !now.getFirstSeen().isBefore(since) && DeliveryWatch.isSettled(now);
    }
}
