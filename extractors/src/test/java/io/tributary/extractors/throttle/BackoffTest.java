package io.tributary.extractors.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bounds of waits between attempts. */
class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 3);

    @Test
    void boundDoublesUpToTheMaximum() {
        assertThat(longest(1)).isBetween(90L, 100L);
        assertThat(longest(2)).isBetween(180L, 200L);
        assertThat(longest(5)).isBetween(900L, 1000L);
        assertThat(longest(1000)).isBetween(900L, 1000L);
    }

    @Test
    void attemptsAreAsManyAsSet() {
        assertThat(backoff.admits(2)).isTrue();
        assertThat(backoff.admits(3)).isFalse();
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ZERO, 0))
                .hasMessage("attempts is 0: expected at least 1");
    }

    private long longest(int failures) {
        Random random = new Random(3);
        return IntStream.range(0, 1000)
                .mapToLong(i -> backoff.delay(failures, random).toMillis())
                .max()
                .orElseThrow();
    }
}
