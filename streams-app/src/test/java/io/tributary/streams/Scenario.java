package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.LedgerEntry;
import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A statement's deliveries one after the other, and what readers of the topics then have. */
abstract class Scenario {

    static final String PAYER = "012345678901";

    // Long ago, so that years can pass that are still before the clock.
    static final Instant FIRST = Instant.parse("2021-11-02T00:00:00Z");
    static final Instant SECOND = FIRST.plus(Duration.ofDays(1));
    static final Instant THIRD = SECOND.plus(Duration.ofDays(1));
    static final Instant FOURTH = THIRD.plus(Duration.ofDays(1));

    /** More than the memory after {@link #FIRST}, and the windows that it may end in. */
    static final Instant FORGOTTEN = FIRST.plus(Duration.ofDays(600));

    @TempDir
    Path state;

    Harness harness;

    @BeforeEach
    void start() {
        harness = new Harness(state, Map.of());
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    /** Pages of {@link SmallBill}'s payer and month in the report that {@code report} names. */
    static Pages pages(String report, String deliveryId, Instant deliveryTime, Instant published) {
        return new Pages(PAYER, SmallBill.NOVEMBER, deliveryId, deliveryTime, published).ofReport(report);
    }

    /** The delivery of {@code bill}, two rows a page, as the reading of that id cuts it. */
    static List<RawPage> read(SmallBill bill, String deliveryId, Instant time, String reading) {
        return read(bill, deliveryId, time, reading, 2);
    }

    static List<RawPage> read(SmallBill bill, String deliveryId, Instant time, String reading, int rowsPerPage) {
        return pages("report", deliveryId, time, time)
                .ofReading(reading)
                .of(SmallBill.HEADER, bill.rows(), rowsPerPage);
    }

    /** What is published of the payer's month, as the reading that hands it back. */
    List<RawPage> rebuild(String deliveryId, Instant published) {
        return pages("report", deliveryId, published, published)
                .ofReading("rebuild-" + published)
                .rebuild(harness.published(PAYER), 2);
    }

    /** The live records' total, for those who upsert by key. */
    void live(String billed) {
        harness.settle();
        assertThat(harness.billed()).as("live").isEqualByComparingTo(billed);
    }

    /** The total for those who upsert, who add up changes, deliveries, or the ledger. */
    void total(String billed) {
        live(billed);
        assertThat(harness.billedByChanges).as("sum of changes").isEqualByComparingTo(billed);
        assertThat(harness.billedByDeliveries()).as("what deliveries changed").isEqualByComparingTo(billed);
        assertThat(ledger(LedgerEntry::getBilledCost)).as("ledger").isEqualByComparingTo(billed);
    }

    BigDecimal ledger(Function<LedgerEntry, BigDecimal> column) {
        return harness.entries.stream().map(column).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal live(Function<CostRecord, BigDecimal> column) {
        return harness.live.values().stream().map(column).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    Delivery verdict(String deliveryId) {
        harness.settle();
        assertThat(harness.verdicts()).containsKey(deliveryId);
        return harness.verdicts().get(deliveryId);
    }

    void is(String deliveryId, String expected) {
        Delivery verdict = verdict(deliveryId);
        assertThat(verdict.getState()).as(verdict.getVerdict()).isEqualTo(expected);
    }

    void complete(String deliveryId) {
        is(deliveryId, "COMPLETE");
        assertThat(verdict(deliveryId).getConserved()).isTrue();
    }
}
