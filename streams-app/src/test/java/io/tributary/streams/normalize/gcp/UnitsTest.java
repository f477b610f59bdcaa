package io.tributary.streams.normalize.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Google's units in FOCUS's words. */
class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "bytes, Bytes",
        "byte-seconds, Byte-Seconds",
        "seconds, Seconds",
        "requests, Requests",
        "count, Count",
        "gibibyte, GiB",
        "mebibyte, MiB",
        "tebibyte, TiB",
        "gibibyte month, GiB-Months",
        "gibibyte hour, GiB-Hours",
        "gibibyte day, GiB-Days",
        "hour, Hours",
        "month, Months",
        "Tokens per fortnight, Tokens per fortnight"
    })
    void unitsAreNormalized(String delivered, String unit) {
        assertThat(Units.of(delivered)).isEqualTo(unit);
    }
}
