package io.tributary.local.samples;

import io.tributary.extractors.ProviderExtractor;
import io.tributary.extractors.ProviderExtractors;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.throttle.Pause;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.schemas.wire.SchemaIds;
import io.tributary.streams.identity.RecordId;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.normalize.ProviderDataSets;
import io.tributary.streams.record.CostRecordEncoder;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The records of a bill in a directory: its newest deliveries are found and cut into pages as the extractor does it,
 * and read by the rules of the streams application. Nothing is compared, and there is no Kafka.
 */
final class NormalizedBill {

    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://normalized-bill");
    private static final String TOPIC = Topics.COSTS.name();
    private static final int SCHEMA_ID = SchemaIds.valueSchemaId(TOPIC, CostRecord.getClassSchema(), REGISTRY);
    private static final Deserializer<CostRecord> READER = AvroSerdes.valueDeserializer(CostRecord.class, REGISTRY);
    private static final PageLimits LIMITS = new PageLimits(1_000_000, 5_000, 1_000_000);
    private static final int LARGEST_RECORD = 900_000;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final PageNormalizer normalizer;
    private final Consumer<CostRecord> records;
    private long rejected;

    private NormalizedBill(Provider provider, Consumer<CostRecord> records) {
        this.normalizer = new PageNormalizer(
                ProviderDataSets.found().stream()
                        .filter(found -> found.provider().equals(provider))
                        .flatMap(found -> found.dataSets(Map.of()).stream())
                        .toList(),
                LARGEST_RECORD);
        this.records = records;
    }

    /**
     * Reads a bill.
     *
     * @param records gets each record
     * @return rows that became no record because they cannot be read
     */
    static long read(Provider provider, Path directory, Consumer<CostRecord> records) {
        NormalizedBill bill = new NormalizedBill(provider, records);
        try (BillingSource source = open(ProviderExtractors.of(provider), directory)) {
            BillingSource.Discovery discovery = source.discover();
            if (!discovery.errors().isEmpty()) {
                throw discovery.errors().get(0);
            }
            Map<String, SourceDelivery> newest = new TreeMap<>();
            discovery.deliveries().stream()
                    .filter(delivery -> delivery.header().choice().notTaken().isEmpty())
                    .forEach(delivery -> newest.put(delivery.header().scope(), delivery));
            newest.values().forEach(bill::delivery);
        }
        return bill.rejected;
    }

    private static <C> BillingSource open(ProviderExtractor<C> extractor, Path directory) {
        C config = extractor.config(extractor.settings().parse(Map.of()), Map.of());
        return extractor.open(directory.toString(), config, LIMITS, 1, InstantSource.system(), Pause.REAL);
    }

    private void delivery(SourceDelivery delivery) {
        DeliverySnapshot snapshot = delivery.snapshot();
        Optional<CostSurvey> survey = snapshot.survey(consumed -> {});
        Map<NormalizedPage.Settlement, BigDecimal> left = new HashMap<>();
        int number = 0;
        try (PageReader pages = snapshot.pages(0, 0)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                ByteBuffer content = ByteBuffer.wrap(page.get().content());
                NormalizedPage normalized = normalizer.normalize(raw(
                        delivery.header(), survey, number++, content, page.get().rows()));
                rejected += normalized.rejectedRows().size();
                normalized.settlements().forEach((of, cost) -> left.merge(of, cost, BigDecimal::add));
                take(normalized);
            }
        }
        left.values().removeIf(amount -> amount.signum() == 0);
        take(normalizer.residuals(raw(delivery.header(), survey, number, NOTHING, 0), left));
    }

    private static RawPage raw(
            SourceDelivery.DeliveryHeader header,
            Optional<CostSurvey> survey,
            int number,
            ByteBuffer content,
            int rows) {
        return RawPage.newBuilder()
                .setProvider(header.provider())
                .setDataSet(header.dataSet())
                .setDataSetVersion(header.dataSetVersion().orElse(null))
                .setBillingAccountId(header.billingAccountId())
                .setBillingPeriodStart(header.periodStart())
                .setBillingPeriodEnd(header.periodEnd())
                .setScope(header.scope())
                .setDeliveryId(header.id())
                .setDeliveryTime(header.time())
                .setReading("")
                .setPageNumber(number)
                .setContentType(header.contentType())
                .setExtractedAt(Instant.EPOCH)
                .setExtractorVersion("test")
                .setChosenOver(List.copyOf(header.choice().over()))
                .setCostSurvey(survey.orElse(null))
                .setContent(content)
                .setRowCount(rows)
                .setChecksum(0)
                .setArtifact("file")
                .setArtifactVersion("1")
                .setArtifactRow(0)
                .build();
    }

    private void take(NormalizedPage page) {
        for (NormalizedRecord record : page.records()) {
            byte[] id = new RecordId().of(1, record.key(), 0);
            records.accept(READER.deserialize(
                    TOPIC, CostRecordEncoder.wire(SCHEMA_ID, page.bodies(), record.from(), record.to(), 0, id)));
        }
    }
}
