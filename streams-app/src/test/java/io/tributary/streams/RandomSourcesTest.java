package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A payer's three sources deliver, break off, and are preferred at random: what is live is what the last complete
 * delivery of the preferred one states, and the log and the ledger always add up to it.
 */
class RandomSourcesTest {

    private static final int STEPS = 14;

    @TempDir
    private Path state;

    private Harness harness;
    private Random random;
    private Instant now;
    private List<RawPage> taken;

    /** The source that is published; {@code null} before the first. */
    private Source owner;

    /** Whether the last that it sent was complete. */
    private boolean settled;

    /** Whether it was preferred to another, which it has not replaced yet. */
    private boolean takesOver;

    private enum Source {
        LEGACY,
        DATA_EXPORT,
        FOCUS
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyMonthCountsOnce(long seed) {
        random = new Random(seed);
        now = Harness.START;
        taken = new ArrayList<>();
        harness = new Harness(state, Map.of("streams.vanished.max.share", "0.25"));
        try {
            for (int step = 0; step < STEPS; step++) {
                now = now.plus(Duration.ofHours(1 + random.nextInt(50)));
                step(step);
                assertThat(harness.billedByChanges).isEqualByComparingTo(harness.billed());
                assertThat(harness.ledgerByAccount.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(harness.billed());
            }
            assertThat(harness.deadLetters()).isEmpty();
        } finally {
            harness.close();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 6);
    }

    private void step(int step) {
        Source source = Source.values()[random.nextInt(3)];
        switch (random.nextInt(8)) {
            case 0:
                harness.restart();
                break;
            case 1, 2:
                prefer(source);
                break;
            case 3:
                deliver(source, "d" + step, false);
                break;
            default:
                deliver(source, "d" + step, true);
                break;
        }
        if (settled && !taken.isEmpty()) {
            // What was taken before comes again, and changes nothing.
            BigDecimal before = harness.billed();
            harness.send(taken.get(random.nextInt(taken.size())));
            assertThat(harness.billed()).isEqualByComparingTo(before);
        }
    }

    private void prefer(Source source) {
        BigDecimal before = harness.billed();
        harness.send(
                switch (source) {
                    case LEGACY -> Report.of("line").pages("any", now).instruction("PREFER");
                    case DATA_EXPORT ->
                        Report.of("line").exportPages("any", now).instruction("PREFER");
                    case FOCUS -> AwsFocusBill.november().instruction("PREFER", "any", now);
                });
        assertThat(harness.billed()).isEqualByComparingTo(before);
        settled &= owner == source;
        takesOver |= owner != source && !harness.live.isEmpty();
        owner = source;
    }

    private void deliver(Source source, String deliveryId, boolean whole) {
        BigDecimal before = harness.billed();
        BigDecimal stated = BigDecimal.ZERO;
        Report report = Report.of(deliveryId);
        AwsFocusBill bill = AwsFocusBill.november();
        // Never fewer than three quarters of the most that there may be, so that none of a source's own is held.
        int rows = 9 + random.nextInt(3);
        for (int row = 0; row < rows; row++) {
            String cost = BigDecimal.valueOf(random.nextInt(9) - 2, random.nextInt(11))
                    .toPlainString();
            report.usage("i-" + random.nextInt(6), cost);
            bill.usage("i-" + random.nextInt(6), cost);
            stated = stated.add(new BigDecimal(cost));
        }
        // One that takes over may have far fewer rows.
        boolean few = takesOver && owner == Source.FOCUS && random.nextBoolean();
        List<RawPage> pages = switch (source) {
            case LEGACY -> report.delivered(deliveryId, now);
            case DATA_EXPORT -> report.exported(deliveryId, now);
            case FOCUS ->
                few
                        ? AwsFocusBill.november()
                                .usage("i-1", stated.toPlainString())
                                .delivered(deliveryId, now)
                        : bill.delivered(deliveryId, now);
        };
        harness.send(whole ? pages : pages.subList(0, 1));
        if (owner != null && owner != source) {
            assertThat(harness.billed()).isEqualByComparingTo(before);
            assertThat(harness.deliveries().get(deliveryId).getState()).isEqualTo("CONFLICT");
            return;
        }
        owner = source;
        settled = whole;
        if (whole) {
            assertThat(harness.deliveries().get(deliveryId).getState()).isEqualTo("COMPLETE");
            assertThat(harness.billed()).isEqualByComparingTo(stated);
            takesOver = false;
            taken.addAll(pages);
        }
    }
}
