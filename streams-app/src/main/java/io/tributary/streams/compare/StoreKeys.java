package io.tributary.streams.compare;

import io.tributary.streams.identity.KeyFrame;
import java.nio.charset.StandardCharsets;

/** Keys of statements, deliveries, readings and instructions in the stores: eight bytes each. */
final class StoreKeys {

    private StoreKeys() {}

    static long statement(String statement) {
        return new KeyFrame().start().column(bytes(statement)).key().high();
    }

    static long scope(String scope) {
        return key(scope);
    }

    static long delivery(String scope, String deliveryId) {
        return key(scope, deliveryId);
    }

    /** One pass over a delivery by one reader. */
    static long reading(String scope, String deliveryId, String reading) {
        return key(scope, deliveryId, reading);
    }

    static long instruction(String kind, String scope, String deliveryId) {
        return key(kind, scope, deliveryId);
    }

    private static long key(String... parts) {
        KeyFrame frame = new KeyFrame().start();
        for (String part : parts) {
            frame.column(bytes(part));
        }
        return frame.key().high();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
