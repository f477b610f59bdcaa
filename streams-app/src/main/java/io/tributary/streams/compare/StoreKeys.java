package io.tributary.streams.compare;

import io.tributary.streams.identity.KeyFrame;
import java.nio.charset.StandardCharsets;

/** Eight bytes that stand for a statement, or for a delivery under certain mapping rules, in the stores. */
final class StoreKeys {

    private static final byte[] NONE = {};

    private StoreKeys() {}

    static long statement(String statement) {
        return new KeyFrame().start().column(bytes(statement)).key().high();
    }

    /**
     * A delivery as it is read under one version of the rules: replayed under other rules it is stated anew, row by row,
     * and what the rules do not change stays silent.
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
