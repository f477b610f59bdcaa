package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Google only ever adds rows, in slices: each counts once, however often and in whatever order it is read. */
class GcpDeliveriesTest {

    private static final String PROMOTION = "[{\"name\":\"Gift\",\"type\":\"PROMOTION\",\"amount\":-1.5}]";
    private static final String DISCOUNT = "[{\"name\":\"Less\",\"type\":\"DISCOUNT\",\"amount\":-0.25}]";

    private static final GcpSlice FIRST = november("2025-11-02", "2025-11-02T05:00:00.000001Z")
            .usage("web-1", "2025-11-01", "2", PROMOTION)
            .usage("web-1", "2025-11-01", "2", PROMOTION)
            .usage("web-2", "2025-11-01", "1", DISCOUNT);
    // The same usage again, added later: other rows.
    private static final GcpSlice SECOND = november("2025-11-02", "2025-11-02T09:00:00.000002Z")
            .usage("web-1", "2025-11-01", "2", PROMOTION)
            .usage("web-3", "2025-11-01", "5", "[]");
    // As the second to the microsecond, in another partition.
    private static final GcpSlice SAME_TIME_NEXT_DAY =
            november("2025-11-03", "2025-11-02T09:00:00.000002Z").usage("web-3", "2025-11-01", "5", "[]");
    private static final List<GcpSlice> SLICES = List.of(FIRST, SECOND, SAME_TIME_NEXT_DAY);
    private static final String TOTAL = "12.25";

    @TempDir
    private Path state;

    private Harness harness;
    private Instant now = Harness.START;

    private final Map<String, Delivery> deliveries = new HashMap<>();

