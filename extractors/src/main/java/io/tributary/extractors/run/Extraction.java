package io.tributary.extractors.run;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.Progress;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.publish.DeliveryWriter;
import io.tributary.extractors.publish.PageBatch;
import io.tributary.extractors.publish.PagePublisher;
import io.tributary.extractors.publish.ReadState;
import io.tributary.extractors.run.Backlog.Found;
import io.tributary.extractors.schedule.WorkQueue.Taken;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceDelivery.DeliveryHeader;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.SourceCursor;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extracts delivery by delivery: resume, read a page, publish it with its cursor, repeat, check the files again,
 * complete.
 */
final class Extraction {

    /** A delivery that is rewritten this often while it is being read is left to the next run. */
    private static final int MOST_ATTEMPTS = 3;

    private static final Logger LOGGER = LoggerFactory.getLogger(Extraction.class);

    private final PageBatch batch;
    private final BooleanSupplier mayShare;
    private final Map<String, SourceCursor> cursors;
    private final Backlog backlog;
    private final ReportedErrors reportedErrors;
    private final Tally tally;
    private final IntakeMeter intake;
    private final Progress progress;
    private final InstantSource clock;
    private final Supplier<String> readings;

    /** Scopes whose deliveries were taken in order since the last look, with the cursor of that time. */
    private final Map<String, String> inOrder = new HashMap<>();

    /**
     * @param cursors how far each scope was read by earlier runs; kept up to date
     * @param readings makes ids of readings
     * @param mayShare whether deliveries may share a transaction; false finds the one that the cluster refuses
     */
    Extraction(
            PagePublisher publisher,
            Map<String, SourceCursor> cursors,
            Backlog backlog,
            ReportedErrors reportedErrors,
            Tally tally,
            IntakeMeter intake,
            Progress progress,
            InstantSource clock,
            Supplier<String> readings,
            BooleanSupplier mayShare) {
        this.batch = new PageBatch(publisher, clock);
        this.mayShare = requireNonNull(mayShare, "mayShare");
        this.cursors = requireNonNull(cursors, "cursors");
        this.backlog = requireNonNull(backlog, "backlog");
        this.reportedErrors = requireNonNull(reportedErrors, "reportedErrors");
        this.tally = requireNonNull(tally, "tally");
        this.intake = requireNonNull(intake, "intake");
        this.progress = requireNonNull(progress, "progress");
        this.clock = requireNonNull(clock, "clock");
        this.readings = requireNonNull(readings, "readings");
        // What an earlier extraction read and did not publish is read again.
        backlog.release();
    }

    /** Puts what was found in the backlog. */
    void put(List<Found> found) {
        batch.publish();
        inOrder.clear();
        int deliveries = backlog.put(found, cursors, (older, cursor) -> skipOlder(older.header(), cursor));
        progress.discovered(deliveries);
        intake.idle(backlog.unread());
    }

    /** Takes the next delivery; false if there is none. */
    boolean takeNext() {
        batch.publishIfEnough();
        Optional<Taken<SourceDelivery>> next = backlog.next();
        if (next.isEmpty()) {
            batch.publish();
            // Later deliveries of the scopes that were published.
            next = backlog.next();
        }
        intake.idle(backlog.unread());
        next.ifPresent(this::take);
        return next.isPresent();
    }

    private void take(Taken<SourceDelivery> next) {
        SourceDelivery delivery = next.work().item();
        String scope = next.work().scope();
        Optional<SourceCursor> cursor = Optional.ofNullable(cursors.get(scope));
        if (cursor.isPresent() && isOlder(next, cursor.get())) {
            skipOlder(delivery.header(), cursor.get());
            backlog.done(next);
            return;
        }
        try {
            take(delivery);
            reportedErrors.report(scope, List.of());
            backlog.read(next);
            batch.whenCommitted(() -> backlog.whole(next));
        } catch (SourceException e) {
            Interruption.throwIfInterrupted(e);
            reportedErrors.report(scope, List.of(e));
            if (e.mayPass()) {
                // Later deliveries of the scope must not be taken before this one.
                backlog.drop(next);
            } else {
                backlog.done(next);
            }
        }
        Optional.ofNullable(cursors.get(scope))
                .ifPresent(now -> inOrder.put(next.origin() + " " + scope, now.getDeliveryId()));
    }

