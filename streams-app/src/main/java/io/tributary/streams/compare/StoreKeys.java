package io.tributary.streams.compare;

import io.tributary.streams.identity.KeyFrame;
import java.nio.charset.StandardCharsets;

/** Keys of statements and deliveries in the stores: eight bytes each. */
final class StoreKeys {

    private static final byte[] NONE = {};

    private StoreKeys() {}

    static long statement(String statement) {
        return new KeyFrame().start().column(bytes(statement)).key().high();
    }

    /**
     * A delivery as it is read under one version of the mapping rules. Replayed under other rules, it is another
     * delivery: each row is compared again, and only rows that the rules change are published.
     */
    static long delivery(String scope, String deliveryId, String mappingVersion, String costBasis) {
        return new KeyFrame()
                .start()
                .column(bytes(scope))
                .column(bytes(deliveryId))
                .column(bytes(mappingVersion))
                .column(bytes(costBasis))
                .key()
                .high();
    }

    private static byte[] bytes(String text) {
        return text == null ? NONE : text.getBytes(StandardCharsets.UTF_8);
    }
}
