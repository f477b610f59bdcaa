package io.tributary.extractors;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.publish.DeliveryWriter;
import io.tributary.extractors.publish.PagePublisher;
import io.tributary.extractors.publish.ReadState;
import io.tributary.extractors.source.BillingSource.Discovery;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    private final Progress progress;
    private final InstantSource clock;

    private final List<TakenDelivery> taken = new ArrayList<>();
    private final List<SourceException> errors = new ArrayList<>();
    private long pages;
    private long rows;
    private long bytes;

    /** @param cursors how far each scope was read by earlier runs; kept up to date */
    Extraction(PagePublisher publisher, Map<String, SourceCursor> cursors, Progress progress, InstantSource clock) {
        this.publisher = requireNonNull(publisher, "publisher");
        this.cursors = requireNonNull(cursors, "cursors");
        this.progress = requireNonNull(progress, "progress");
        this.clock = requireNonNull(clock, "clock");
    }

    ExtractionResult run(Discovery discovery) {
        progress.discovered(discovery.deliveries().size());
        discovery.errors().forEach(this::report);
        Map<String, List<SourceDelivery>> scopes = new LinkedHashMap<>();
        for (SourceDelivery delivery : discovery.deliveries()) {
            scopes.computeIfAbsent(delivery.heading().scope(), scope -> new ArrayList<>())
                    .add(delivery);
        }
        scopes.forEach(this::takeScope);
        return new ExtractionResult(taken, pages, rows, bytes, errors);
    }

    /** Takes the deliveries of a scope in their order, from the one that its cursor speaks of on. */
    private void takeScope(String scope, List<SourceDelivery> deliveries) {
        Optional<SourceCursor> cursor = Optional.ofNullable(cursors.get(scope));
        int known = 0;
        while (known < deliveries.size() && !isOf(cursor, deliveries.get(known))) {
            known++;
        }
        for (int i = 0; i < deliveries.size(); i++) {
            SourceDelivery delivery = deliveries.get(i);
            boolean isOlder = known < deliveries.size() ? i < known : isBefore(delivery, cursor);
            if (isOlder) {
                progress.deliverySkipped(
                        scope,
                        delivery.heading().id(),
                        "A newer delivery was taken: " + cursor.get().getDeliveryId());
            } else if (!takeReporting(delivery)) {
                return;
            }
        }
    }

    /** Takes a delivery; false where the next of its scope must not be taken before it. */
    private boolean takeReporting(SourceDelivery delivery) {
        try {
            take(delivery);
            return true;
        } catch (SourceException e) {
            report(e);
            return !e.mayPass();
        }
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
                writer.add(page.get(), reader.continuation()).ifPresent(cursor -> cursors.put(heading.scope(), cursor));
            }
        }
        snapshot.verifyUnchanged();
        SourceCursor end = writer.complete();
        cursors.put(heading.scope(), end);
        TakenDelivery delivery = delivery(heading, end, false);
        taken.add(delivery);
        progress.deliveryCompleted(delivery);
    }

    private void published(Heading heading, Page page) {
        pages++;
        rows += page.rows();
        bytes += page.content().length;
        progress.pagePublished(heading.scope(), page.rows(), page.content().length);
    }

    private void skip(Heading heading, SourceCursor cursor) {
        taken.add(delivery(heading, cursor, true));
        progress.deliverySkipped(heading.scope(), cursor.getDeliveryId(), "It was taken before");
    }

    /** Reports what went wrong, once: a source may say of many deliveries that the same thing hinders them. */
    private void report(SourceException e) {
        if (errors.stream().anyMatch(known -> known == e)) {
            return;
        }
        LOGGER.error("{}", e.getMessage(), e);
        errors.add(e);
        progress.failed(e);
    }

    private static boolean isOf(Optional<SourceCursor> cursor, SourceDelivery delivery) {
        return cursor.isPresent() && ReadState.isOf(cursor.get(), delivery.heading());
    }

    private static boolean isBefore(SourceDelivery delivery, Optional<SourceCursor> cursor) {
        return cursor.isPresent()
                && delivery.heading().time().isBefore(cursor.get().getDeliveryTime());
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
