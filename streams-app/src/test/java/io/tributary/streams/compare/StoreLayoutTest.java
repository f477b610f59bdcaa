package io.tributary.streams.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Delivery;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

class StoreLayoutTest {

    /** Stores keep deliveries without their schema: with another one they would be misread. */
    @Test
    void anotherSchemaOfDeliveriesIsAnotherLayout() {
        long schema = SchemaNormalization.parsingFingerprint64(Delivery.getClassSchema());

        assertThat(DeliveryStore.CURRENT_LAYOUT + " " + Long.toHexString(schema))
                .as("raise CURRENT_LAYOUT, and say so in the changelog, before this is changed")
                .isEqualTo("6 dd29c02ea641fe8c");
    }
}
