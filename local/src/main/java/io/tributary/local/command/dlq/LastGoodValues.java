package io.tributary.local.command.dlq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Json;
import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** The records that stand for dead rows: what was read of the same lines before. */
final class LastGoodValues {

    private final Map<String, Value> byRecord = new LinkedHashMap<>();

    private LastGoodValues() {}

    /**
     * A live record.
     *
     * @param recordId its key on the topic
     * @param lineKey the natural key of its source row
     * @param delivery the delivery that stated it last
     */
    record Value(String recordId, String lineKey, String delivery, BigDecimal billedCost, String currency) {

        ObjectNode json() {
            return Json.object()
                    .put("recordId", recordId)
                    .put("deliveryId", delivery)
                    .put("billedCost", Amounts.exact(billedCost))
                    .put("currency", currency);
        }
    }

    /**
     * Reads them.
     *
     * @param lineKeys natural keys of the rows that are meant; nothing is read where there are none
     */
    static LastGoodValues read(Map<String, String> settings, Set<String> lineKeys) {
        LastGoodValues values = new LastGoodValues();
        if (lineKeys.isEmpty()) {
            return values;
        }
        String topic = Topics.COSTS.name();
        try (CommittedRecords records = new CommittedRecords(topic, KafkaSettings.of(settings));
                Deserializer<CostRecord> costs = AvroSerdes.valueDeserializer(CostRecord.class, settings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    String id = new String(record.key(), StandardCharsets.UTF_8);
                    CostRecord cost = costs.deserialize(topic, record.value());
                    if (cost != null && lineKeys.contains(cost.getXLineKey())) {
                        values.byRecord.put(
                                id,
                                new Value(
                                        id,
                                        cost.getXLineKey(),
                                        cost.getXDeliveryId(),
                                        cost.getBilledCost(),
                                        cost.getBillingCurrency()));
                    } else {
                        values.byRecord.remove(id);
                    }
                }
            }
        }
        return values;
    }

    /** Those of a row; several where rows are alike. */
    Collection<Value> of(String lineKey) {
        List<Value> values = new ArrayList<>();
        byRecord.values().stream()
                .filter(value -> value.lineKey().equals(lineKey))
                .forEach(values::add);
        return values;
    }
}
