package io.tributary.extractors.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.throttle.RateWindows.Charge;
import io.tributary.extractors.throttle.RateWindows.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Limits that hold in any stretch of time. */
class RateWindowsTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<Window> TENANT = List.of(
            new Window(12, Duration.ofSeconds(10)),
            new Window(60, Duration.ofMinutes(1)),
            new Window(600, Duration.ofHours(1)));

    private record Counted(Instant at, int units) {}

    @Property(tries = 300)
    void noStretchOfTimeHoldsMoreThanItsLimitWheneverTheOtherSideCounts(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int largest) {
        Random random = new Random(seed);
        RateWindows windows = new RateWindows(TENANT);
        List<Counted> counted = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < 700; i++) {
            int units = 1 + random.nextInt(largest);
            now = windows.admission(units, now).orElseThrow();
            Charge charge = windows.charge(units);
            Duration answer = Duration.ofMillis(random.nextInt(3_000));
            counted.add(new Counted(now.plusMillis(random.nextLong(answer.toMillis() + 1)), units));
            now = now.plus(answer);
            charge.settle(units, now);
        }
        for (Window window : TENANT) {
            assertThat(most(counted, window.length())).isLessThanOrEqualTo(window.limit());
        }
    }

    @Property(tries = 100)
    void allowedUnitsAreAllSpent(@ForAll @IntRange(min = 1, max = 12) int units) {
        RateWindows windows = new RateWindows(List.of(new Window(12, Duration.ofSeconds(10))));
        Instant now = START;
        int spent = 0;
        while (now.isBefore(START.plusSeconds(100))) {
            windows.charge(units).settle(units, now);
            spent += units;
            now = windows.admission(units, now).orElseThrow();
        }
        assertThat(spent).isEqualTo(12 / units * units * 10);
    }

    @Test
    void requestsUnderWayCountUntilTheyAreSettled() {
        RateWindows windows = new RateWindows(List.of(new Window(2, Duration.ofSeconds(10))));
        Charge first = windows.charge(2);
        assertThat(windows.admission(1, START.plusSeconds(3600))).isEmpty();
        first.settle(2, START.plusSeconds(3600));
        assertThat(windows.admission(1, START.plusSeconds(3601))).contains(START.plusSeconds(3610));
    }

    @Test
    void requestLargerThanALimitIsSentAlone() {
        RateWindows windows = new RateWindows(List.of(new Window(12, Duration.ofSeconds(10))));
        assertThat(windows.admission(13, START)).contains(START);
        windows.charge(13).settle(13, START);
        assertThat(windows.admission(13, START)).contains(START.plusSeconds(10));
        assertThat(windows.admission(1, START)).contains(START.plusSeconds(10));
    }

    @Test
    void unitsThatTheServerCountedReplaceTheExpectedOnes() {
        RateWindows windows = new RateWindows(List.of(new Window(12, Duration.ofSeconds(10))));
        windows.charge(1).settle(12, START);
        assertThat(windows.admission(1, START)).contains(START.plusSeconds(10));
        Charge withdrawn = windows.charge(12);
        windows.refund(withdrawn);
        assertThat(windows.admission(1, START)).contains(START.plusSeconds(10));
    }

    private static int most(List<Counted> counted, Duration length) {
        int most = 0;
        int sum = 0;
        int first = 0;
        for (Counted last : counted) {
            sum += last.units();
            while (!counted.get(first).at().plus(length).isAfter(last.at())) {
                sum -= counted.get(first).units();
                first++;
            }
            most = Math.max(most, sum);
        }
        return most;
    }
}
