package io.tributary.extractors.run;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.publish.ReadState;
import io.tributary.extractors.schedule.Lane;
import io.tributary.extractors.schedule.Lanes;
import io.tributary.extractors.schedule.Work;
import io.tributary.extractors.schedule.Work.Standing;
import io.tributary.extractors.schedule.WorkQueue;
import io.tributary.extractors.schedule.WorkQueue.Taken;
import io.tributary.extractors.source.BillingSource.Discovery;
import io.tributary.extractors.source.Extent;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceDelivery.DeliveryHeader;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.SourceCursor;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The deliveries to take: those that the inputs offer and that were not taken before, ordered by lane. */
final class Backlog {

    private static final Logger LOGGER = LoggerFactory.getLogger(Backlog.class);

    private final List<Input> inputs;
    private final Lanes lanes;
    private final WorkQueue<SourceDelivery> queue;
    private final ReportedErrors reportedErrors;
    private final InstantSource clock;

    /** The deliveries that were found complete since the start, by scope. */
    private final Map<String, DeliveryHeader> whole = new HashMap<>();

    private Optional<Taken<SourceDelivery>> current = Optional.empty();
    private Optional<Extent> unread = Optional.empty();
    private boolean isCounted;

    Backlog(
            List<Input> inputs,
            Lanes lanes,
            WorkQueue<SourceDelivery> queue,
            ReportedErrors reportedErrors,
            InstantSource clock) {
        this.inputs = List.copyOf(inputs);
        this.lanes = requireNonNull(lanes, "lanes");
        this.queue = requireNonNull(queue, "queue");
        this.reportedErrors = requireNonNull(reportedErrors, "reportedErrors");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * What an input offers; empty if the input could not be searched.
     *
     * @param origin number of the input
     */
    record Found(int origin, Optional<Discovery> discovery) {}

    /** Searches every input. A problem with one does not stop the others. */
    List<Found> look() {
        List<Found> found = new ArrayList<>();
        for (int origin = 0; origin < inputs.size(); origin++) {
            Input input = inputs.get(origin);
            found.add(new Found(origin, found(input, input::discover)));
        }
        return found;
    }

    /**
     * Replaces the waiting deliveries of each input by those that were found now.
     *
     * @param cursors how far each scope was read
     * @param skipped receives deliveries that are older than the one that was taken, with that one's cursor
     * @return the number of deliveries that are new
     */
    int put(List<Found> all, Map<String, SourceCursor> cursors, BiConsumer<SourceDelivery, SourceCursor> skipped) {
        int found = 0;
        isCounted = false;
        for (Found one : all) {
            Input input = inputs.get(one.origin());
            Optional<Discovery> discovery =
                    one.discovery().flatMap(offered -> found(input, () -> input.since(offered, cursors)));
            discovery.ifPresent(offered -> reportedErrors.report(input.name(), offered.errors()));
            // Deliveries of an input that could not be searched are not read: they may no longer exist.
            List<SourceDelivery> deliveries =
                    discovery.map(Discovery::deliveries).orElse(List.of());
            found += queue.offer(one.origin(), works(deliveries, cursors, skipped), clock.instant());
        }
        return found;
    }

    /** The delivery to take next, which stays in the backlog until it is done; empty if there is none. */
    Optional<Taken<SourceDelivery>> next() {
        Optional<Taken<SourceDelivery>> next = queue.next(clock.instant());
        next.filter(taken -> taken.work().standing() != Standing.KNOWN)
                .ifPresent(taken -> LOGGER.info(
                        "{} delivery {}: taken from lane {}{}, after it has waited for {}",
                        taken.work().scope(),
                        taken.work().id(),
                        taken.lane(),
                        taken.isOutOfTurn() ? " out of turn" : "",
                        taken.waited()));
        current = next;
        next.filter(taken -> taken.work().standing() != Standing.KNOWN).ifPresent(this::uncount);
        return next;
    }

    /**
     * What there is to read of the deliveries that wait, without the one that {@link #next} gave last; empty if one of
     * their sources does not say. Those that are only checked for changes do not count.
     */
    Optional<Extent> unread() {
        if (!isCounted) {
            unread = Optional.of(Extent.NOTHING);
            for (Work<SourceDelivery> work : queue.unread()) {
                if (current.filter(taken -> taken.work() == work).isEmpty()) {
                    unread = unread.flatMap(sum -> work.item().extent().flatMap(sum::plus));
                }
            }
            isCounted = true;
        }
        return unread;
    }

    /** Takes a delivery off what is unread. Where one of unknown extent waited, this may have been the last. */
    private void uncount(Taken<SourceDelivery> taken) {
        if (isCounted) {
            unread = unread.flatMap(sum -> taken.work().item().extent().map(sum::minus));
            isCounted = unread.isPresent();
        }
    }

    /** The waiting deliveries of a scope, including the one that is being taken. */
    List<SourceDelivery> waiting(Taken<SourceDelivery> taken) {
        return queue.waiting(taken.origin(), taken.work().scope()).stream()
                .map(Work::item)
                .toList();
    }

    /** The delivery was read, and is not on the cluster yet: those of its scope are kept back until it is. */
    void read(Taken<SourceDelivery> taken) {
        queue.hold(taken);
    }

    /** Offers deliveries again that were read and did not come to the cluster. */
    void release() {
        isCounted = false;
        queue.release();
    }

    /** The delivery is complete on the cluster. */
    void whole(Taken<SourceDelivery> taken) {
        whole.put(taken.work().scope(), taken.work().item().header());
        done(taken);
    }

    /** The delivery is done with. */
    void done(Taken<SourceDelivery> taken) {
        queue.done(taken);
        current = Optional.empty();
    }

    /** Drops the waiting deliveries of a scope until they are found again. */
    void drop(Taken<SourceDelivery> taken) {
        isCounted = false;
        queue.drop(taken.origin(), taken.work().scope());
        current = Optional.empty();
    }

    /** Drops the delivery that was taken last and is not done, so that it does not block the others. */
    void dropCurrent() {
        release();
        current.ifPresent(this::drop);
    }

    private Optional<Discovery> found(Input input, Supplier<Discovery> question) {
        try {
            return Optional.of(question.get());
        } catch (SourceException e) {
            Interruption.throwIfInterrupted(e);
            reportedErrors.report(input.name(), List.of(e));
            return Optional.empty();
        }
    }

    private List<Work<SourceDelivery>> works(
            List<SourceDelivery> deliveries,
            Map<String, SourceCursor> cursors,
            BiConsumer<SourceDelivery, SourceCursor> skipped) {
        List<Work<SourceDelivery>> works = new ArrayList<>();
        Scopes.of(deliveries).forEach((scope, all) -> {
            Optional<SourceCursor> cursor = Optional.ofNullable(cursors.get(scope));
            int first = Scopes.firstThatIsNotOlder(all, cursor);
            all.subList(0, first).forEach(older -> skipped.accept(older, cursor.orElseThrow()));
            all.subList(first, all.size()).stream()
                    .map(delivery -> work(delivery, cursor))
                    .filter(this::isToBeLookedAt)
                    .forEach(works::add);
        });
        return works;
    }

    /** In an old period, the files of a complete delivery whose header is unchanged are not looked at. */
    private boolean isToBeLookedAt(Work<SourceDelivery> work) {
        return work.standing() != Standing.KNOWN
                || !work.item().header().equals(whole.get(work.scope()))
                || lanes.lane(work.periodEnd(), false, clock.instant()) != Lane.BACKFILL;
    }

    private static Work<SourceDelivery> work(SourceDelivery delivery, Optional<SourceCursor> cursor) {
        DeliveryHeader header = delivery.header();
        boolean wasWhole = cursor.filter(SourceCursor::getComplete).isPresent();
        boolean isKnown = cursor.filter(known -> ReadState.isOf(known, header)).isPresent();
        Standing known = isKnown ? Standing.KNOWN : Standing.RESTATED;
        return new Work<>(
                header.scope(),
                header.id(),
                header.periodStart(),
                header.periodEnd(),
                wasWhole ? known : Standing.NEW,
                delivery);
    }
}
