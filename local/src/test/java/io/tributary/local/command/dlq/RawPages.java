package io.tributary.local.command.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.schemas.Completion;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.wire.AvroSerdes;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes pages of a newer delivery of {@link SmallReport} that no extractor of ours would publish. */
final class RawPages {

    private static final LocalDate NOVEMBER = LocalDate.of(2025, 11, 1);

    private final Path data;
    private final Instant now = Instant.now();
    private final Map<Integer, RawPage> pages = new TreeMap<>();

    RawPages(Path data) {
        this.data = data;
    }

    /** A page of rows under the report's header; a line end within them ends a row. */
    RawPage of(String delivery, int number, String rows) {
        byte[] content = (SmallReport.HEADER + "\n" + rows + "\n").getBytes(UTF_8);
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        RawPage page = start(delivery, number)
                .setContent(ByteBuffer.wrap(content))
                .setRowCount((int) rows.lines().count())
                .setChecksum(checksum.getValue())
                .build();
        pages.put(number, page);
        return page;
    }

    /** The page with a byte of its content changed, though not its checksum. */
    RawPage damaged(RawPage page) {
        page.getContent().put(0, (byte) 'X');
        return page;
    }

    /** The completion of all pages that were made. */
    RawPage completion(String delivery, int number) {
        CRC32C checksum = new CRC32C();
        long rows = 0;
        for (RawPage page : pages.values()) {
            checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, page.getChecksum()));
            rows += page.getRowCount();
        }
        return start(delivery, number)
                .setContent(ByteBuffer.allocate(0))
                .setRowCount(0)
                .setChecksum(checksum.getValue())
                .setCompletion(new Completion(number, rows, List.of(), List.of()))
                .build();
    }

    private RawPage.Builder start(String delivery, int number) {
        return RawPage.newBuilder()
                .setProvider("aws")
                .setDataSet("aws.cur.legacy")
                .setBillingAccountId(SmallReport.PAYER)
                .setBillingPeriodStart(NOVEMBER)
                .setBillingPeriodEnd(NOVEMBER.plusMonths(1))
                .setScope(Keys.scope("aws", "aws.cur.legacy", SmallReport.PAYER, NOVEMBER, "main"))
                .setDeliveryId(delivery)
                .setDeliveryTime(now)
                .setPageNumber(number)
                .setContentType("text/csv; header=present")
                .setArtifact("main-1.csv")
                .setArtifactRow(0)
                .setExtractedAt(now)
                .setExtractorVersion("test")
                .setReading("by-hand");
    }

    /** Publishes records in this order. */
    void publish(RawPage... records) {
        try (LocalCluster cluster = LocalCluster.start(Map.of(), data);
                Serializer<RawPage> values = AvroSerdes.valueSerializer(RawPage.class, cluster.settings());
                KafkaProducer<String, RawPage> producer =
                        new KafkaProducer<>(KafkaSettings.of(cluster.settings()), new StringSerializer(), values)) {
            for (RawPage record : records) {
                String key = Keys.accountPeriod(record.getBillingAccountId(), record.getBillingPeriodStart());
                producer.send(new ProducerRecord<>(Provider.AWS.rawTopic().name(), key, record));
            }
            producer.flush();
        }
    }
}
