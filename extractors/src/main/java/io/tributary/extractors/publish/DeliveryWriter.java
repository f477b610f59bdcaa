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
 * Publishes the pages of one delivery in batches, each with the cursor after it, and the completion with the last.
 * Used by one thread.
 */
public final class DeliveryWriter {

    private static final ByteBuffer NO_CONTENT = ByteBuffer.allocate(0);
    private static final String VERSION = ExtractorVersion.read();

    private final PagePublisher publisher;
    private final InstantSource clock;
    private final DeliveryHeader header;
    private final DeliverySnapshot snapshot;
    private final Optional<CostSurvey> survey;
    private final Consumer<Page> onPublished;

    private ReadState state;
    private final List<Page> batch = new ArrayList<>();
    private final List<RawPage> records = new ArrayList<>();
    private long batchBytes;
    private Instant batchSince;

    /**
     * @param start how far the delivery was read before
     * @param survey is added to every page
     * @param onPublished receives each page after its commit
     */
    public DeliveryWriter(
            PagePublisher publisher,
            InstantSource clock,
            DeliveryHeader header,
            DeliverySnapshot snapshot,
            ReadState start,
            Optional<CostSurvey> survey,
            Consumer<Page> onPublished) {
        this.publisher = requireNonNull(publisher, "publisher");
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
        if (batch.isEmpty()) {
            batchSince = now;
        }
        long checksum = Checksums.of(page.content());
        records.add(record(page, checksum));
        batch.add(page);
        batchBytes += page.content().length;
        state = state.plus(page, checksum, continuation);
        return publisher.isEnough(batch.size(), batchBytes, batchSince, now)
                ? Optional.of(publish(false))
                : Optional.empty();
    }

    /** Publishes the rest of the batch and the completion, and returns the cursor. */
    public SourceCursor complete() {
        records.add(completion());
        return publish(true);
    }

    private SourceCursor publish(boolean isComplete) {
        publisher.awaitRoom();
        Instant at = clock.instant();
        records.forEach(record -> record.setExtractedAt(at));
        SourceCursor cursor = state.toCursor(header, snapshot, isComplete, at);
        publisher.publish(records, cursor, at);
        List<Page> published = List.copyOf(batch);
        records.clear();
        batch.clear();
        batchBytes = 0;
        published.forEach(onPublished);
        return cursor;
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
