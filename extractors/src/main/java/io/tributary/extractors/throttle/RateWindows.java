package io.tributary.extractors.throttle;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Limits the units that are spent in any window of time, for several window lengths at once. Each charge is
 * remembered: a token bucket would admit twice its size around the moment when it is full.
 *
 * <p>A charge counts from the moment when it is made until the window's length after it was settled. So no window
 * exceeds its limit, whenever between the two the provider counted the charge. Not thread-safe.
 */
public final class RateWindows {

    /**
     * A limit.
     *
     * @param limit units in any window of that length
     * @param length length of the window
     */
    public record Window(int limit, Duration length) {

        public Window {
            requireNonNull(length, "length");
            if (limit < 1) {
                throw new IllegalArgumentException("limit is " + limit + ": expected at least 1");
            }
            if (length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException("length is " + length + ": expected more than nothing");
            }
        }
    }

    /** Units that are spent. */
    public static final class Charge {

        private int units;
        private Instant settled;

        private Charge(int units) {
            this.units = units;
        }

        /** The provider has counted the charge by {@code now}, as {@code units}. */
        public void settle(int actualUnits, Instant now) {
            units = actualUnits;
            settled = now;
        }

        /** The units that were charged. */
        public int units() {
            return units;
        }

        private boolean countsAt(Instant now, Duration length) {
            return settled == null || settled.plus(length).isAfter(now);
        }
    }

    private final List<Window> windows;
    private final Duration longest;
    private final List<Charge> charges = new ArrayList<>();

    public RateWindows(List<Window> windows) {
        this.windows = List.copyOf(windows);
        this.longest = windows.stream()
                .map(Window::length)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /**
     * When {@code units} may be spent, if nothing else is spent until then. More units than a limit may be spent when
     * the window is empty otherwise.
     *
     * @return not before {@code now}; empty if it depends on charges that are not settled
     */
    public Optional<Instant> admission(int units, Instant now) {
        charges.removeIf(charge -> !charge.countsAt(now, longest));
        Instant latest = now;
        for (Window window : windows) {
            Optional<Instant> admission = admission(window, units, now);
            if (admission.isEmpty()) {
                return admission;
            }
            latest = latest.isAfter(admission.get()) ? latest : admission.get();
        }
        return Optional.of(latest);
    }

    /** Spends {@code units}. */
    public Charge charge(int units) {
        Charge charge = new Charge(units);
        charges.add(charge);
        return charge;
    }

    /** Takes back the charge of a request that was not sent. */
    public void refund(Charge charge) {
        charges.remove(charge);
    }

    private Optional<Instant> admission(Window window, int units, Instant now) {
        List<Charge> counted = charges.stream()
                .filter(charge -> charge.countsAt(now, window.length()))
                .sorted(Comparator.comparing(charge -> charge.settled, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        long room = window.limit() - Math.min(units, window.limit());
        long spent = counted.stream().mapToLong(Charge::units).sum();
        Instant admission = now;
        for (Charge charge : counted) {
            if (spent <= room) {
                break;
            }
            if (charge.settled == null) {
                return Optional.empty();
            }
            spent -= charge.units;
            admission = charge.settled.plus(window.length());
        }
        return Optional.of(admission);
    }
}
