package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random deliveries, one after the other, whose pages come in any order and again and again: after each, what is live
 * is what the delivery states, and the changes add up to it.
 */
class RandomDeliveriesTest {

    private static final int DELIVERIES = 6;

    @TempDir
    private Path state;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsLiveIsWhatTheLastDeliveryStates(long seed) {
        Random random = new Random(seed);
        List<RawPage> sent = new ArrayList<>();
        try (Harness harness = new Harness(state, Map.of("streams.vanished.max.share", "1"))) {
            Instant time = Harness.START;
            for (int number = 1; number <= DELIVERIES; number++) {
                time = time.plus(Duration.ofHours(1 + random.nextInt(200)));
                Report report = report(random, "d" + number);
                List<RawPage> pages = report.delivered("d" + number, time);
                send(harness, random, pages, sent);
                sent.addAll(pages);

                Delivery delivery = harness.deliveries().get("d" + number);
                assertThat(delivery.getState()).isEqualTo("COMPLETE");
                assertThat(delivery.getConserved()).isTrue();
                assertThat(delivery.getRowsSeen()).isEqualTo(report.size());
                assertThat(harness.billed()).isEqualByComparingTo(report.unblended());
                assertThat(harness.billedByChanges).isEqualByComparingTo(report.unblended());
                assertThat(delivery.getTotals().get(0).getBilledCost()).isEqualByComparingTo(report.unblended());
                assertThat(delivery.getTotals().get(0).getEffectiveCost()).isEqualByComparingTo(harness.effective());
                assertThat(delivery.getRecordsAdded() + delivery.getRecordsUnchanged() + delivery.getRecordsRestated())
                        .isEqualTo(harness.live.size());
            }
            assertThat(harness.deadLetters()).isEmpty();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    /** The pages in any order, some twice, some of older deliveries between them, and the completion at the end. */
    private static void send(Harness harness, Random random, List<RawPage> pages, List<RawPage> older) {
        List<RawPage> shuffled = new ArrayList<>(pages.subList(0, pages.size() - 1));
        List<RawPage> again =
                shuffled.stream().filter(page -> random.nextInt(3) == 0).toList();
        shuffled.addAll(again);
        Collections.shuffle(shuffled, random);
        for (RawPage page : shuffled) {
            harness.send(page);
            if (!older.isEmpty() && random.nextInt(3) == 0) {
                harness.send(older.get(random.nextInt(older.size())));
            }
        }
        harness.send(pages.get(pages.size() - 1));
    }

    /** Rows of a few resources, so that many are alike, with costs of few values, so that many say the same. */
    private static Report report(Random random, String lineItems) {
        Report report = Report.of(lineItems);
        int rows = 1 + random.nextInt(25);
        for (int i = 0; i < rows; i++) {
            String resource = "r" + random.nextInt(8);
            String cost = BigDecimal.valueOf(random.nextInt(7) - 2, random.nextInt(11))
                    .toPlainString();
            switch (random.nextInt(6)) {
                case 0:
                    report.covered(resource, cost, "0.1");
                    break;
                case 1:
                    report.negation("-" + random.nextInt(3));
                    break;
                case 2:
                    report.planFee(cost, "0");
                    break;
                case 3:
                    report.row("lineItem/LineItemType", "Tax", "lineItem/UnblendedCost", cost);
                    break;
                default:
                    report.usage(resource, cost);
                    break;
            }
        }
        return report.usage("always", "1");
    }
}
