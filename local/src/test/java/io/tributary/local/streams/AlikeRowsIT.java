package io.tributary.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Delivery;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month all of whose rows are alike: one natural key, and a cost of its own each. Through a broker with the sizes
 * that Kafka sets by itself, with the ledger, across restarts. {@code -Dalike.rows} says how many rows, and has the
 * times printed; docs/benchmarks.md has the numbers.
 */
@Timeout(900)
class AlikeRowsIT {

    private static final boolean MEASURED = System.getProperty("alike.rows") != null;
    private static final int ROWS = Integer.getInteger("alike.rows", 40_000);
    private static final int ROWS_PER_PAGE = 2_000;
    private static final int LARGEST_CHANGELOG_VALUE = 256 * 1024;
    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(10));

    @TempDir
    private Path directory;

    private Stage stage;
    private Feed feed;
    private int publishedBefore;

    @BeforeEach
    void start() {
        stage = new Stage(directory, 1, Map.of("streams.ledger", "true"));
        feed = new Feed(stage.settings());
    }

    @AfterEach
    void stop() {
        feed.close();
        stage.close();
    }

    @Test
    void monthOfAlikeRowsIsExactAcrossRestartsAndLostState() throws Exception {
        // A changed row takes the lowest place that its page leaves free. Rows are removed evenly, so that no page has
        // to take the place of a row that a later page states: only what was changed is restated.
        IntFunction<String> second = i -> i % 100 == 25 ? null : i % 100 == 50 ? cost(1, i) : cost(0, i);
        IntFunction<String> fourth = i -> i % 100 == 75 ? null : i % 200 == 10 ? cost(2, i) : second.apply(i);

        SmallBill bill = bill(costs(i -> cost(0, i)));
        stage.start();
        deliver(bill, "d1");
        assertDelivered(bill, "d1", new Changed(ROWS, 0, 0));

        bill = bill(costs(second));
        deliver(bill, "d2");
        assertDelivered(bill, "d2", new Changed(0, ROWS / 100, ROWS / 100));

        stage.stop();
        stage.start();
        List<String> inOtherOrder = costs(second);
        Collections.shuffle(inOtherOrder, new Random(1));
        bill = bill(inOtherOrder);
        deliver(bill, "d3");
        assertDelivered(bill, "d3", new Changed(0, 0, 0));

        stage.stop();
        stage.clearState();
        stage.start();
        bill = bill(costs(fourth));
        deliver(bill, "d4");
        assertDelivered(bill, "d4", new Changed(0, ROWS / 200, ROWS / 100));

        int largest = stage.largestChangelogValue();
        if (MEASURED) {
            System.out.printf("rows=%d: largest value of a changelog %d bytes%n", ROWS, largest);
        }
        assertThat(largest).isBetween(1, LARGEST_CHANGELOG_VALUE);
    }

    /** How many records a delivery adds, restates and withdraws. */
    private record Changed(int added, int restated, int vanished) {

        int published() {
            return added + restated + vanished;
        }
    }

    /** A cost that no other row has: {@code whole} units, and a fraction of the row's own. */
    private static String cost(int whole, int row) {
        return whole + "." + (1_000_000 + row);
    }

    private static List<String> costs(IntFunction<String> costOf) {
        return new ArrayList<>(IntStream.range(0, ROWS)
                .mapToObj(costOf)
                .filter(cost -> cost != null)
                .toList());
    }

    private static SmallBill bill(List<String> costs) {
        SmallBill bill = SmallBill.november();
        costs.forEach(cost -> bill.usage("alike", cost));
        return bill;
    }

    private void deliver(SmallBill bill, String deliveryId) throws Exception {
        publishedBefore = feed.published();
        Instant time = START.plusSeconds(feed.part(0).deliveries.size());
        stage.publish(0, bill.delivered(deliveryId, time, ROWS_PER_PAGE));
        long start = System.nanoTime();
        Duration processorTime = stage.processorTime();
        feed.awaitState(0, deliveryId, "COMPLETE");
        if (MEASURED) {
            System.out.printf(
                    "rows=%d delivery=%s: complete after %d ms, %d ms of CPU; load of the machine %.1f%n",
                    bill.size(),
                    deliveryId,
                    Duration.ofNanos(System.nanoTime() - start).toMillis(),
                    stage.processorTime().minus(processorTime).toMillis(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    private void assertDelivered(SmallBill bill, String deliveryId, Changed changed) {
        Feed.Part part = feed.part(0);
        assertThat(part.live).hasSize(bill.size());
        assertThat(part.billed()).isEqualByComparingTo(bill.total());
        assertThat(part.changes).isEqualByComparingTo(bill.total());
        assertThat(part.ledger).isEqualByComparingTo(bill.total());
        assertThat(part.published - publishedBefore).isEqualTo(changed.published());

        Delivery delivery = part.deliveries.get(deliveryId);
        assertThat(delivery.getConserved()).isTrue();
        assertThat(delivery.getRowsSeen()).isEqualTo(bill.size());
        assertThat(delivery.getRecordsAdded()).isEqualTo(changed.added());
        assertThat(delivery.getRecordsRestated()).isEqualTo(changed.restated());
        assertThat(delivery.getRecordsVanished()).isEqualTo(changed.vanished());
        assertThat(delivery.getRecordsUnchanged()).isEqualTo(bill.size() - changed.added() - changed.restated());
        assertThat(delivery.getTotals()).singleElement().satisfies(totals -> {
            assertThat(totals.getSourceCost()).isEqualByComparingTo(bill.total());
            assertThat(totals.getBilledCost()).isEqualByComparingTo(bill.total());
        });
    }
}
