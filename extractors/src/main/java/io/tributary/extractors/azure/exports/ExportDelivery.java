package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.CostViews.Taken;
import io.tributary.extractors.azure.exports.ExportManifest.Blob;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Extent;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A run of an export as a delivery of one data set. */
final class ExportDelivery implements SourceDelivery {

    private static final String CONTENT_TYPE = "text/csv; header=present";

    private final ExportRun run;
    private final Taken taken;
    private final ExportFiles files;
    private final Function<String, Optional<ExportDelivery>> finder;

    /**
     * @param taken what the run is taken as
     * @param finder finds the current delivery of a scope
     */
    ExportDelivery(ExportRun run, Taken taken, ExportFiles files, Function<String, Optional<ExportDelivery>> finder) {
        this.run = requireNonNull(run, "run");
        this.taken = requireNonNull(taken, "taken");
        this.files = requireNonNull(files, "files");
        this.finder = requireNonNull(finder, "finder");
    }

    @Override
    public DeliveryHeader header() {
        return new DeliveryHeader(
                Provider.AZURE.name(),
                taken.dataSet(),
                run.dataVersion(),
                run.scope().id(),
                run.period().start(),
                run.period().end(),
                scope(),
                run.id(),
                run.time(),
                CONTENT_TYPE,
                taken.choice());
    }

    @Override
    public Optional<Extent> extent() {
        return run.listed();
    }

    @Override
    public DeliverySnapshot snapshot() {
        List<StoredObject> found = new ArrayList<>();
        for (Blob blob : run.files()) {
            StoredObject file = locate(blob.name())
                    .orElseThrow(() -> new SourceException.Missing(
                            files.store().uri(blob.name()),
                            "does not exist, though " + files.uri(run.origin()) + " lists it"));
            verifySize(file, blob);
            found.add(file);
        }
        return new ExportSnapshot(files, run, found);
    }

    @Override
    public SourceDelivery refreshed() {
        return finder.apply(scope())
                .orElseThrow(() ->
                        new SourceException.Missing(files.uri(run.origin()), "was deleted while its files were read"));
    }

    private String scope() {
        return Keys.scope(
                Provider.AZURE.name(),
                taken.dataSet(),
                run.scope().id(),
                run.period().start(),
                run.extent());
    }

    private Optional<StoredObject> locate(String name) {
        for (String key : ExportPaths.candidates(run.origin().key(), name)) {
            Optional<StoredObject> file = files.store().head(key);
            if (file.isPresent()) {
                return file;
            }
        }
        return Optional.empty();
    }

    /** A packed file has another size than the manifest states. */
    private void verifySize(StoredObject file, Blob blob) {
        boolean isOther = blob.bytes().isPresent()
                && ExportPaths.isPlain(file.key())
                && blob.bytes().getAsLong() != file.size();
        if (isOther) {
            throw new SourceException.Malformed(
                    files.uri(file),
                    "has " + file.size() + " bytes: expected " + blob.bytes().getAsLong() + ", as "
                            + files.uri(run.origin()) + " states");
        }
    }
}