    /** Whether a newer delivery was taken since it was put in the backlog, for example by way of another input. */
    private boolean isOlder(Taken<SourceDelivery> next, SourceCursor cursor) {
        if (cursor.getDeliveryId()
                .equals(inOrder.get(next.origin() + " " + next.work().scope()))) {
            return false;
        }
        return Scopes.firstThatIsNotOlder(backlog.waiting(next), Optional.of(cursor)) > 0;
    }

    private void take(SourceDelivery offered) {
        SourceDelivery delivery =
                offered.begun(Optional.ofNullable(cursors.get(offered.header().scope())));
        for (int attempt = 1; ; attempt++) {
            try {
                takeUnlessChanged(delivery);
                return;
            } catch (DeliveryChangedException e) {
                DeliveryHeader header = delivery.header();
                Interruption.throwIfInterrupted(e);
                LOGGER.warn("{} delivery {}: {}", header.scope(), header.id(), e.getMessage());
                progress.deliveryAbandoned(header.scope(), header.id(), e.getMessage());
                if (attempt == MOST_ATTEMPTS) {
                    throw new SourceException.Unavailable(
                            header.scope(),
                            "was rewritten " + attempt + " times while it was being read, at last: " + e.getMessage(),
                            e);
                }
                delivery = delivery.refreshed();
            }
        }
    }

    private void takeUnlessChanged(SourceDelivery delivery) {
        DeliveryHeader header = delivery.header();
        Optional<SourceCursor> cursor = Optional.ofNullable(cursors.get(header.scope()));
        boolean wasTaken = isOf(cursor, delivery) && cursor.get().getComplete();
        DeliverySnapshot snapshot;
        try {
            snapshot = delivery.snapshot();
        } catch (SourceException.Missing e) {
            if (wasTaken) {
                skip(header, cursor.get());
                return;
            }
            throw e;
        }
        if (wasTaken && cursor.get().getFingerprint().equals(header.fingerprint(snapshot))) {
            skip(header, cursor.get());
        } else {
            read(delivery, snapshot, ReadState.of(header, snapshot, cursor, readings));
        }
    }

    private void read(SourceDelivery delivery, DeliverySnapshot snapshot, ReadState start) {
        DeliveryHeader header = delivery.header();
        progress.deliveryStarted(header.scope(), start.deliveryId(), start.pages(), start.rows());
        intake.begin(snapshot.extent(0), snapshot.extent(start.artifact()));
        Optional<CostSurvey> survey = snapshot.survey(intake::surveyed);
        boolean isShared = delivery.sharesTransaction() && mayShare.getAsBoolean();
        DeliveryWriter writer = new DeliveryWriter(
                batch, isShared, clock, header, snapshot, start, survey, page -> published(header, page));
        try (PageReader reader = snapshot.pages(start.artifact(), start.row())) {
            for (Optional<Page> page = reader.next(); page.isPresent(); page = reader.next()) {
                Interruption.throwIfInterrupted();
                writer.add(page.get(), reader.continuation()).ifPresent(cursor -> cursors.put(header.scope(), cursor));
                intake.paged(reader.consumed(), page.get().rows());
            }
        }
        snapshot.verifyUnchanged();
        intake.complete();
        cursors.put(header.scope(), writer.complete(end -> completed(header, end)));
    }

    private void completed(DeliveryHeader header, SourceCursor end) {
        TakenDelivery delivery = delivery(header, end, false);
        tally.add(delivery);
        progress.deliveryCompleted(delivery);
    }

    private void published(DeliveryHeader header, Page page) {
        tally.published(page.rows(), page.content().length);
        progress.pagePublished(header.scope(), page.rows(), page.content().length);
    }

    private void skip(DeliveryHeader header, SourceCursor cursor) {
        if (tally.add(delivery(header, cursor, true))) {
            progress.deliverySkipped(header.scope(), cursor.getDeliveryId(), "It was taken before");
        }
    }

    private void skipOlder(DeliveryHeader header, SourceCursor cursor) {
        if (tally.skip(header)) {
            progress.deliverySkipped(
                    header.scope(), header.id(), "A newer delivery was taken: " + cursor.getDeliveryId());
        }
    }

    private static boolean isOf(Optional<SourceCursor> cursor, SourceDelivery delivery) {
        return cursor.isPresent() && ReadState.isOf(cursor.get(), delivery.header());
    }

    private static TakenDelivery delivery(DeliveryHeader header, SourceCursor cursor, boolean wasTaken) {
        return new TakenDelivery(
                header.scope(),
                cursor.getDeliveryId(),
                header.billingAccountId(),
                header.periodStart(),
                cursor.getPages(),
                cursor.getRows(),
                wasTaken);
    }
}
