package io.tributary.local.command.dlq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.cluster.DataDirectory;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.StalledException;
import io.tributary.local.command.deliveries.DeadLetterKinds;
import io.tributary.local.command.deliveries.DeliveryJson;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.deliveries.Mends;
import io.tributary.local.command.deliveries.StreamsRun;
import io.tributary.local.command.deliveries.Verdict;
import io.tributary.local.command.run.ViewRewriting;
import io.tributary.schemas.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deliveries that were published once more because of their dead letters. */
final class Redriven {

    private final DeliveryWatch watch;
    private final List<One> all = new ArrayList<>();

    /** @param before what was known of the delivery before */
    private record One(Delivery before, String reading, int mended) {}

    Redriven(DeliveryWatch watch) {
        this.watch = watch;
    }

    /** @param readings the id of each delivery's new reading */
    void add(Map<Delivery, Mends> mends, Map<Delivery, String> readings) {
        readings.forEach((delivery, reading) ->
                all.add(new One(delivery, reading, mends.get(delivery).rows())));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Runs the streams application until it has taken everything, and writes the clean view of the data directory anew,
     * if there is one.
     *
     * @param plan what was meant
     */
    RedriveOutcome settle(Map<String, String> settings, DataDirectory data, RedrivePlan plan) {
        if (!all.isEmpty() && !StreamsRun.untilChecked(settings, watch, this::isSettled)) {
            throw new StalledException("The streams application has made no progress for a minute with what was"
                    + " published; the next run continues it");
        }
        watch.pollAll();
        List<Delivery> now = all.stream().map(this::now).toList();
        List<Delivery> concerned = new ArrayList<>(now);
        concerned.addAll(plan.closedDeliveries());
        List<Delivery> newest = Verdict.newest(concerned, watch.all());
        DeadLetterKinds kinds = DeadLetterKinds.read(newest, settings);
        // Also where nothing was published: a command that was killed may have left an old view behind.
        Optional<String> view = ViewRewriting.of(data, settings, watch);
        return new RedriveOutcome(
                now,
                Verdict.problems(newest, kinds),
                Verdict.notesOfDiscarded(newest, kinds),
                view,
                !newest.isEmpty(),
                plan.skipped() > 0);
    }

    private boolean isSettled() {
        return all.stream().allMatch(one -> {
            Delivery now = now(one);
            return now.getReading().equals(one.reading()) && DeliveryWatch.isSettled(now);
        });
    }

    private Delivery now(One one) {
        return watch.delivery(one.before().getScope(), one.before().getDeliveryId())
                .orElseThrow();
    }

    /** What was published, for other programs. */
    ObjectNode json(boolean isAwaited) {
        ObjectNode json = Json.object().put("dryRun", false);
        json.set("redriven", Json.array(all, one -> {
            Delivery now = now(one);
            ObjectNode object = Json.object()
                    .put("reading", one.reading())
                    .put("mendedRows", one.mended())
                    .put("taken", isAwaited ? now.getReading().equals(one.reading()) : null);
            object.set("delivery", DeliveryJson.of(now));
            return object;
        }));
        return json;
    }
}
