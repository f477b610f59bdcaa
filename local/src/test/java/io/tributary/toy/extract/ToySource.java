package io.tributary.toy.extract;

import io.tributary.extractors.csv.CsvPages;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.Keys;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Bills of Toy Cloud: a CSV file for an account and month, {@code 4711_2026-10.final.toybill.csv}. */
final class ToySource implements BillingSource {

    static final String SUFFIX = ".toybill.csv";

    private final ObjectStore store;
    private final String run;
    private final PageLimits limits;

    ToySource(ObjectStore store, String run, PageLimits limits) {
        this.store = store;
        this.run = run;
        this.limits = limits;
    }

    @Override
    public Discovery discover() {
        List<SourceDelivery> deliveries = store.list(key -> key.endsWith("." + run + SUFFIX)).stream()
                .<SourceDelivery>map(Bill::new)
                .toList();
        return new Discovery(deliveries, List.of());
    }

    @Override
    public void close() {
        store.close();
    }

    /** A file as a delivery. */
    private final class Bill implements SourceDelivery {

        private final StoredObject file;

        Bill(StoredObject file) {
            this.file = file;
        }

        @Override
        public DeliveryHeader header() {
            String account = file.name().substring(0, file.name().indexOf('_'));
            YearMonth month = YearMonth.parse(
                    file.name().substring(account.length() + 1, file.name().indexOf('.')));
            return new DeliveryHeader(
                    ToyExtractor.TOY.name(),
                    "toy.bill",
                    Optional.empty(),
                    account,
                    month.atDay(1),
                    month.plusMonths(1).atDay(1),
                    Keys.scope(ToyExtractor.TOY.name(), "toy.bill", account, month.atDay(1), ""),
                    file.version(),
                    file.lastModified(),
                    "text/csv; charset=utf-8");
        }

        @Override
        public DeliverySnapshot snapshot() {
            return new Snapshot(file);
        }

        @Override
        public SourceDelivery refreshed() {
            return new Bill(store.head(file.key()).orElseThrow());
        }
    }

    /** A file in the version in which it was found. */
    private final class Snapshot implements DeliverySnapshot {

        private final StoredObject file;

        Snapshot(StoredObject file) {
            this.file = file;
        }

        @Override
        public List<ArtifactVersion> artifacts() {
            return List.of(new ArtifactVersion(store.uri(file.key()), file.version()));
        }

        @Override
        public String fingerprint() {
            return file.version();
        }

        @Override
        public Optional<CostSurvey> survey(LongConsumer consumed) {
            return Optional.empty();
        }

        @Override
        public PageReader pages(int artifact, long row) {
            return new CsvPages(file.key(), store.open(file, 0), artifact, row, limits, header -> {});
        }

        @Override
        public void verifyUnchanged() {
            store.requireUnchanged(file);
        }
    }
}
