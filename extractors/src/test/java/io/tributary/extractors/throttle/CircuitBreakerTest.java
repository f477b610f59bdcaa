package io.tributary.extractors.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.throttle.CircuitBreaker.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a circuit opens and closes. */
class CircuitBreakerTest {

    private final VirtualTime time = new VirtualTime();
    private final CircuitBreaker breaker = new CircuitBreaker(3, Duration.ofSeconds(30), time);

    @Test
    void opensAfterFailuresInARow() {
        breaker.failed();
        breaker.failed();
        breaker.succeeded();
        breaker.failed();
        breaker.failed();
        assertThat(breaker.admits()).isTrue();
        breaker.failed();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.admits()).isFalse();
    }

    @Test
    void oneRequestThatSucceedsClosesIt() {
        open();
        time.pass(Duration.ofSeconds(30));
        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isFalse();
        breaker.succeeded();
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void oneRequestThatFailsOpensItAgain() {
        open();
        time.pass(Duration.ofSeconds(30));
        assertThat(breaker.admits()).isTrue();
        breaker.failed();
        assertThat(breaker.state()).isEqualTo(State.OPEN);
        time.pass(Duration.ofSeconds(30));
        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void oneRequestThatIsWithdrawnLeavesItsPlaceToAnother() {
        open();
        time.pass(Duration.ofSeconds(30));
        assertThat(breaker.admits()).isTrue();
        breaker.abandoned();
        assertThat(breaker.admits()).isTrue();
    }

    private void open() {
        breaker.failed();
        breaker.failed();
        breaker.failed();
    }
}
