package io.tributary.extractors.azure.http;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import io.tributary.extractors.throttle.Pause.InterruptedPauseException;
import io.tributary.extractors.throttle.RateWindows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The budget of requests that all scopes of a tenant share: each request waits here for a permit.
 *
 * <ol>
 *   <li>Permits are given in the order of the requests; scopes that must wait are passed over.
 *   <li>No window of time has more units or requests than the settings allow.
 *   <li>When Azure throttles, the scope or all scopes wait until it is over. Then one request goes ahead, and the
 * others follow if it is accepted.
 *   <li>A throttled request keeps its place.
 * </ol>
 *
 * <p>Thread-safe. A thread that waits sleeps until its time, or until another one is done.
 */
final class BudgetGovernor {

    private static final Logger LOGGER = LoggerFactory.getLogger(BudgetGovernor.class);

    /** The wait if Azure states none: Azure's windows are about as long as this. */
    private static final Duration UNSTATED_WAIT = Duration.ofSeconds(30);

    /** How long all wait after a quota is used up; the window of the quota is not much longer. */
    private static final Duration EXHAUSTED_WAIT = Duration.ofSeconds(10);

    /**
     * The wait after the first repeated refusal, which doubles with each further one, however short a wait Azure
     * states.
     */
    private static final Duration FIRST_REPEATED_WAIT = Duration.ofSeconds(1);

    private static final Duration LONGEST_REPEATED_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_JITTER = Duration.ofSeconds(5);

    private final BudgetSettings settings;
    private final InstantSource clock;
    private final Pause pause;
    private final RandomGenerator random;
    private final Traffic traffic;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final RateWindows units;
    private final RateWindows requests;
    private final TreeSet<Permit> waiting = new TreeSet<>();
    private final Map<String, Hold> scopeHolds = new HashMap<>();
    private final Map<String, Integer> scopesUnderWay = new HashMap<>();
    private final Set<String> probedScopes = new HashSet<>();
    private Hold tenantHold = Hold.NONE;
    private boolean tenantProbed;
    private int underWay;
    private int refusalsInARow;
    private long permits;

    BudgetGovernor(BudgetSettings settings, InstantSource clock, Pause pause, RandomGenerator random, Traffic traffic) {
        this.settings = requireNonNull(settings, "settings");
        this.clock = requireNonNull(clock, "clock");
        this.pause = requireNonNull(pause, "pause");
        this.random = requireNonNull(random, "random");
        this.traffic = requireNonNull(traffic, "traffic");
        this.units = new RateWindows(settings.units());
        this.requests = new RateWindows(settings.requests());
    }

    /** A place in the queue for one request, which keeps it through all its attempts. */
    Permit permit(String scope, int queryUnits) {
        lock.lock();
        try {
            return new Permit(permits++, requireNonNull(scope, "scope"), queryUnits);
        } finally {
            lock.unlock();
        }
    }

    /** The number of requests that wait for a permit. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** One request's place in the queue. Used by one thread at a time. */
    final class Permit implements Comparable<Permit> {

        private final long number;
        private final String scope;
        private final int queryUnits;
        private Duration heldFor = Duration.ZERO;
        private RateWindows.Charge unitCharge;
        private RateWindows.Charge requestCharge;

        private Permit(long number, String scope, int queryUnits) {
            this.number = number;
            this.scope = scope;
            this.queryUnits = queryUnits;
        }

        /**
         * Waits until the request may be sent. The caller must report its end: {@link #answered}, {@link #failed} or
         * {@link #withdrawn}.
         *
         * @throws SourceException.Throttled if Azure asks to wait for longer than the settings allow
         * @throws InterruptedPauseException if the thread is interrupted meanwhile
         */
        void acquire() {
            lockInterruptibly();
            try {
                waiting.add(this);
                while (!tryAcquire()) {
                    // Every change of the state wakes all that wait.
                }
            } finally {
                waiting.remove(this);
                changed.signalAll();
                lock.unlock();
            }
        }

