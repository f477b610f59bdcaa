package io.tributary.local.command.deliveries;

import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes ids of the readings that replays are: 16 hex digits, as extractors make them. */
record ReplayIds(RandomGenerator random) implements Supplier<String> {

    @Override
    public String get() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
