package io.tributary.extractors.azure.http;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.CircuitBreaker;
import io.tributary.extractors.throttle.Pause;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a request with retries. Thread-safe. */
final class Exchanges {

    private static final Logger LOGGER = LoggerFactory.getLogger(Exchanges.class);

    private static final int TOO_MANY_REQUESTS = 429;

    /** Statuses of a failure of Azure, or of a proxy in front of it. */
    private static final Set<Integer> FAILED = Set.of(408, 500, 502, 503, 504);

    /** Sends a request once. */
    @FunctionalInterface
    interface Call {
        Response send() throws IOException;
    }

    private final HttpSettings settings;
    private final InstantSource clock;
    private final Pause pause;
    private final RandomGenerator random;
    private final Traffic traffic;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    Exchanges(HttpSettings settings, InstantSource clock, Pause pause, RandomGenerator random, Traffic traffic) {
        this.settings = requireNonNull(settings, "settings");
        this.clock = requireNonNull(clock, "clock");
        this.pause = requireNonNull(pause, "pause");
        this.random = requireNonNull(random, "random");
        this.traffic = requireNonNull(traffic, "traffic");
    }

    /**
     * Sends what {@code call} sends.
     *
     * @param object what it is about, for messages; without secrets
     * @param host the host of the request; all requests to one host share a circuit breaker
     * @param permit the request's place in the queue
     */
    Response exchange(String object, String host, BudgetGovernor.Permit permit, Call call) {
        CircuitBreaker breaker = breakers.computeIfAbsent(
                host, unseen -> new CircuitBreaker(settings.failuresToOpen(), settings.openFor(), clock));
        Attempts attempts = new Attempts(object);
        while (true) {
            requireNotOpen(object, breaker, attempts);
            permit.acquire();
            if (!breaker.admits()) {
                permit.withdrawn();
                throw circuitOpen(object, attempts);
            }
            Response response = once(permit, breaker, attempts, call);
            if (response != null && response.status() != TOO_MANY_REQUESTS) {
                return response;
            }
        }
    }

    /** The answer; null if it is a failure. */
    private Response once(BudgetGovernor.Permit permit, CircuitBreaker breaker, Attempts attempts, Call call) {
        Instant since = clock.instant();
        boolean isOver = false;
        try {
            traffic.called();
            Response response = call.send();
            permit.answered(response.status(), response.headers());
            isOver = true;
            if (!FAILED.contains(response.status())) {
                breaker.succeeded();
                return response;
            }
            breaker.failed();
            attempts.failed(new IOException(Refusals.describe(response)), since);
        } catch (IOException e) {
            permit.failed();
            isOver = true;
            breaker.failed();
            attempts.failed(e, since);
        } catch (Credentials.TokenException e) {
            permit.withdrawn();
            traffic.withdrawn();
            isOver = true;
            breaker.abandoned();
            if (e.isRefused()) {
                throw Refusals.noToken(attempts.object, e);
            }
            attempts.failed(new IOException("no token could be had: " + e.getMessage(), e), since);
        } catch (Transport.TooLargeException e) {
            breaker.succeeded();
            throw new SourceException.Malformed(attempts.object, e.getMessage(), e);
        } finally {
            if (!isOver) {
                permit.failed();
                breaker.abandoned();
            }
        }
        return null;
    }

    private void requireNotOpen(String object, CircuitBreaker breaker, Attempts attempts) {
        if (breaker.state() == CircuitBreaker.State.OPEN) {
            throw circuitOpen(object, attempts);
        }
    }

    private SourceException circuitOpen(String object, Attempts attempts) {
        return new SourceException.Unavailable(
                object,
                "its host failed " + settings.failuresToOpen() + " times in a row and is left alone for "
                        + settings.openFor().toSeconds() + " s"
                        + (attempts.last == null ? "" : "; at last: " + attempts.last.getMessage()),
                attempts.last);
    }

    /** How often a request failed, and for how long. */
    private final class Attempts {

        private final String object;
        private int failures;
        private Duration spent = Duration.ZERO;
        private IOException last;

        Attempts(String object) {
            this.object = object;
        }

        /** Waits before the next attempt, or throws if there is none. */
        void failed(IOException failure, Instant since) {
            failures++;
            last = failure;
            spent = spent.plus(Duration.between(since, clock.instant()));
            Backoff backoff = settings.backoff();
            if (!backoff.admits(failures) || spent.compareTo(settings.longestRetrying()) > 0 || isUntrusted(failure)) {
                throw new SourceException.Unavailable(
                        object,
                        "failed " + (failures == 1 ? "once" : failures + " times") + " within " + spent.toSeconds()
                                + " s: " + failure.getMessage(),
                        failure);
            }
            Duration delay = backoff.delay(failures, random);
            LOGGER.warn("{}: trying again in {} ms: {}", object, delay.toMillis(), failure.getMessage());
            traffic.retried();
            traffic.waited(delay);
            spent = spent.plus(delay);
            pause.pause(delay);
        }

        /** Whether the host's certificate is not trusted, which another attempt would not change. */
        private boolean isUntrusted(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof CertificateException) {
                    return true;
                }
            }
            return false;
        }
    }
}
