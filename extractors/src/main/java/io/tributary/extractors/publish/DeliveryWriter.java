package io.tributary.extractors.publish;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.DeliverySnapshot.ArtifactVersion;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.SourceDelivery.DeliveryHeader;
import io.tributary.schemas.Completion;
import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.SourceCursor;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Publishes the pages of one delivery in batches, each with the cursor after it, and the completion with the last. The
 * last may wait for deliveries that share its transaction. Used by one thread.
 */
public final class DeliveryWriter {

    private static final ByteBuffer NO_CONTENT = ByteBuffer.allocate(0);
    private static final String VERSION = ExtractorVersion.read();

    private final PageBatch batch;
    private final boolean sharesTransaction;
    private final InstantSource clock;
    private final DeliveryHeader header;
    private final DeliverySnapshot snapshot;
    private final Optional<CostSurvey> survey;
    private final Consumer<Page> onPublished;

    private ReadState state;
    private final List<Page> pages = new ArrayList<>();
    private final List<RawPage> records = new ArrayList<>();
    private long bytes;
    private Instant since = Instant.MAX;

    /**
     * @param batch what is published next
     * @param sharesTransaction whether the end of the delivery may wait until the batch is large or old enough
     * @param start how far the delivery was read before
     * @param survey is added to every page
     * @param onPublished receives each page after its commit
     */
    public DeliveryWriter(
            PageBatch batch,
            boolean sharesTransaction,
            InstantSource clock,
            DeliveryHeader header,
            DeliverySnapshot snapshot,
            ReadState start,
            Optional<CostSurvey> survey,
            Consumer<Page> onPublished) {
        this.batch = requireNonNull(batch, "batch");
        this.sharesTransaction = sharesTransaction;
        this.clock = requireNonNull(clock, "clock");
        this.header = requireNonNull(header, "header");
        this.snapshot = requireNonNull(snapshot, "snapshot");
        this.state = requireNonNull(start, "start");
        this.survey = requireNonNull(survey, "survey");
        this.onPublished = requireNonNull(onPublished, "onPublished");
    }

    /**
     * Adds a page, and publishes the batch if it is large enough.
     *
     * @param continuation where the source continues after it, in a format of the source's own
     * @return the cursor, if something was published
     */
    public Optional<SourceCursor> add(Page page, Optional<String> continuation) {
        Instant now = clock.instant();
        if (pages.isEmpty()) {
            since = now;
        }
        long checksum = Checksums.of(page.content());
        records.add(record(page, checksum));
        pages.add(page);
        bytes += page.content().length;
        state = state.plus(page, checksum, continuation);
        if (!batch.isEnough(pages.size(), bytes, since, now)) {
            return Optional.empty();
        }
        SourceCursor cursor = state.toCursor(header, snapshot, false, now);
        put(cursor, () -> {});
        batch.publish();
        return Optional.of(cursor);
    }

    /**
     * Publishes the rest of the pages and the completion, at once or with deliveries that share the transaction.
     *
     * @param onCommitted is run after the commit, with the cursor
     * @return the cursor
     */
    public SourceCursor complete(Consumer<SourceCursor> onCommitted) {
        records.add(completion());
        Instant now = clock.instant();
        since = now.isBefore(since) ? now : since;
        SourceCursor cursor = state.toCursor(header, snapshot, true, now);
        put(cursor, () -> onCommitted.accept(cursor));
        if (sharesTransaction) {
            batch.publishIfEnough();
        } else {
            batch.publish();
        }
        return cursor;
    }

    private void put(SourceCursor cursor, Runnable onCommitted) {
        List<Page> published = List.copyOf(pages);
        batch.add(List.copyOf(records), bytes, since, cursor, () -> {
            published.forEach(onPublished);
            onCommitted.run();
        });
        records.clear();
        pages.clear();
        bytes = 0;
        since = Instant.MAX;
    }

    private RawPage record(Page page, long checksum) {
        ArtifactVersion artifact = snapshot.artifacts().get(page.artifact());
        return header().setContent(ByteBuffer.wrap(page.content()))
                .setRowCount(page.rows())
                .setChecksum(checksum)
                .setArtifact(artifact.name())
                .setArtifactVersion(artifact.version())
                .setArtifactRow(page.firstRow())
                .build();
    }

    private RawPage completion() {
        List<ArtifactVersion> artifacts = snapshot.artifacts();
        return header().setContent(NO_CONTENT)
                .setRowCount(0)
                .setChecksum(state.checksum())
                .setArtifact(header.scope())
                .setArtifactVersion(snapshot.fingerprint())
                .setArtifactRow(0)
                .setCompletion(new Completion(
                        state.pages(),
                        state.rows(),
                        state.artifacts(snapshot, artifacts.size()),
                        snapshot.controlTotals()))
                .build();
    }

    private RawPage.Builder header() {
        return RawPage.newBuilder()
                .setProvider(header.provider())
                .setDataSet(header.dataSet())
                .setDataSetVersion(header.dataSetVersion().orElse(null))
                .setBillingAccountId(header.billingAccountId())
                .setBillingPeriodStart(header.periodStart())
                .setBillingPeriodEnd(header.periodEnd())
                .setScope(header.scope())
                .setDeliveryId(state.deliveryId())
                .setDeliveryTime(state.deliveryTime())
                .setReading(state.reading())
                .setPageNumber(state.pages())
                .setContentType(header.contentType())
                .setExtractedAt(Instant.EPOCH)
                .setExtractorVersion(VERSION)
                .setChosenOver(List.copyOf(header.choice().over()))
                .setNotTaken(header.choice().notTaken().orElse(null))
                .setCostSurvey(survey.orElse(null));
    }
}