    @BeforeEach
    void start() {
        harness = new Harness(state, Map.of());
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private static GcpSlice november(String partition, String exportTime) {
        return GcpSlice.of(GcpSlice.NOVEMBER, partition, exportTime);
    }

    @Test
    void costAndCreditsOfAllSlicesAddUp() {
        SLICES.forEach(slice -> read(slice, "r" + SLICES.indexOf(slice)));

        assertTotal(TOTAL);
        assertThat(harness.live.values())
                .filteredOn(record -> record.getChargeCategory().toString().equals("Credit"))
                .hasSize(3);
        assertThat(deliveries.values()).allMatch(Delivery::getConserved);
    }

    @Test
    void rowsThatAreAlikeAreAllKept() {
        read(FIRST, "r1");

        assertTotal("1.75");
        assertThat(harness.live.values())
                .filteredOn(record -> "web-1".equals(String.valueOf(record.getResourceName())))
                .filteredOn(record -> record.getXRecordPart() == null)
                .extracting(CostRecord::getXOrdinal)
                .containsExactlyInAnyOrder(0, 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void slicesMayBeReadInAnyOrderAndAnyNumberOfTimes(long seed) {
        List<GcpSlice> readings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readings.addAll(SLICES);
        }
        Collections.shuffle(readings, new Random(seed));

        for (int i = 0; i < readings.size(); i++) {
            read(readings.get(i), "r" + i);
            if (i == 5) {
                harness.restart();
            }
        }

        assertTotal(TOTAL);
        // Five rows with the credits of three, and one, each published once.
        assertThat(harness.log).hasSize(9);
    }

    @Test
    void sliceReadAnewChangesNothing() {
        read(FIRST, "r1");
        read(FIRST, "r2");

        assertTotal("1.75");
        assertThat(delivery("r2").getRecordsUnchanged()).isEqualTo(5);
        assertThat(harness.log).hasSize(5);
    }

    @Test
    void lateSliceOfAnOldPartitionIsAdded() {
        SLICES.forEach(slice -> read(slice, "r" + SLICES.indexOf(slice)));
        now = now.plus(Duration.ofDays(20));

        read(november("2025-11-02", "2025-11-22T05:00:00.000000Z").usage("web-9", "2025-11-01", "0.5", "[]"), "late");

        assertTotal("12.75");
        assertThat(delivery("late").getState()).isEqualTo("COMPLETE");
    }

    @Test
    void rowsThatJoinASliceAreAddedToIt() {
        GcpSlice early = november("2025-11-02", "2025-11-02T05:00:00.000001Z")
                .usage("web-1", "2025-11-01", "2", PROMOTION)
                .usage("web-2", "2025-11-01", "1", DISCOUNT);
        read(early, "r1");
        assertTotal("1.25");

        read(FIRST, "r2");

        assertTotal("1.75");
        assertThat(delivery("r2").getRecordsUnchanged()).isEqualTo(3);
        assertThat(delivery("r2").getRecordsAdded()).isEqualTo(2);
    }

    @Test
    void rowsThatASliceNoLongerHasAreTakenBack() {
        read(FIRST, "r1");
        GcpSlice fewer = november("2025-11-02", "2025-11-02T05:00:00.000001Z")
                .usage("web-1", "2025-11-01", "2", PROMOTION)
                .usage("web-2", "2025-11-01", "1", DISCOUNT);

        read(fewer, "r2");
        if (delivery("r2").getState().equals("HELD")) {
            now = now.plus(Duration.ofHours(1));
            harness.send(fewer.instruction("CONFIRM", "r2", now));
            deliveries.putAll(harness.deliveries());
        }

        assertTotal("1.25");
        assertThat(harness.live).hasSize(3);
    }

    @Test
    void correctionOfLastMonthIsBilledInThisOne() {
        GcpSlice october = GcpSlice.of(GcpSlice.OCTOBER, "2025-10-20", "2025-10-20T05:00:00.000000Z")
                .usage("web-1", "2025-10-19", "7", "[]");
        GcpSlice negation = november("2025-11-05", "2025-11-05T05:00:00.000000Z")
                .correction("web-1", "2025-10-19", "-7")
                .correction("web-1", "2025-10-19", "6");
        read(negation, "n");
        read(october, "o");

        assertTotal("6");
        assertThat(billedIn("2025-10-01T00:00:00Z")).isEqualByComparingTo("7");
        assertThat(billedIn("2025-11-01T00:00:00Z")).isEqualByComparingTo("-1");
        assertThat(harness.live.values())
                .filteredOn(record -> "Correction".equals(String.valueOf(record.getChargeClass())))
                .hasSize(2);
    }

    @Test
    void standardTableBesideTheDetailedOneIsNotCountedTwice() {
        read(FIRST, "r1");
        GcpSlice standard = november("2025-11-02", "2025-11-02T05:00:00.000001Z")
                .usage("web-1", "2025-11-01", "2", PROMOTION)
                .ofStandardTable();
        read(standard, "s1");
        assertTotal("1.75");
        now = now.plus(Duration.ofHours(1));
        harness.send(standard.instruction("PREFER", "s1", now));

        assertThat(harness.billed()).isEqualByComparingTo("1.75");
        assertThat(delivery("s1").getState()).isEqualTo("CONFLICT");
        assertThat(delivery("s1").getVerdict()).contains("gcp.detailed");
        assertThat(harness.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getMessage()).contains("gcp.standard", "cannot be preferred"));
        read(SECOND, "r2");
        assertThat(delivery("r2").getState()).isEqualTo("COMPLETE");
    }

    private BigDecimal billedIn(String month) {
        return harness.live.values().stream()
                .filter(record -> record.getBillingPeriodStart().equals(Instant.parse(month)))
                .map(CostRecord::getBilledCost)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void read(GcpSlice slice, String deliveryId) {
        now = now.plus(Duration.ofMinutes(10));
        harness.send(slice.read(deliveryId, now));
        deliveries.putAll(harness.deliveries());
    }

    private Delivery delivery(String id) {
        return deliveries.get(id);
    }

    private void assertTotal(String billed) {
        assertThat(harness.billed()).isEqualByComparingTo(billed);
        assertThat(harness.effective()).isEqualByComparingTo(billed);
        assertThat(harness.billedByChanges).isEqualByComparingTo(billed);
        assertThat(harness.ledgerByAccount.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(billed);
        assertThat(harness.deadLetters()).isEmpty();
    }
}