        /** The request was answered; its headers adjust the budget. */
        void answered(int status, Map<String, String> headers) {
            lock.lock();
            try {
                Instant now = clock.instant();
                Throttling throttling = Throttling.of(headers, now);
                end(throttling.unitsConsumed().orElse(queryUnits), now);
                if (status == 429) {
                    refused(throttling, now);
                } else if (status >= 500) {
                    hold(throttling, Duration.ZERO, now);
                } else {
                    accepted();
                    exhausted(throttling, now);
                }
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** The request was sent, and Azure may or may not have counted it. */
        void failed() {
            lock.lock();
            try {
                end(queryUnits, clock.instant());
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** The request was not sent. */
        void withdrawn() {
            lock.lock();
            try {
                leave();
                units.refund(unitCharge);
                requests.refund(requestCharge);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int compareTo(Permit other) {
            return Long.compare(number, other.number);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }

        private boolean tryAcquire() {
            Instant now = clock.instant();
            if (isFull() || isScopeFull(scope) || isBehind(now)) {
                await();
                return false;
            }
            Hold hold = holdOf(scope);
            if (hold.until().isAfter(now)) {
                sleepThrough(hold, now);
                return false;
            }
            Optional<Instant> admission = admission(now);
            if (admission.isEmpty()) {
                await();
                return false;
            }
            if (admission.get().isAfter(now)) {
                sleep(Duration.between(now, admission.get()));
                return false;
            }
            unitCharge = units.charge(queryUnits);
            requestCharge = requests.charge(1);
            underWay++;
            scopesUnderWay.merge(scope, 1, Integer::sum);
            return true;
        }

        /** Whether an earlier request could be sent if nothing shared held it up. */
        private boolean isBehind(Instant now) {
            return waiting.headSet(this).stream()
                    .anyMatch(earlier -> earlier.scope.equals(scope)
                            || !isScopeFull(earlier.scope)
                                    && !scopeHold(earlier.scope).until().isAfter(now));
        }

        private Optional<Instant> admission(Instant now) {
            Optional<Instant> ofUnits = queryUnits == 0 ? Optional.of(now) : units.admission(queryUnits, now);
            Optional<Instant> ofRequests = requests.admission(1, now);
            return ofUnits.flatMap(first -> ofRequests.map(second -> first.isAfter(second) ? first : second));
        }

        private void sleepThrough(Hold hold, Instant now) {
            Duration wait = Duration.between(now, hold.until());
            if (heldFor.plus(wait).compareTo(settings.longestWait()) > 0) {
                throw new SourceException.Throttled(
                        scope,
                        wait,
                        "Azure asks to wait for " + wait.toSeconds() + " s (" + hold.reason() + "), after "
                                + heldFor.toSeconds() + " s that were waited already: more than the "
                                + settings.longestWait().toSeconds() + " s that a request may be kept waiting",
                        null);
            }
            heldFor = heldFor.plus(wait);
            sleep(wait);
        }

        private void end(int actualUnits, Instant now) {
            leave();
            unitCharge.settle(actualUnits, now);
            requestCharge.settle(1, now);
        }

        private void leave() {
            underWay--;
            scopesUnderWay.merge(scope, -1, (before, less) -> before + less == 0 ? null : before + less);
        }

        private void refused(Throttling throttling, Instant now) {
            traffic.throttled();
            refusalsInARow++;
            Duration repeated = refusalsInARow == 1 ? Duration.ZERO : doubled(FIRST_REPEATED_WAIT, refusalsInARow - 2);
            Duration unstated = throttling.asksToWait() ? repeated : doubled(UNSTATED_WAIT, refusalsInARow - 1);
            hold(throttling, unstated, now);
            probedScopes.add(scope);
            tenantProbed |= tenantHold.until().isAfter(now);
        }

        private void accepted() {
            refusalsInARow = 0;
            tenantProbed = false;
            probedScopes.remove(scope);
        }

        private void hold(Throttling throttling, Duration atLeast, Instant now) {
            boolean ofTenant = !throttling.tenantWait().isZero() || !throttling.asksToWait();
            Duration tenantWait = ofTenant ? longer(throttling.tenantWait(), atLeast) : Duration.ZERO;
            Duration scopeWait = longer(throttling.scopeWait(), atLeast);
            if (scopeWait.isZero()) {
                return;
            }
            String reason = throttling.asksToWait() ? throttling.longestFrom() : "it does not say for how long";
            LOGGER.info(
                    "{}: Azure asks to wait for {} s ({}); {} s of these concern all scopes",
                    scope,
                    scopeWait.toSeconds(),
                    reason,
                    tenantWait.toSeconds());
            scopeHolds.merge(scope, Hold.of(scopeWait.plus(jitter(scopeWait)), reason, now), Hold::longer);
            if (!tenantWait.isZero()) {
                tenantHold = tenantHold.longer(Hold.of(tenantWait.plus(jitter(tenantWait)), reason, now));
            }
        }

        /** Waits before Azure has to ask for it. */
        private void exhausted(Throttling throttling, Instant now) {
            if (throttling.scopeExhausted() || throttling.tenantExhausted()) {
                LOGGER.debug("{}: a quota is used up, waiting for {} s", scope, EXHAUSTED_WAIT.toSeconds());
                Hold hold = Hold.of(EXHAUSTED_WAIT, "a quota is used up", now);
                scopeHolds.merge(scope, hold, Hold::longer);
                tenantHold = throttling.tenantExhausted() ? tenantHold.longer(hold) : tenantHold;
            }
        }
    }

    /** How long nothing is sent, and why. */
    private record Hold(Instant until, String reason) {

        static final Hold NONE = new Hold(Instant.MIN, "");

        static Hold of(Duration wait, String reason, Instant now) {
            return new Hold(now.plus(wait), reason);
        }

        Hold longer(Hold other) {
            return other.until.isAfter(until) ? other : this;
        }
    }

    private boolean isFull() {
        return underWay >= (tenantProbed ? 1 : settings.concurrent());
    }

    private boolean isScopeFull(String scope) {
        int limit = probedScopes.contains(scope) ? 1 : settings.concurrentPerScope();
        return scopesUnderWay.getOrDefault(scope, 0) >= limit;
    }

    private Hold holdOf(String scope) {
        return tenantHold.longer(scopeHold(scope));
    }

    private Hold scopeHold(String scope) {
        return scopeHolds.getOrDefault(scope, Hold.NONE);
    }

    /** A random addition, so that processes that were refused together do not retry together. */
    private Duration jitter(Duration wait) {
        long bound = Math.min(wait.dividedBy(10).toMillis(), LONGEST_JITTER.toMillis());
        return Duration.ofMillis(random.nextLong(bound + 1));
    }

    private void lockInterruptibly() {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits until another request ends, or gives up its place. */
    private void await() {
        Instant since = clock.instant();
        try {
            changed.await();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            traffic.waited(Duration.between(since, clock.instant()));
        }
    }

    /** Sleeps without the lock, so that other requests can proceed. */
    private void sleep(Duration duration) {
        lock.unlock();
        try {
            // Pauses have whole milliseconds.
            pause.pause(duration.plusNanos(999_999).truncatedTo(ChronoUnit.MILLIS));
        } finally {
            lock.lock();
            traffic.waited(duration);
        }
    }

    private static InterruptedPauseException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new InterruptedPauseException(cause);
    }

    private static Duration doubled(Duration first, int times) {
        Duration doubled = first.multipliedBy(1L << Math.min(times, 20));
        return doubled.compareTo(LONGEST_REPEATED_WAIT) > 0 ? LONGEST_REPEATED_WAIT : doubled;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
