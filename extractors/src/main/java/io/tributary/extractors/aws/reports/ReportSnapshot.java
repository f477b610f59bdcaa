package io.tributary.extractors.aws.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.objects.Digest;
import io.tributary.extractors.objects.PrefetchedPages;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Extent;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.schemas.CostSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The files of a delivery in the versions in which they were found. */
final class ReportSnapshot implements DeliverySnapshot {

    /**
     * Stored bytes of Parquet files that are read at the same time. Unpacked and decoded they take about four times as
     * much memory.
     */
    private static final long PARQUET_BYTES_AT_ONCE = 16L * 1024 * 1024;

    private final ReportFiles files;
    private final Manifest manifest;
    private final List<StoredObject> found;

    /** @param found the files that the manifest lists, in its order */
    ReportSnapshot(ReportFiles files, Manifest manifest, List<StoredObject> found) {
        this.files = requireNonNull(files, "files");
        this.manifest = requireNonNull(manifest, "manifest");
        this.found = List.copyOf(found);
    }

    @Override
    public List<ArtifactVersion> artifacts() {
        return found.stream()
                .map(file -> new ArtifactVersion(uri(file), file.version()))
                .toList();
    }

    /**
     * The digest is over the manifest's values, not its bytes: a period's manifest and the one in the delivery's own
     * folder state the same delivery.
     */
    @Override
    public String fingerprint() {
        Digest digest = new Digest().add(manifest.id().getBytes(UTF_8));
        for (int i = 0; i < found.size(); i++) {
            digest.add(manifest.files().get(i).getBytes(UTF_8))
                    .add(found.get(i).version().getBytes(UTF_8));
        }
        return digest.hex();
    }

    @Override
    public Optional<Extent> extent(int artifact) {
        return Optional.of(StoredObject.extent(found.subList(artifact, found.size())));
    }

    /** Of Parquet files, only the three columns that are added up are read. */
    @Override
    public Optional<CostSurvey> survey(LongConsumer consumed) {
        if (!files.settings().costSurvey() || !manifest.dataSet().mayHaveNetCosts() || !hasNetColumn()) {
            return Optional.empty();
        }
        CostSurveyor surveyor = new CostSurveyor();
        try (PageReader pages = pages(0, 0, CostSurveyor::needs)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                surveyor.add(uri(found.get(page.get().artifact())), page.get());
                consumed.accept(pages.consumed());
            }
        }
        return Optional.of(surveyor.survey());
    }

    @Override
    public PageReader pages(int artifact, long row) {
        return pages(artifact, row, name -> true);
    }

    @Override
    public void verifyUnchanged() {
        found.forEach(files.store()::requireUnchanged);
    }

    private PageReader pages(int artifact, long row, Predicate<String> isWanted) {
        List<Supplier<PageReader>> readers = new ArrayList<>();
        for (int i = artifact; i < found.size(); i++) {
            int place = i;
            StoredObject file = found.get(i);
            long firstRow = i == artifact ? row : 0;
            readers.add(() -> files.open(
                    file, manifest.isParquet(file.key()), isWanted, place, firstRow, manifest.dataSet()::check));
        }
        return PrefetchedPages.start(readers, parallelism());
    }

    /**
     * Large Parquet files are read one after the other, however many threads there are, because each takes much
     * memory.
     */
    private int parallelism() {
        long largest = found.stream()
                .filter(file -> manifest.isParquet(file.key()))
                .mapToLong(StoredObject::size)
                .max()
                .orElse(1);
        long fitting = Math.max(1, PARQUET_BYTES_AT_ONCE / Math.max(1, largest));
        return (int) Math.min(files.settings().parallelism(), fitting);
    }

    private boolean hasNetColumn() {
        StoredObject first = found.get(0);
        CsvHeader header = files.header(first, manifest.isParquet(first.key()));
        manifest.dataSet().check(header);
        return header.place(DataSet.NET_UNBLENDED_COST).isPresent();
    }

    private String uri(StoredObject file) {
        return files.store().uri(file.key());
    }
}
