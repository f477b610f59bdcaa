package io.tributary.extractors.publish;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.DeliverySnapshot.ArtifactVersion;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.SourceDelivery.DeliveryHeader;
import io.tributary.schemas.Artifact;
import io.tributary.schemas.SourceCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How far a delivery has been read.
 *
 * <p>Page bounds are no part of it: the pages that were published say where their rows end, and what is left is cut by
 * today's bounds. So a reading goes on after a change of {@code extractor.page.bytes}, and its pages stay without gap
 * or overlap.
 *
 * @param deliveryId the delivery's id as its pages carry it
 * @param deliveryTime the delivery's time as its pages carry it
 * @param attempt how often reading it was started, from 1
 * @param reading id of this pass over the delivery, which all its pages carry; empty where it was begun by an extractor
 *     that did not know readings
 * @param pages pages read
 * @param rows rows read
 * @param checksum checksum over the pages' checksums
 * @param rowsOfArtifacts rows read of each artifact that was begun, in order
 * @param continuation where the source continues, in a format of its own, if row and artifact do not suffice
 */
public record ReadState(
        String deliveryId,
        Instant deliveryTime,
        int attempt,
        String reading,
        int pages,
        long rows,
        long checksum,
        List<Long> rowsOfArtifacts,
        Optional<String> continuation) {

    public ReadState {
        requireNonNull(deliveryId, "deliveryId");
        requireNonNull(deliveryTime, "deliveryTime");
        requireNonNull(reading, "reading");
        rowsOfArtifacts = List.copyOf(rowsOfArtifacts);
        requireNonNull(continuation, "continuation");
    }

    /** Whether {@code cursor} is of the delivery, in any attempt. */
    public static boolean isOf(SourceCursor cursor, DeliveryHeader header) {
        return cursor.getDeliveryId().equals(id(header, cursor.getAttempt()));
    }

    /**
     * Where reading begins: where the cursor says if the delivery is unchanged, at the start of another attempt if it
     * was rewritten since, else at the start.
     *
     * @param readings makes the id of a reading; asked only where reading begins at the start
     */
    public static ReadState of(
            DeliveryHeader header,
            DeliverySnapshot snapshot,
            Optional<SourceCursor> cursor,
            Supplier<String> readings) {
        Optional<SourceCursor> own = cursor.filter(known -> isOf(known, header));
        if (own.isEmpty()) {
            return start(header.id(), header.time(), 1, readings);
        }
        return own.get().getFingerprint().equals(header.fingerprint(snapshot))
                ? resumed(own.get(), snapshot)
                : restarted(header, own.get(), readings);
    }

    /** The artifact that is read next, from 0. */
    public int artifact() {
        return Math.max(0, rowsOfArtifacts.size() - 1);
    }

    /** The row of it that is read next, from 0. */
    public long row() {
        return rowsOfArtifacts.isEmpty() ? 0 : rowsOfArtifacts.get(artifact());
    }

    ReadState plus(Page page, long pageChecksum, Optional<String> next) {
        List<Long> counts = new ArrayList<>(rowsOfArtifacts);
        while (counts.size() <= page.artifact()) {
            counts.add(0L);
        }
        counts.set(page.artifact(), page.firstRow() + page.rows());
        return new ReadState(
                deliveryId,
                deliveryTime,
                attempt,
                reading,
                pages + 1,
                rows + page.rows(),
                Checksums.append(checksum, pageChecksum),
                counts,
                next);
    }

    SourceCursor toCursor(DeliveryHeader header, DeliverySnapshot snapshot, boolean isComplete, Instant at) {
        return SourceCursor.newBuilder()
                .setScope(header.scope())
                .setDeliveryId(deliveryId)
                .setDeliveryTime(deliveryTime)
                .setFingerprint(header.fingerprint(snapshot))
                .setComplete(isComplete)
                .setAttempt(attempt)
                .setReading(reading)
                .setPages(pages)
                .setRows(rows)
                .setChecksum(checksum)
                .setArtifacts(
                        artifacts(snapshot, isComplete ? snapshot.artifacts().size() : rowsOfArtifacts.size()))
                .setContinuation(isComplete ? null : continuation.orElse(null))
                .setUpdatedAt(at)
                .build();
    }

    /** The first {@code count} artifacts with the rows that were read of them. */
    List<Artifact> artifacts(DeliverySnapshot snapshot, int count) {
        List<Artifact> artifacts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ArtifactVersion artifact = snapshot.artifacts().get(i);
            long read = i < rowsOfArtifacts.size() ? rowsOfArtifacts.get(i) : 0;
            artifacts.add(new Artifact(artifact.name(), artifact.version(), read));
        }
        return artifacts;
    }

    private static ReadState resumed(SourceCursor cursor, DeliverySnapshot snapshot) {
        List<Long> rows = cursor.getArtifacts().stream().map(Artifact::getRows).toList();
        if (rows.size() > snapshot.artifacts().size()) {
            throw new IllegalStateException("Cursor of " + cursor.getScope() + " has " + rows.size()
                    + " artifacts: expected at most " + snapshot.artifacts().size());
        }
        return new ReadState(
                cursor.getDeliveryId(),
                cursor.getDeliveryTime(),
                cursor.getAttempt(),
                cursor.getReading(),
                cursor.getPages(),
                cursor.getRows(),
                cursor.getChecksum(),
                rows,
                Optional.ofNullable(cursor.getContinuation()));
    }

    /** Another attempt is later than the one before, even where the provider's time of the delivery is the same. */
    private static ReadState restarted(DeliveryHeader header, SourceCursor before, Supplier<String> readings) {
        int attempt = before.getAttempt() + 1;
        Instant least = before.getDeliveryTime().plusMillis(1);
        Instant time = header.time().isBefore(least) ? least : header.time();
        return start(id(header, attempt), time, attempt, readings);
    }

    private static ReadState start(String deliveryId, Instant time, int attempt, Supplier<String> readings) {
        return new ReadState(
                deliveryId, time, attempt, readings.get(), 0, 0, Checksums.EMPTY, List.of(), Optional.empty());
    }

    private static String id(DeliveryHeader header, int attempt) {
        return attempt == 1 ? header.id() : header.id() + "#" + attempt;
    }
}
