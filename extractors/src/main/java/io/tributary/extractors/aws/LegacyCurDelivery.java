package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A delivery of a legacy Cost and Usage Report, as its manifest states it. */
final class LegacyCurDelivery implements SourceDelivery {

    private static final String CONTENT_TYPE = "text/csv; header=present";

    private final ObjectStore store;
    private final Manifest manifest;
    private final ReadSettings settings;

    LegacyCurDelivery(ObjectStore store, Manifest manifest, ReadSettings settings) {
        this.store = requireNonNull(store, "store");
        this.manifest = requireNonNull(manifest, "manifest");
        this.settings = requireNonNull(settings, "settings");
    }

    @Override
    public Heading heading() {
        return new Heading(
                "aws",
                Manifest.DATA_SET,
                Optional.empty(),
                manifest.account(),
                manifest.periodStart(),
                manifest.periodEnd(),
                manifest.scope(),
                manifest.assemblyId(),
                manifest.object().lastModified(),
                CONTENT_TYPE);
    }

    @Override
    public DeliverySnapshot snapshot() {
        String uri = store.uri(manifest.object().key());
        if (manifest.reportKeys().isEmpty()) {
            throw new SourceException.Malformed(uri, "reportKeys is empty: expected at least one file");
        }
        List<StoredObject> files = new ArrayList<>();
        for (String reportKey : manifest.reportKeys()) {
            files.add(locate(reportKey)
                    .orElseThrow(() -> new SourceException.Missing(
                            store.uri(reportKey), "does not exist, though " + uri + " lists it")));
        }
        return new LegacyCurSnapshot(store, manifest, files, settings);
    }

    @Override
    public SourceDelivery refreshed() {
        Manifests manifests = new Manifests(store);
        String key = manifest.object().key();
        for (int attempt = 0; ; attempt++) {
            StoredObject object = store.head(key)
                    .orElseThrow(
                            () -> new SourceException.Missing(store.uri(key), "was deleted while its files were read"));
            try {
                return new LegacyCurDelivery(store, manifests.read(object), settings);
            } catch (DeliveryChangedException e) {
                if (attempt == 2) {
                    throw new SourceException.Unavailable(store.uri(key), "is being rewritten again and again", e);
                }
            }
        }
    }

    private Optional<StoredObject> locate(String reportKey) {
        for (String key : ReportKeys.candidates(manifest.object().key(), reportKey)) {
            Optional<StoredObject> file = store.head(key);
            if (file.isPresent()) {
                return file;
            }
        }
        return Optional.empty();
    }
}
