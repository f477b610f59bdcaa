package io.tributary.extractors.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.schedule.Work.Standing;
import io.tributary.extractors.schedule.WorkQueue.Taken;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The order of deliveries: each one is taken once. */
class WorkQueueTest {

    private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);

    @Test
    void closingComesBeforeOpenBeforeBackfillAndTheNewestPeriodFirst() {
        WorkQueue<String> queue = queue();

        queue.offer(
                0,
                List.of(
                        work("a", "1", -3, Standing.NEW),
                        work("b", "1", -2, Standing.NEW),
                        work("c", "1", 1, Standing.NEW),
                        work("d", "1", 2, Standing.NEW),
                        work("e", "1", -4, Standing.RESTATED)),
                NOW);

        assertThat(all(queue)).containsExactly("e1", "d1", "c1", "b1", "a1");
    }

    @Test
    void pairsOfAMonthStayInTheOrderOfTheirSource() {
        WorkQueue<String> queue = queue();

        queue.offer(1, List.of(work("z", "1", 1, Standing.NEW), work("y", "1", 1, Standing.NEW)), NOW);
        queue.offer(0, List.of(work("x", "1", 1, Standing.NEW), work("w", "1", 1, Standing.NEW)), NOW);

        assertThat(all(queue)).containsExactly("x1", "w1", "z1", "y1");
    }

    @Test
    void scopeIsKeptBackUntilItsDeliveryIsDoneOrAllAreReleased() {
        WorkQueue<String> queue = queue();
        queue.offer(
                0,
                List.of(
                        work("a", "1", 1, Standing.NEW),
                        work("a", "2", 1, Standing.NEW),
                        work("b", "1", 1, Standing.NEW)),
                NOW);

        // When: the first is read, and not committed yet
        Taken<String> first = queue.next(NOW).orElseThrow();
        queue.hold(first);

        // Then: only other scopes are due
        Taken<String> other = queue.next(NOW).orElseThrow();
        assertThat(other.work().scope()).isEqualTo("b");
        queue.hold(other);
        assertThat(queue.next(NOW)).isEmpty();

        // When: one is committed, the other is lost
        queue.done(other);
        queue.release();

        // Then
        assertThat(all(queue)).containsExactly("a1", "a2");
    }

    @Test
    void newDeliveryOfTheOpenMonthWaitsForNothingButWhatIsBeingRead() {
        // Given: a back-fill that has waited for a long time
        WorkQueue<String> queue = queue();
        List<Work<String>> old = IntStream.range(0, 20)
                .mapToObj(month -> work("old" + month, "", -20 + month, Standing.NEW))
                .toList();
        queue.offer(0, old, NOW);
        Instant later = NOW.plus(Duration.ofDays(1));
        for (int i = 0; i < 7; i++) {
            queue.done(queue.next(later).orElseThrow());
        }

        // When
        List<Work<String>> offered = new ArrayList<>(old);
        offered.add(work("new", "", 1, Standing.NEW));
        queue.offer(0, offered, later);

        // Then
        assertThat(queue.next(later)).get().extracting(Taken::lane).isEqualTo(Lane.OPEN);
    }

    @Test
    void backfillOfSeveralDeliveriesStaysABackfillWhenTheFirstWasTaken() {
        WorkQueue<String> queue = queue();
        queue.offer(0, List.of(work("a", "1", -5, Standing.NEW), work("a", "2", -5, Standing.NEW)), NOW);
        queue.done(queue.next(NOW).orElseThrow());

        queue.offer(0, List.of(work("a", "1", -5, Standing.KNOWN), work("a", "2", -5, Standing.RESTATED)), NOW);

        assertThat(queue.next(NOW)).get().extracting(Taken::lane).isEqualTo(Lane.BACKFILL);
    }

    @Test
    void oldPeriodThatWasReadAndHasChangedIsTakenLikeAClosingOne() {
        WorkQueue<String> queue = queue();
        queue.offer(0, List.of(work("a", "1", -5, Standing.KNOWN)), NOW);
        assertThat(queue.waiting(Lane.BACKFILL)).isZero();

        int found =
                queue.offer(0, List.of(work("a", "1", -5, Standing.KNOWN), work("a", "2", -5, Standing.RESTATED)), NOW);

        assertThat(found).isOne();
        assertThat(queue.waiting(Lane.CLOSING)).isOne();
        assertThat(queue.next(NOW)).get().extracting(Taken::lane).isEqualTo(Lane.CLOSING);
    }

    @Test
    void newerDeliveryThatTakesAnothersPlaceDoesNotBeginToWaitAnew() {
        WorkQueue<String> queue = queue();
        queue.offer(0, List.of(work("a", "1", -5, Standing.NEW)), NOW);

        queue.offer(0, List.of(work("a", "2", -5, Standing.NEW)), NOW.plus(HOUR));

        assertThat(queue.next(NOW.plus(HOUR))).get().satisfies(taken -> {
            assertThat(taken.work().id()).isEqualTo("2");
            assertThat(taken.waited()).isEqualTo(HOUR);
        });
    }

    @Test
    void whatIsDroppedComesBackWhenItIsFoundAgain() {
        WorkQueue<String> queue = queue();
        List<Work<String>> works = List.of(work("a", "1", 1, Standing.NEW), work("a", "2", 1, Standing.NEW));
        queue.offer(0, works, NOW);

        queue.drop(0, "a");
        assertThat(queue.next(NOW)).isEmpty();
        assertThat(queue.waiting(Lane.OPEN)).isZero();

        queue.offer(0, works, NOW);
        assertThat(all(queue)).containsExactly("a1", "a2");
    }

    @Property(tries = 300)
    void everythingIsTakenOnceInTheOrderOfLanesPeriodsAndSources(@ForAll("works") List<List<Work<String>>> inputs) {
        WorkQueue<String> queue = queue();
        List<Work<String>> expected = new ArrayList<>();
        for (int origin = 0; origin < inputs.size(); origin++) {
            queue.offer(origin, inputs.get(origin), NOW);
            expected.addAll(inputs.get(origin));
        }
        Map<String, Lane> lanes = new HashMap<>();
        expected.forEach(
                work -> lanes.merge(work.scope(), lane(work), (one, other) -> one.compareTo(other) <= 0 ? one : other));
        Map<String, Integer> places = new HashMap<>();
        expected.forEach(work -> places.putIfAbsent(work.scope(), places.size()));
        expected.sort(Comparator.comparing((Work<String> work) -> lanes.get(work.scope()))
                .thenComparing(work -> lanes.get(work.scope()) == Lane.CLOSING
                        ? 0
                        : -work.periodStart().toEpochDay())
                .thenComparing(work -> places.get(work.scope())));

        assertThat(all(queue)).isEqualTo(expected.stream().map(Work::item).toList());
        for (Lane lane : Lane.values()) {
            assertThat(queue.waiting(lane)).isZero();
        }
    }

    @Property(tries = 200)
    void whileSomethingHasWaitedTooLongNoMoreThanABoundIsTakenBeforeIt(
            @ForAll("works") List<List<Work<String>>> inputs, @ForAll("works") List<List<Work<String>>> more) {
        // Given: deliveries that arrive while others wait, one after each that is taken
        WorkQueue<String> queue = queue();
        Map<String, Instant> waiting = new HashMap<>();
        List<List<Work<String>>> left = new ArrayList<>();
        for (int origin = 0; origin < inputs.size(); origin++) {
            left.add(new ArrayList<>(inputs.get(origin)));
            inputs.get(origin).forEach(work -> waiting.put(work.item(), NOW));
            queue.offer(origin, inputs.get(origin), NOW);
        }
        List<Work<String>> coming = more.stream().flatMap(List::stream).toList();
        int next = 0;
        int inTurn = 0;
        Instant now = NOW;
        Optional<Taken<String>> taken = queue.next(now);
        while (taken.isPresent()) {
            // Then
            Work<String> work = taken.get().work();
            Instant at = now;
            boolean isOverdue = waiting.values().stream()
                    .anyMatch(since -> Duration.between(since, at).compareTo(HOUR) > 0);
            inTurn = taken.get().isOutOfTurn() || !isOverdue ? 0 : inTurn + 1;
            assertThat(inTurn).isLessThanOrEqualTo(WorkQueue.MOST_IN_TURN);
            assertThat(waiting.remove(work.item())).as("taken once").isNotNull();
            queue.done(taken.get());

            // When
            now = now.plus(Duration.ofMinutes(20));
            if (next < coming.size()) {
                Work<String> come = coming.get(next);
                Work<String> fresh = new Work<>(
                        "new" + next, "", come.periodStart(), come.periodEnd(), come.standing(), "new" + next);
                next++;
                queue.offer(100 + next, List.of(fresh), now);
                waiting.put(fresh.item(), now);
            }
            taken = queue.next(now);
        }
        assertThat(waiting).isEmpty();
    }

    @Property(tries = 200)
    void nothingIsLostOrTakenTwiceHoweverOftenItIsOfferedAgain(@ForAll("works") List<List<Work<String>>> inputs) {
        WorkQueue<String> queue = queue();
        List<Work<String>> left = new ArrayList<>(inputs.get(0));
        int all = left.size();
        List<String> taken = new ArrayList<>();
        for (int look = 0; look < all; look++) {
            queue.offer(0, left, NOW.plus(HOUR.multipliedBy(look)));
            Taken<String> next = queue.next(NOW.plus(HOUR.multipliedBy(look))).orElseThrow();
            taken.add(next.work().item());
            if (look % 2 == 0) {
                queue.done(next);
            }
            left.remove(next.work());
        }
        queue.offer(0, left, NOW);

        assertThat(queue.next(NOW)).isEmpty();
        assertThat(taken)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        inputs.get(0).stream().map(Work::item).toList());
        for (Work<String> work : inputs.get(0)) {
            assertThat(taken.stream().filter(item -> item.startsWith(work.scope() + "/")))
                    .isSorted();
        }
    }

    @Provide
    Arbitrary<List<List<Work<String>>>> works() {
        Arbitrary<Integer> months = Arbitraries.integers().between(-30, 2);
        Arbitrary<Standing> standings = Arbitraries.of(Standing.NEW, Standing.NEW, Standing.RESTATED);
        Arbitrary<Integer> counts = Arbitraries.integers().between(1, 3);
        Arbitrary<List<Scope>> scopes = Combinators.combine(months, standings, counts)
                .as(Scope::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
        return scopes.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(inputs -> IntStream.range(0, inputs.size())
                        .mapToObj(origin -> works(origin, inputs.get(origin)))
                        .toList());
    }

    /** A scope to offer. */
    private record Scope(int month, Standing standing, int deliveries) {}

    private static List<Work<String>> works(int origin, List<Scope> scopes) {
        List<Work<String>> works = new ArrayList<>();
        for (int i = 0; i < scopes.size(); i++) {
            Scope scope = scopes.get(i);
            for (int delivery = 0; delivery < scope.deliveries(); delivery++) {
                works.add(work("scope" + origin + "-" + i, "/" + delivery, scope.month(), scope.standing()));
            }
        }
        return works;
    }

    private static Lane lane(Work<?> work) {
        return new Lanes(15).lane(work.periodEnd(), work.standing() == Standing.RESTATED, NOW);
    }

    private static WorkQueue<String> queue() {
        return new WorkQueue<>(new Lanes(15), HOUR);
    }

    private static Work<String> work(String scope, String id, int months, Standing standing) {
        LocalDate start = OCTOBER.plusMonths(months);
        return new Work<>(scope, id, start, start.plusMonths(1), standing, scope + id);
    }

    private static List<String> all(WorkQueue<String> queue) {
        List<String> all = new ArrayList<>();
        for (Optional<Taken<String>> next = queue.next(NOW); next.isPresent(); next = queue.next(NOW)) {
            all.add(next.get().work().item());
            queue.done(next.get());
        }
        return all;
    }
}
