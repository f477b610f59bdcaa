package io.tributary.extractors.aws.reports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Extent;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A delivery of a report or export, as its manifest states it. */
public final class ReportDelivery implements SourceDelivery {

    private static final String CONTENT_TYPE = "text/csv; header=present";

    private final ReportFiles files;
    private final Manifests manifests;
    private final Manifest manifest;
    private final Optional<Extent> extent;

    /** @param manifests reads the manifest again where the delivery changes */
    public ReportDelivery(ReportFiles files, Manifests manifests, Manifest manifest) {
        this.files = requireNonNull(files, "files");
        this.manifests = requireNonNull(manifests, "manifests");
        this.manifest = requireNonNull(manifest, "manifest");
        this.extent = manifests.extent(manifest);
    }

    @Override
    public DeliveryHeader header() {
        return new DeliveryHeader(
                Provider.AWS.name(),
                manifest.dataSet().id(),
                manifest.version(),
                manifest.account(),
                manifest.periodStart(),
                manifest.periodEnd(),
                manifest.scope(),
                manifest.id(),
                manifest.time(),
                CONTENT_TYPE);
    }

    @Override
    public Optional<Extent> extent() {
        return extent;
    }

    @Override
    public DeliverySnapshot snapshot() {
        String uri = files.store().uri(manifest.object().key());
        if (manifest.files().isEmpty()) {
            throw new SourceException.Malformed(uri, "lists no data files: expected at least one");
        }
        List<StoredObject> found = new ArrayList<>();
        for (String listed : manifest.files()) {
            StoredObject file = files.locate(manifest.object().key(), listed)
                    .orElseThrow(() -> new SourceException.Missing(
                            files.store().uri(listed), "does not exist, though " + uri + " lists it"));
            requireWritten(file);
            found.add(file);
        }
        return new ReportSnapshot(files, manifest, found);
    }

    @Override
    public SourceDelivery refreshed() {
        String key = manifest.object().key();
        Manifest now = manifests
                .read(key)
                .orElseThrow(() -> new SourceException.Malformed(
                        files.store().uri(key), "is no longer the manifest of a bill, as it was"));
        return new ReportDelivery(files, manifests, now);
    }

    /**
     * A manifest is written after its files. If deliveries are overwritten, a younger file belongs to the next
     * delivery, whose other files may not exist yet, unless the file is old, as in a copy.
     */
    private void requireWritten(StoredObject file) {
        Instant written = file.lastModified();
        Duration age = Duration.between(written, files.settings().clock().instant());
        boolean isNext = ManifestPlace.of(file.key()).isOverwritten()
                && written.isAfter(manifest.object().lastModified())
                && age.abs().compareTo(files.settings().writingTime()) < 0;
        if (isNext) {
            throw new SourceException.Unavailable(
                    files.store().uri(file.key()),
                    "was written at " + written + ", after "
                            + files.store().uri(manifest.object().key()) + " at "
                            + manifest.object().lastModified() + ": the next delivery is being written",
                    null);
        }
    }
}
