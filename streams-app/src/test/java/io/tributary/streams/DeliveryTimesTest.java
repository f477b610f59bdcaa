package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clocks that disagree, times that go back, and deliveries of which nothing could be taken. */
class DeliveryTimesTest extends Scenario {

    private static final String KEY = PAYER + "|2025-11-01";

    private static SmallBill two() {
        return SmallBill.november().usage("a", "4").usage("b", "6");
    }

    /** The delivery as it is taken at {@code now} by the application's clock. */
    private void sendAt(Instant now, List<RawPage> pages) {
        pages.forEach(page -> harness.sendBytes(KEY, harness.bytes(page), now));
    }

    /** The time by both clocks there are, this machine's and the application's, which is moved to it. */
    private Instant now() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        harness.advanceWallClock(Duration.between(Harness.START, now));
        return now;
    }

    private static List<RawPage> readAt(Instant extracted, SmallBill bill, Instant deliveryTime) {
        return pages("report", "d1", deliveryTime, extracted).ofReading("r1").of(SmallBill.HEADER, bill.rows(), 1);
    }

    @Test
    void deliveryOfAnExtractorWhoseClockIsAheadIsTakenAndToldOf() {
        Instant now = now();
        sendAt(now, readAt(now.plus(Duration.ofMinutes(6)), two(), now));

        total("10");
        complete("d1");
        Delivery delivery = verdict("d1");
        assertThat(delivery.getPagesFromFuture()).isBetween(2, 3);
        assertThat(delivery.getVerdict()).containsIgnoringCase("clock");
        assertThat(delivery.getPagesRejected()).isZero();
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void deliveryOfAClockThatIsRightSaysNothingOfIt() {
        Instant now = now();
        sendAt(now, readAt(now, two(), now));

        complete("d1");
        assertThat(verdict("d1").getPagesFromFuture()).isZero();
        assertThat(verdict("d1").getVerdict()).doesNotContainIgnoringCase("clock");
    }

    /** Years ahead, in the pages and on their records: time does not follow, and nothing is forgotten for it. */
    @Test
    void recordsFromFarAheadDoNotMakeTheApplicationForget() {
        Instant now = now();
        harness.send(read(two(), "d1", now.minus(Duration.ofDays(2)), "r1"));
        Instant future = now.plus(Duration.ofDays(4_000));
        Pages october = new Pages(PAYER, SmallBill.NOVEMBER.minusMonths(1), "o1", now, future).ofReading("r2");
        SmallBill other = new SmallBill(SmallBill.NOVEMBER.minusMonths(1)).usage("x", "1");
        sendAt(future, october.of(SmallBill.HEADER, other.rows(), 2));
        harness.send(read(SmallBill.november().usage("a", "5").usage("b", "6"), "d2", now, "r3"));

        total("12");
        complete("d2");
        complete("o1");
        assertThat(verdict("o1").getPagesFromFuture()).isPositive();
        assertThat(verdict("d2").getRecordsRestated()).isEqualTo(1);
    }

    /** The first record of a partition is from far ahead: what it brings must not be kept under the year 1970. */
    @Test
    void firstRecordFromFarAheadCountsAsNow() {
        Instant now = now();
        Instant future = now.plus(Duration.ofDays(4_000));
        sendAt(future, readAt(future, two(), now));
        complete("d1");
        harness.send(read(SmallBill.november().usage("a", "4").usage("b", "7"), "d2", now.plusSeconds(60), "r2"));

        total("11");
        complete("d2");
        assertThat(verdict("d2").getRecordsRestated()).isEqualTo(1);
    }

    /** Offsets are reset: the partition's time, which is kept with them, begins anew with the oldest page. */
    @Test
    void timeIsKeptOverAResetOfTheOffsets() {
        List<RawPage> first = read(two(), "d1", FIRST, "r1");
        harness.send(first);
        Instant later = FIRST.plus(Duration.ofDays(390));
        harness.send(read(two(), "d2", later, "r2"));

        harness.restart();
        harness.send(first);
        Instant latest = later.plus(Duration.ofDays(390));
        harness.send(read(SmallBill.november().usage("a", "5").usage("b", "6"), "d3", latest, "r3"));

        total("11");
        complete("d3");
        assertThat(harness.published).isEqualTo(3);
    }

    @Test
    void replayedPagesOfLongAgoAreKeptAsOfToday() {
        List<RawPage> first = read(two(), "d1", FIRST, "r1");
        harness.send(first);
        Instant later = FIRST.plus(Duration.ofDays(300));
        SmallBill other = new SmallBill(SmallBill.NOVEMBER.minusMonths(1)).usage("x", "1");
        harness.send(other.delivered("o1", later, later));
        harness.send(Pages.replayed(first, "r2"));
        Instant latest = later.plus(Duration.ofDays(390));
        harness.send(read(SmallBill.november().usage("a", "4").usage("b", "7"), "d2", latest, "r3"));

        total("12");
        complete("d2");
    }

    @Test
    void deliveryAllOfWhosePagesWereRefusedIsToldOf() {
        List<RawPage> damaged = read(two(), "d1", FIRST, "r1", 1).subList(0, 2);
        damaged.forEach(page -> page.setChecksum(page.getChecksum() + 1));
        harness.send(damaged);

        total("0");
        Delivery delivery = verdict("d1");
        assertThat(delivery.getPagesSeen()).isZero();
        assertThat(delivery.getPagesRejected()).isEqualTo(2);
        assertThat(delivery.getState()).isNotEqualTo("COMPLETE");
        assertThat(harness.deadLetters()).hasSize(2);
    }

    @Test
    void deliveryAllOfWhosePagesWereRefusedLeavesTheOneBeforeAsItIs() {
        harness.send(read(two(), "d1", FIRST, "r1"));
        SmallBill more = two().usage("c", "1");
        List<RawPage> good = read(more, "d2", SECOND, "r2");
        List<RawPage> damaged = Pages.replayed(good, "r2");
        damaged.subList(0, 2).forEach(page -> page.setChecksum(page.getChecksum() + 1));
        harness.send(damaged);
        total("10");
        is("d2", "INCOMPLETE");
        assertThat(verdict("d2").getPagesRejected()).isEqualTo(2);

        harness.send(good);

        total("11");
        complete("d2");
    }
}
