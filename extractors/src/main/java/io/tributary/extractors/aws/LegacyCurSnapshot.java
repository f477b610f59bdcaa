package io.tributary.extractors.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.CsvPages;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.PrefetchedPages;
import io.tributary.extractors.objects.ResumingStream;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.schemas.CostSurvey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The files of a delivery in the versions in which they were found. */
final class LegacyCurSnapshot implements DeliverySnapshot {

    private final ObjectStore store;
    private final Manifest manifest;
    private final List<StoredObject> files;
    private final ReadSettings settings;

    LegacyCurSnapshot(ObjectStore store, Manifest manifest, List<StoredObject> files, ReadSettings settings) {
        this.store = requireNonNull(store, "store");
        this.manifest = requireNonNull(manifest, "manifest");
        this.files = List.copyOf(files);
        this.settings = requireNonNull(settings, "settings");
    }

    @Override
    public List<ArtifactVersion> artifacts() {
        return files.stream()
                .map(file -> new ArtifactVersion(store.uri(file.key()), file.version()))
                .toList();
    }

    /**
     * Over what the manifest says, not over its bytes: a period's manifest and the one in the delivery's own folder are
     * of one delivery.
     */
    @Override
    public String fingerprint() {
        MessageDigest digest = sha256();
        addTo(digest, manifest.assemblyId());
        for (int i = 0; i < files.size(); i++) {
            addTo(digest, manifest.reportKeys().get(i));
            addTo(digest, files.get(i).version());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public Optional<CostSurvey> survey() {
        if (!settings.costSurvey() || !hasNetColumn()) {
            return Optional.empty();
        }
        CostSurveyor surveyor = new CostSurveyor();
        try (PageReader pages = pages(0, 0)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                surveyor.add(store.uri(files.get(page.get().artifact()).key()), page.get());
            }
        }
        return Optional.of(surveyor.survey());
    }

    @Override
    public PageReader pages(int artifact, long row) {
        List<Supplier<PageReader>> readers = new ArrayList<>();
        for (int i = artifact; i < files.size(); i++) {
            int place = i;
            long firstRow = i == artifact ? row : 0;
            readers.add(() -> open(place, firstRow, CurColumns::check));
        }
        return PrefetchedPages.start(readers, settings.parallelism());
    }

    @Override
    public void verifyUnchanged() {
        for (StoredObject file : files) {
            String uri = store.uri(file.key());
            String version = store.head(file.key())
                    .orElseThrow(() -> new DeliveryChangedException(uri, "was deleted while its delivery was read"))
                    .version();
            if (!version.equals(file.version())) {
                throw new DeliveryChangedException(uri, "was rewritten while its delivery was read");
            }
        }
    }

    private boolean hasNetColumn() {
        boolean[] hasColumn = new boolean[1];
        Consumer<CsvHeader> look = header -> {
            CurColumns.check(header);
            hasColumn[0] = header.place(CurColumns.NET_UNBLENDED_COST).isPresent();
        };
        try (CsvPages pages = open(0, 0, look)) {
            pages.readHeader();
        }
        return hasColumn[0];
    }

    private CsvPages open(int artifact, long firstRow, Consumer<CsvHeader> check) {
        StoredObject file = files.get(artifact);
        return new CsvPages(
                store.uri(file.key()),
                new ResumingStream(store, file, settings.backoff(), settings.pause()),
                artifact,
                firstRow,
                settings.limits(),
                check);
    }

    private static void addTo(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
