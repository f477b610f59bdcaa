package io.tributary.extractors.azure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.azure.RequestLimits;
import io.tributary.extractors.azure.http.BudgetGovernor.Permit;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import io.tributary.extractors.throttle.RateWindows.Window;
import io.tributary.extractors.throttle.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The order and the times of requests under limits. */
class BudgetGovernorTest {

    private static final String COST_MANAGEMENT = "x-ms-ratelimit-microsoft.costmanagement-";

    private final VirtualTime time = new VirtualTime();
    private final Traffic traffic = new Traffic();

    /** Requests one after another, answered after some time: the tenant counts no more than each window allows. */
    @Property(tries = 50)
    void noWindowOfTheTenantIsExceeded(@ForAll long seed, @ForAll @IntRange(min = 1, max = 13) int largest) {
        Random random = new Random(seed);
        VirtualTime own = new VirtualTime();
        BudgetGovernor governor =
                new BudgetGovernor(BudgetSettings.of(RequestLimits.DEFAULTS), own, own, () -> 0, new Traffic());
        record Seen(Instant at, int units) {}
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int units = random.nextInt(largest);
            Permit permit = governor.permit("subscriptions/" + random.nextInt(5), units);
            permit.acquire();
            Duration answer = Duration.ofMillis(random.nextInt(2_000));
            own.pass(answer.dividedBy(3));
            seen.add(new Seen(own.instant(), units));
            own.pass(answer.minus(answer.dividedBy(3)));
            permit.answered(200, Map.of());
        }
        for (Window window : BudgetSettings.of(RequestLimits.DEFAULTS).units()) {
            for (int first = 0; first < seen.size(); first++) {
                Instant end = seen.get(first).at().plus(window.length());
                int sum = 0;
                for (int i = first; i < seen.size() && seen.get(i).at().isBefore(end); i++) {
                    sum += seen.get(i).units();
                }
                // A request that is larger than a limit is sent alone.
                assertThat(sum).isLessThanOrEqualTo(Math.max(window.limit(), largest - 1));
            }
        }
        assertThat(mostWithinAMinute(seen.stream().map(Seen::at).toList())).isLessThanOrEqualTo(30);
    }

    @Test
    void throttleOfAScopeHoldsNoOtherScope() {
        BudgetGovernor governor = governor(1, 1);
        Permit throttled = begun(governor, "subscriptions/1");
        throttled.answered(429, Map.of(COST_MANAGEMENT + "entity-retry-after", "60"));
        Instant start = time.instant();
        begun(governor, "subscriptions/2").answered(200, Map.of());
        assertThat(time.instant()).isEqualTo(start);
        throttled.acquire();
        assertThat(time.instant()).isEqualTo(start.plusSeconds(60));
    }

    @Test
    void throttleOfTheTenantHoldsAllScopes() {
        BudgetGovernor governor = governor(1, 1);
        begun(governor, "subscriptions/1").answered(429, Map.of(COST_MANAGEMENT + "qpu-retry-after", "60"));
        Instant start = time.instant();
        begun(governor, "subscriptions/2").answered(200, Map.of());
        assertThat(time.instant()).isEqualTo(start.plusSeconds(60));
    }

    @Test
    void unitsThatAzureCountedReplaceTheExpectedOnes() {
        BudgetGovernor governor = governor(1, 1, new Window(12, Duration.ofSeconds(10)));
        begun(governor, "subscriptions/1").answered(200, Map.of(COST_MANAGEMENT + "qpu-consumed", "12"));
        Instant start = time.instant();
        begun(governor, "subscriptions/1").answered(200, Map.of());
        assertThat(time.instant()).isEqualTo(start.plusSeconds(10));
    }

    @Test
    void quotaThatIsUsedUpIsWaitedForBeforeAzureAsks() {
        BudgetGovernor governor = governor(1, 1);
        begun(governor, "subscriptions/1")
                .answered(
                        200,
                        Map.of("x-ms-ratelimit-remaining-microsoft.costmanagement-entity-requests", "DefaultQuota:0"));
        Instant start = time.instant();
        begun(governor, "subscriptions/2").answered(200, Map.of());
        assertThat(time.instant()).isEqualTo(start);
        begun(governor, "subscriptions/1").answered(200, Map.of());
        assertThat(time.instant()).isEqualTo(start.plusSeconds(10));
        assertThat(traffic.counters().throttled()).isZero();
    }

    @Test
    void waitsOfOneRequestAreAddedUpAgainstTheLimit() {
        BudgetGovernor governor = governor(1, 1);
        Permit permit = begun(governor, "subscriptions/1");
        permit.answered(429, Map.of("retry-after", "3000"));
        permit.acquire();
        permit.answered(429, Map.of("retry-after", "3000"));
        assertThatThrownBy(permit::acquire)
                .isInstanceOf(SourceException.Throttled.class)
                .hasMessageContaining("subscriptions/1: Azure asks to wait for 3000 s (retry-after), after 3000 s");
    }

    @Test
    void withdrawnPermitCostsNothing() {
        BudgetGovernor governor = governor(1, 1, new Window(1, Duration.ofHours(1)));
        Instant start = time.instant();
        for (int i = 0; i < 10; i++) {
            begun(governor, "subscriptions/1").withdrawn();
        }
        assertThat(time.instant()).isEqualTo(start);
    }

    @Test
    void concurrentRequestsAreLimitedInAllAndByScope() throws Exception {
        BudgetGovernor governor = governor(3, 2);
        Permit first = begun(governor, "subscriptions/1");
        Permit second = begun(governor, "subscriptions/1");
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<Permit> third = threads.submit(() -> begun(governor, "subscriptions/1"));
            // A request of another scope does not wait behind one that waits for its own scope.
            Permit other =
                    threads.submit(() -> begun(governor, "subscriptions/2")).get(10, TimeUnit.SECONDS);
            Future<Permit> another = threads.submit(() -> begun(governor, "subscriptions/3"));
            assertThat(third).isNotDone();
            assertThat(another).isNotDone();
            first.answered(200, Map.of());
            Permit next = third.get(10, TimeUnit.SECONDS);
            assertThat(another).isNotDone();
            other.answered(200, Map.of());
            another.get(10, TimeUnit.SECONDS).answered(200, Map.of());
            second.answered(200, Map.of());
            next.answered(200, Map.of());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void afterAThrottleOneRequestGoesFirstAndOthersFollowItsSuccess() throws Exception {
        BudgetGovernor governor = governor(3, 3);
        begun(governor, "subscriptions/1").answered(429, Map.of(COST_MANAGEMENT + "tenant-retry-after", "5"));
        Permit ahead = begun(governor, "subscriptions/1");
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<Permit> second = threads.submit(() -> begun(governor, "subscriptions/2"));
            assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            ahead.answered(200, Map.of());
            Permit third =
                    threads.submit(() -> begun(governor, "subscriptions/3")).get(10, TimeUnit.SECONDS);
            second.get(10, TimeUnit.SECONDS).answered(200, Map.of());
            third.answered(200, Map.of());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void permitsAreGivenInTheOrderOfRequests() throws Exception {
        BudgetGovernor governor = governor(1, 1);
        Permit holder = begun(governor, "subscriptions/0");
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Permit> permits = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                permits.add(governor.permit("subscriptions/" + i % 3, 1));
            }
            CountDownLatch started = new CountDownLatch(8);
            List<Future<?>> done = new ArrayList<>();
            // Each later request starts to wait earlier.
            for (int i = 7; i >= 0; i--) {
                int number = i;
                done.add(threads.submit(() -> {
                    started.countDown();
                    permits.get(number).acquire();
                    order.add(number);
                    permits.get(number).answered(200, Map.of());
                }));
            }
            started.await();
            while (governor.waiting() < 8) {
                Thread.onSpinWait();
            }
            holder.answered(200, Map.of());
            for (Future<?> each : done) {
                each.get(10, TimeUnit.SECONDS);
            }
            assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void interruptEndsTheWaitForAPermitAndLeavesThePlaceToOthers() throws Exception {
        BudgetGovernor governor = governor(1, 1);
        Permit holder = begun(governor, "subscriptions/1");
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        Thread waiter = new Thread(() -> {
            try {
                begun(governor, "subscriptions/1");
            } catch (Pause.InterruptedPauseException e) {
                thrown.add(e);
            }
        });
        waiter.start();
        while (governor.waiting() < 1) {
            Thread.onSpinWait();
        }
        waiter.interrupt();
        waiter.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(thrown).hasSize(1);
        holder.answered(200, Map.of());
        begun(governor, "subscriptions/1").answered(200, Map.of());
    }

    private BudgetGovernor governor(int concurrent, int perScope, Window... windows) {
        return new BudgetGovernor(
                new BudgetSettings(List.of(windows), List.of(), concurrent, perScope, Duration.ofMinutes(90)),
                time,
                time,
                () -> 0,
                traffic);
    }

    private static Permit begun(BudgetGovernor governor, String scope) {
        Permit permit = governor.permit(scope, 1);
        permit.acquire();
        return permit;
    }

    private static int mostWithinAMinute(List<Instant> sent) {
        int most = 0;
        for (Instant first : sent) {
            most = Math.max(most, (int) sent.stream()
                    .filter(at -> !at.isBefore(first) && at.isBefore(first.plusSeconds(60)))
                    .count());
        }
        return most;
    }
}
