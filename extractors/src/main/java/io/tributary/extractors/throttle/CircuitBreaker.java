package io.tributary.extractors.throttle;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Stops requests to a host that fails repeatedly: after a number of failures in a row nothing is sent for a while,
 * then one trial request, and after its success all. Thread-safe.
 */
public final class CircuitBreaker {

    /** What becomes of requests. */
    public enum State {
        /** All are sent. */
        CLOSED,
        /** None is. */
        OPEN,
        /** One is. */
        HALF_OPEN
    }

    private final int failuresToOpen;
    private final Duration pause;
    private final InstantSource clock;
    private int failures;
    private Instant openUntil;
    private boolean probing;

    /**
     * @param failuresToOpen failures in a row that open it
     * @param pause how long nothing is sent then
     */
    public CircuitBreaker(int failuresToOpen, Duration pause, InstantSource clock) {
        if (failuresToOpen < 1) {
            throw new IllegalArgumentException("failuresToOpen is " + failuresToOpen + ": expected at least 1");
        }
        this.failuresToOpen = failuresToOpen;
        this.pause = requireNonNull(pause, "pause");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Whether a request may be sent now. A caller that is admitted reports the result: {@link #succeeded}, {@link
     * #failed} or, if it is unknown, {@link #abandoned}.
     */
    public synchronized boolean admits() {
        State state = state();
        if (state == State.CLOSED) {
            return true;
        }
        if (state == State.OPEN || probing) {
            return false;
        }
        probing = true;
        return true;
    }

    /** The host answered. */
    public synchronized void succeeded() {
        failures = 0;
        openUntil = null;
        probing = false;
    }

    /** The host did not answer, or reported a failure. */
    public synchronized void failed() {
        failures++;
        if (probing || failures >= failuresToOpen) {
            openUntil = clock.instant().plus(pause);
        }
        probing = false;
    }

    /** The request was given up before the host could answer. */
    public synchronized void abandoned() {
        probing = false;
    }

    /** When a trial request is admitted; empty while all requests are. */
    public synchronized Optional<Instant> triesAgainAt() {
        return Optional.ofNullable(openUntil);
    }

    /** What becomes of requests now. */
    public synchronized State state() {
        if (openUntil == null) {
            return State.CLOSED;
        }
        return clock.instant().isBefore(openUntil) ? State.OPEN : State.HALF_OPEN;
    }
}
