package io.tributary.local.command.focus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.broker.EmbeddedBroker;
import io.tributary.local.registry.LocalRegistry;
import io.tributary.local.view.CommittedRecords;
import io.tributary.local.view.FocusContent;
import io.tributary.local.view.InvoiceTotal;
import io.tributary.schemas.InvoiceDetail;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.TopicContracts;
import io.tributary.schemas.wire.AvroSerdes;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the topics of FOCUS's other data sets as a view has them, on a real broker. */
class FocusTopicsIT {

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Map<String, String> settings;

    @Test
    void onlyWhatDiffersIsPublishedAndWhatIsGoneIsTakenBack() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder);
                LocalRegistry registry = LocalRegistry.start(broker.bootstrapServers(), 0)) {
            settings = Map.of("schema.registry.url", registry.uri().toString());
            Map<String, Object> clients = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (Admin admin = Admin.create(clients)) {
                TopicContracts.ensure(admin, List.of(Topics.BILLING_PERIODS, Topics.INVOICE_DETAILS), 2, (short) 1);
            }
            FocusTopics topics = new FocusTopics(settings, clients);

            int first = topics.publish(content(total("1", "10"), total("2", "5")));
            int same = topics.publish(content(total("1", "10"), total("2", "5")));
            int other = topics.publish(content(total("1", "11")));

            assertThat(first).as("one period, two details").isEqualTo(3);
            assertThat(same).isZero();
            assertThat(other).as("one detail anew, one taken back").isEqualTo(2);
            assertThat(details(clients)).containsOnlyKeys("1");
            assertThat(details(clients).get("1")).isEqualByComparingTo("11");
        }
    }

    private Map<String, BigDecimal> details(Map<String, Object> clients) {
        Map<String, InvoiceDetail> live = new TreeMap<>();
        try (CommittedRecords records = new CommittedRecords(Topics.INVOICE_DETAILS.name(), clients);
                Deserializer<InvoiceDetail> values = AvroSerdes.valueDeserializer(InvoiceDetail.class, settings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    InvoiceDetail detail = values.deserialize(record.topic(), record.value());
                    String key = new String(record.key(), UTF_8);
                    if (detail == null) {
                        live.remove(key);
                    } else {
                        live.put(key, detail);
                    }
                }
            }
        }
        Map<String, BigDecimal> costs = new TreeMap<>();
        live.values().forEach(detail -> costs.put(detail.getInvoiceId(), detail.getBilledCost()));
        return costs;
    }

    private static FocusContent content(InvoiceTotal... totals) {
        return FocusDataSets.of(List.of(totals), total -> true, List.of(), "topic", END);
    }

    private static InvoiceTotal total(String invoice, String billed) {
        return new InvoiceTotal(
                "aws",
                "Amazon Web Services, Inc.",
                "111",
                START,
                END,
                "USD",
                Optional.of(invoice),
                "Usage",
                1,
                new BigDecimal(billed).setScale(24),
                START,
                START);
    }
}
