package io.tributary.extractors.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two forms of Retry-After, and what is neither. */
class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0; PT0S", "47; PT47S", "' 47 '; PT47S", "1.5; PT1.5S", "3,40; PT40S", "999999999; PT277777H46M39S"
            })
    void secondsAreRead(String value, Duration expected) {
        assertThat(RetryAfter.seconds(value, NOW)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Sun, 01 Mar 2026 12:00:42 GMT; PT42S",
                "' Sun, 01 Mar 2026 13:00:00 GMT'; PT1H",
                "Sun, 01 Mar 2026 12:00:00 GMT; PT0S"
            })
    void datesAreCountedFromNow(String value, Duration expected) {
        assertThat(RetryAfter.seconds(value, NOW)).contains(expected);
    }

    @Test
    void dateInThePastAsksForNoWait() {
        assertThat(RetryAfter.seconds("Sun, 01 Mar 2026 11:00:42 GMT", NOW)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "-5",
                "+5",
                "1e3",
                "soon",
                "NaN",
                "Monday",
                "99999999999999999999",
                "Sun, 32 Mar 2026 12:00:00 GMT",
                "2026-03-01T12:00:42Z"
            })
    void anythingElseIsNoWait(String value) {
        assertThat(RetryAfter.seconds(value, NOW)).isEmpty();
    }

    @Test
    void millisecondsAreRead() {
        assertThat(RetryAfter.milliseconds("1500")).contains(Duration.ofMillis(1500));
        assertThat(RetryAfter.milliseconds("-1500")).isEmpty();
        assertThat(RetryAfter.milliseconds("Sun, 01 Mar 2026 12:00:42 GMT")).isEmpty();
    }
}
