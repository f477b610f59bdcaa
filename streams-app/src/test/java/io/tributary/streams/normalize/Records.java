package io.tributary.streams.normalize;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.schemas.wire.SchemaIds;
import io.tributary.streams.identity.RecordId;
import io.tributary.streams.record.CostRecordEncoder;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;

/** The records of a normalized page, as a consumer reads them. */
public final class Records {

    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://normalized-records");
    private static final String TOPIC = Topics.COSTS.name();
    private static final int SCHEMA_ID = SchemaIds.valueSchemaId(TOPIC, CostRecord.getClassSchema(), REGISTRY);
    private static final Deserializer<CostRecord> READER = AvroSerdes.valueDeserializer(CostRecord.class, REGISTRY);

    private Records() {}

    /** The records in the order of their rows, each as the first of its key. */
    public static List<CostRecord> of(NormalizedPage page) {
        return page.records().stream()
                .map(record -> READER.deserialize(TOPIC, wire(page, record)))
                .toList();
    }

    private static byte[] wire(NormalizedPage page, NormalizedRecord record) {
        byte[] id = new RecordId().of(1, record.key(), 0);
        return CostRecordEncoder.wire(SCHEMA_ID, page.bodies(), record.from(), record.to(), 0, id);
    }
}
