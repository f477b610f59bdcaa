package io.tributary.extractors.azure.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tributary.extractors.objects.Digest;
import io.tributary.extractors.objects.PrefetchedPages;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Extent;
import io.tributary.extractors.source.PageReader;
import io.tributary.schemas.CostSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The files of a run in the versions in which they were found. Each has a header of its own, so no page spans two. */
final class ExportSnapshot implements DeliverySnapshot {

    private final ExportFiles files;
    private final ExportRun run;
    private final List<StoredObject> found;

    /** @param found the run's files, in their order */
    ExportSnapshot(ExportFiles files, ExportRun run, List<StoredObject> found) {
        this.files = requireNonNull(files, "files");
        this.run = requireNonNull(run, "run");
        this.found = List.copyOf(found);
    }

    @Override
    public List<ArtifactVersion> artifacts() {
        return found.stream()
                .map(file -> new ArtifactVersion(name(file), file.version()))
                .toList();
    }

    @Override
    public String fingerprint() {
        Digest digest = new Digest().add(run.id().getBytes(UTF_8));
        for (StoredObject file : found) {
            digest.add(file.name().getBytes(UTF_8)).add(file.version().getBytes(UTF_8));
        }
        return digest.hex();
    }

    @Override
    public Optional<Extent> extent(int artifact) {
        return Optional.of(StoredObject.extent(found.subList(artifact, found.size())));
    }

    @Override
    public Optional<CostSurvey> survey(LongConsumer consumed) {
        return Optional.empty();
    }

    @Override
    public PageReader pages(int artifact, long row) {
        List<Supplier<PageReader>> readers = new ArrayList<>();
        for (int i = artifact; i < found.size(); i++) {
            int place = i;
            long firstRow = i == artifact ? row : 0;
            readers.add(() -> open(place, firstRow));
        }
        return PrefetchedPages.start(readers, files.parallelism());
    }

    /** Row numbers of a filtered file count the rows that are taken. */
    private String name(StoredObject file) {
        return run.rows().isAll() ? files.uri(file) : files.uri(file) + " (" + run.rows() + ")";
    }

    private PageReader open(int place, long firstRow) {
        StoredObject file = found.get(place);
        long firstRead = run.rows().isAll() ? firstRow : 0;
        PageReader pages = new CountedPages(
                files.uri(file),
                files.open(file, place, firstRead),
                firstRead,
                run.files().get(place).rows());
        return run.rows().isAll() ? pages : new FilteredPages(files.uri(file), pages, run.rows(), firstRow);
    }

    @Override
    public void verifyUnchanged() {
        found.forEach(files.store()::requireUnchanged);
    }
}
