package io.tributary.extractors.run;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.Progress;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.publish.DeliveryWriter;
import io.tributary.extractors.publish.PagePublisher;
import io.tributary.extractors.publish.ReadState;
import io.tributary.extractors.run.Backlog.Found;
import io.tributary.extractors.schedule.WorkQueue.Taken;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceDelivery.Heading;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.SourceCursor;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The story: for each delivery, resume, read a page, publish it with its cursor, repeat, look again, complete. */
final class Extraction {

    /** A delivery that was rewritten so often while it was being read is left to the next run. */
    private static final int MOST_ATTEMPTS = 3;

    private static final Logger LOGGER = LoggerFactory.getLogger(Extraction.class);

    private final PagePublisher publisher;
    private final Map<String, SourceCursor> cursors;
    private final Backlog agenda;
    private final ReportedErrors complaints;
    private final Tally tally;
    private final Progress progress;
    private final InstantSource clock;

    /** Whose deliveries were taken in their order since the last look, and what the cursor said then. */
    private final Map<String, String> inOrder = new HashMap<>();

    /** @param cursors how far each scope was read by earlier runs; kept up to date */
    Extraction(
            PagePublisher publisher,
            Map<String, SourceCursor> cursors,
            Backlog agenda,
            ReportedErrors complaints,
            Tally tally,
            Progress progress,
            InstantSource clock) {
        this.publisher = requireNonNull(publisher, "publisher");
        this.cursors = requireNonNull(cursors, "cursors");
        this.agenda = requireNonNull(agenda, "agenda");
        this.complaints = requireNonNull(complaints, "complaints");
        this.tally = requireNonNull(tally, "tally");
        this.progress = requireNonNull(progress, "progress");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Puts what was found on the agenda. */
    void put(List<Found> found) {
        inOrder.clear();
        int deliveries = agenda.put(found, cursors, (older, cursor) -> skipOlder(older.heading(), cursor));
        progress.discovered(deliveries);
    }

    /** Takes the delivery that is next; false where none waits. */
    boolean takeNext() {
        Optional<Taken<SourceDelivery>> next = agenda.next();
        next.ifPresent(this::take);
        return next.isPresent();
    }

    private void take(Taken<SourceDelivery> next) {
        SourceDelivery delivery = next.work().item();
        String scope = next.work().scope();
        Optional<SourceCursor> cursor = Optional.ofNullable(cursors.get(scope));
        if (cursor.isPresent() && isOlder(next, cursor.get())) {
            skipOlder(delivery.heading(), cursor.get());
            agenda.done(next);
            return;
        }
        try {
            take(delivery);
            complaints.about(scope, List.of());
            agenda.whole(next);
        } catch (SourceException e) {
            Interruption.throwIfInterrupted(e);
            complaints.about(scope, List.of(e));
            if (e.mayPass()) {
                // The next of its scope must not be taken before it.
                agenda.drop(next);
            } else {
                agenda.done(next);
            }
        }
        Optional.ofNullable(cursors.get(scope))
                .ifPresent(now -> inOrder.put(next.origin() + " " + scope, now.getDeliveryId()));
    }

    /** Whether a newer delivery was taken since it was put on the agenda, for example by way of another input. */
    private boolean isOlder(Taken<SourceDelivery> next, SourceCursor cursor) {
        if (cursor.getDeliveryId()
                .equals(inOrder.get(next.origin() + " " + next.work().scope()))) {
            return false;
        }
        return Scopes.firstThatIsNotOlder(agenda.waiting(next), Optional.of(cursor)) > 0;
    }

    private void take(SourceDelivery offered) {
        SourceDelivery delivery =
                offered.begun(Optional.ofNullable(cursors.get(offered.heading().scope())));
        for (int attempt = 1; ; attempt++) {
            try {
                takeUnlessChanged(delivery);
                return;
            } catch (DeliveryChangedException e) {
                Heading heading = delivery.heading();
                Interruption.throwIfInterrupted(e);
                LOGGER.warn("{} delivery {}: {}", heading.scope(), heading.id(), e.getMessage());
                progress.deliveryAbandoned(heading.scope(), heading.id(), e.getMessage());
                if (attempt == MOST_ATTEMPTS) {
                    throw new SourceException.Unavailable(
                            heading.scope(),
                            "was rewritten " + attempt + " times while it was being read, at last: " + e.getMessage(),
                            e);
                }
                delivery = delivery.refreshed();
            }
        }
    }

    private void takeUnlessChanged(SourceDelivery delivery) {
        Heading heading = delivery.heading();
        Optional<SourceCursor> cursor = Optional.ofNullable(cursors.get(heading.scope()));
        boolean wasTaken = isOf(cursor, delivery) && cursor.get().getComplete();
        DeliverySnapshot snapshot;
        try {
            snapshot = delivery.snapshot();
        } catch (SourceException.Missing e) {
            if (wasTaken) {
                skip(heading, cursor.get());
                return;
            }
            throw e;
        }
        if (wasTaken && cursor.get().getFingerprint().equals(snapshot.fingerprint())) {
            skip(heading, cursor.get());
        } else {
            read(heading, snapshot, ReadState.of(heading, snapshot, cursor));
        }
    }

    private void read(Heading heading, DeliverySnapshot snapshot, ReadState start) {
        progress.deliveryStarted(heading.scope(), start.deliveryId(), start.pages());
        Optional<CostSurvey> survey = snapshot.survey();
        DeliveryWriter writer = new DeliveryWriter(
                publisher, clock, heading, snapshot, start, survey, page -> published(heading, page));
        try (PageReader reader = snapshot.pages(start.artifact(), start.row())) {
            for (Optional<Page> page = reader.next(); page.isPresent(); page = reader.next()) {
                Interruption.throwIfInterrupted();
                writer.add(page.get(), reader.continuation()).ifPresent(cursor -> cursors.put(heading.scope(), cursor));
            }
        }
        snapshot.verifyUnchanged();
        SourceCursor end = writer.complete();
        cursors.put(heading.scope(), end);
        TakenDelivery delivery = delivery(heading, end, false);
        tally.add(delivery);
        progress.deliveryCompleted(delivery);
    }

    private void published(Heading heading, Page page) {
        tally.published(page.rows(), page.content().length);
        progress.pagePublished(heading.scope(), page.rows(), page.content().length);
    }

    private void skip(Heading heading, SourceCursor cursor) {
        if (tally.add(delivery(heading, cursor, true))) {
            progress.deliverySkipped(heading.scope(), cursor.getDeliveryId(), "It was taken before");
        }
    }

    private void skipOlder(Heading heading, SourceCursor cursor) {
        if (tally.skip(heading)) {
            progress.deliverySkipped(
                    heading.scope(), heading.id(), "A newer delivery was taken: " + cursor.getDeliveryId());
        }
    }

    private static boolean isOf(Optional<SourceCursor> cursor, SourceDelivery delivery) {
        return cursor.isPresent() && ReadState.isOf(cursor.get(), delivery.heading());
    }

    private static TakenDelivery delivery(Heading heading, SourceCursor cursor, boolean wasTaken) {
        return new TakenDelivery(
                heading.scope(),
                cursor.getDeliveryId(),
                heading.billingAccountId(),
                heading.periodStart(),
                cursor.getPages(),
                cursor.getRows(),
                wasTaken);
    }
}
