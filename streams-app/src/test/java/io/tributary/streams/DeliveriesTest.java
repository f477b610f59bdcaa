package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a delivery publishes when another one went before it, and what is said of it. */
class DeliveriesTest {

    private static final Instant FIRST = Harness.START;
    private static final Instant SECOND = FIRST.plus(Duration.ofDays(1));
    private static final Instant THIRD = SECOND.plus(Duration.ofDays(1));

    @TempDir
    private Path state;

    private Harness harness;

    @BeforeEach
    void start() {
        harness = new Harness(state, Map.of());
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void deliveryThatSaysTheSameIsSilent() {
        harness.send(bill("d1", "1", "2").delivered("d1", FIRST));
        harness.send(bill("d2", "1", "2").delivered("d2", SECOND));

        assertThat(harness.published).isEqualTo(2);
        Delivery delivery = harness.deliveries().get("d2");
        assertThat(delivery.getState()).isEqualTo("COMPLETE");
        assertThat(delivery.getRowsUnchanged()).isEqualTo(2);
        assertThat(delivery.getRecordsUnchanged()).isEqualTo(2);
        assertThat(delivery.getRowsPublished()).isZero();
        assertThat(delivery.getTotals().get(0).getBilledCost()).isEqualByComparingTo("3");
        assertThat(delivery.getTotals().get(0).getRestatedBilledCost()).isEqualByComparingTo("0");
    }

    @Test
    void newRecordIsAddedWithItsWholeMoney() {
        harness.send(bill("d1", "1.50", "2").delivered("d1", FIRST));

        assertThat(harness.log).hasSize(2);
        assertThat(headers(harness.log.get(0)))
                .containsExactly(
                        Map.entry("billing.change", "added"),
                        Map.entry("billing.delivery", "d1"),
                        Map.entry("billing.currency", "USD"),
                        Map.entry("billing.billed.change", "1.5"),
                        Map.entry("billing.effective.change", "1.5"));
        CostRecord record = harness.log.get(0).value();
        assertThat(harness.log.get(0).key()).isEqualTo(record.getXRecordId());
        assertThat(record.getXDeliveryId()).isEqualTo("d1");
        assertThat(record.getXDeliveryTime()).isEqualTo(FIRST);
        assertThat(record.getXPageNumber()).isZero();
        assertThat(record.getXPageRow()).isZero();
        assertThat(record.getXOrdinal()).isZero();
    }

    @Test
    void changedAmountIsRestatedUnderItsKeyWithTheChange() {
        harness.send(bill("d1", "1.5", "2").delivered("d1", FIRST));
        harness.send(bill("d2", "1.25", "2").delivered("d2", SECOND));

        assertThat(harness.log).hasSize(3);
        TestRecord<String, CostRecord> restated = harness.log.get(2);
        assertThat(restated.key()).isEqualTo(harness.log.get(0).key());
        assertThat(restated.value().getBilledCost()).isEqualByComparingTo("1.25");
        assertThat(restated.value().getXDeliveryId()).isEqualTo("d2");
        assertThat(headers(restated))
                .containsEntry("billing.change", "restated")
                .containsEntry("billing.delivery", "d2")
                .containsEntry("billing.billed.change", "-0.25")
                .containsEntry("billing.effective.change", "-0.25");
        Delivery delivery = harness.deliveries().get("d2");
        assertThat(delivery.getRecordsRestated()).isEqualTo(1);
        assertThat(delivery.getRecordsUnchanged()).isEqualTo(1);
        assertThat(delivery.getTotals().get(0).getRestatedBilledCost()).isEqualByComparingTo("-0.25");
    }

    @Test
    void invoiceIdThatIsFilledInIsARestatementOfNoMoney() {
        harness.send(Report.of("d1").row("bill/InvoiceId", "").delivered("d1", FIRST));
        harness.send(Report.of("d2").row("bill/InvoiceId", "4711").delivered("d2", SECOND));

        assertThat(harness.log).hasSize(2);
        assertThat(harness.live).hasSize(1);
        assertThat(harness.log.get(1).value().getInvoiceId()).isEqualTo("4711");
        assertThat(headers(harness.log.get(1)))
                .containsEntry("billing.change", "restated")
                .containsEntry("billing.billed.change", "0")
                .containsEntry("billing.effective.change", "0");
    }

    @Test
    void numberThatIsWrittenAnotherWayIsARestatementOfNoMoneyAtMost() {
        harness.send(bill("d1", "2.50", "2").delivered("d1", FIRST));
        harness.send(bill("d2", "2.5", "2").delivered("d2", SECOND));

        assertThat(harness.billed()).isEqualByComparingTo("4.5");
        assertThat(harness.billedByChanges).isEqualByComparingTo("4.5");
    }

    @Test
    void amortizedCostChangesAlone() {
        harness.send(Report.of("d1").covered("a", "1", "0.6").negation("-1").delivered("d1", FIRST));
        harness.send(Report.of("d2").covered("a", "1", "0.5").negation("-1").delivered("d2", SECOND));

        assertThat(headers(harness.log.get(1)))
                .containsEntry("billing.billed.change", "0")
                .containsEntry("billing.effective.change", "-0.1");
        assertThat(harness.effective()).isEqualByComparingTo("0.5");
    }

    @Test
    void withdrawnRecordIsATombstoneWithTheChange() {
        harness.send(bill("d1", "1", "2").delivered("d1", FIRST));
        harness.send(Report.of("d2").usage("a", "1").delivered("d2", SECOND));

        TestRecord<String, CostRecord> withdrawn = harness.log.get(2);
        assertThat(withdrawn.key()).isEqualTo(harness.log.get(1).key());
        assertThat(withdrawn.value()).isNull();
        assertThat(headers(withdrawn))
                .containsEntry("billing.change", "vanished")
                .containsEntry("billing.delivery", "d2")
                .containsEntry("billing.currency", "USD")
                .containsEntry("billing.billed.change", "-2")
                .containsEntry("billing.effective.change", "-2");
    }

    @Test
    void olderDeliveryIsSupersededByOneThatIsComplete() {
        harness.send(bill("d2", "1", "2").delivered("d2", SECOND));
        harness.send(bill("d1", "8", "9").delivered("d1", FIRST));

        assertThat(harness.billed()).isEqualByComparingTo("3");
        Delivery older = harness.deliveries().get("d1");
        assertThat(older.getState()).isEqualTo("SUPERSEDED");
        assertThat(older.getVerdict()).contains("d2").contains("complete");
    }

    @Test
    void olderDeliveryIsSupersededByOneThatHasBegun() {
        List<RawPage> newer = bill("d2", "1", "2").usage("c", "4").delivered("d2", SECOND);
        harness.send(newer.get(0));
        harness.send(bill("d1", "8", "9").delivered("d1", FIRST));
        harness.send(newer.subList(1, 3));

        assertThat(harness.billed()).isEqualByComparingTo("7");
        Map<String, Delivery> deliveries = harness.deliveries();
        assertThat(deliveries.get("d1").getState()).isEqualTo("SUPERSEDED");
        assertThat(deliveries.get("d2").getState()).isEqualTo("COMPLETE");
    }

    @Test
    void latePageOfAnAbandonedDeliveryIsDropped() {
        List<RawPage> abandoned = bill("d1", "8", "9").usage("c", "9").delivered("d1", FIRST);
        harness.send(abandoned.get(0));
        harness.send(bill("d2", "1", "2").delivered("d2", SECOND));
        int published = harness.published;

        harness.send(abandoned.get(1));

        assertThat(harness.published).isEqualTo(published);
        assertThat(harness.billed()).isEqualByComparingTo("3");
    }

    @Test
    void replayOfAllDeliveriesChangesNothing() {
        List<RawPage> first = bill("d1", "1", "2").delivered("d1", FIRST);
        List<RawPage> second = bill("d2", "1", "3").delivered("d2", SECOND);
        harness.send(first);
        harness.send(second);
        int published = harness.published;

        harness.send(first);
        harness.send(second);

        assertThat(harness.published).isEqualTo(published);
        assertThat(harness.billed()).isEqualByComparingTo("4");
        assertThat(harness.deliveries().get("d2").getState()).isEqualTo("COMPLETE");
    }

    @Test
    void openDeliveryIsReportedAsItGoes() {
        List<RawPage> pages = bill("d1", "1", "2").usage("c", "4").delivered("d1", FIRST);
        harness.send(pages.get(0));
        assertThat(harness.deliveries()).isEmpty();

        harness.advanceWallClock(Duration.ofSeconds(2));

        Delivery open = harness.deliveries().get("d1");
        assertThat(open.getState()).isEqualTo("OPEN");
        assertThat(open.getPagesSeen()).isEqualTo(1);
        assertThat(open.getRowsSeen()).isEqualTo(2);
        assertThat(open.getPagesExpected()).isNull();
        assertThat(open.getConserved()).isTrue();
        assertThat(open.getTotals().get(0).getBilledCost()).isEqualByComparingTo("3");

        harness.advanceWallClock(Duration.ofSeconds(2));
        assertThat(harness.deliveries()).as("without news").isEmpty();
    }

    @Test
    void scopesThatComeInterleavedDoNotMix() {
        Report one = new Report("111111111111", "one")
                .usage("a", "1")
                .usage("b", "2")
                .usage("c", "4");
        Report two = new Report("222222222222", "two")
                .usage("a", "10")
                .usage("b", "20")
                .usage("c", "40");
        List<RawPage> ones = one.delivered("d-one", FIRST);
        List<RawPage> twos = two.delivered("d-two", SECOND);
        for (int i = 0; i < ones.size(); i++) {
            harness.send(ones.get(i));
            harness.send(twos.get(i));
        }
        harness.send(new Report("111111111111", "one")
                .usage("a", "1")
                .usage("b", "2")
                .delivered("d-one-2", THIRD));

        Map<String, Delivery> deliveries = harness.deliveries();
        assertThat(deliveries.get("d-one").getState()).isEqualTo("SUPERSEDED");
        assertThat(deliveries.get("d-two").getState()).isEqualTo("COMPLETE");
        assertThat(deliveries.get("d-one-2").getState()).isEqualTo("COMPLETE");
        assertThat(deliveries.get("d-one-2").getRecordsVanished()).isEqualTo(1);
        assertThat(harness.billed()).isEqualByComparingTo("73");
    }

    @Test
    void currenciesAreNeverAddedTogether() {
        harness.send(Report.of("d1")
                .usage("a", "1")
                .row("lineItem/CurrencyCode", "INR", "lineItem/UnblendedCost", "80")
                .delivered("d1", FIRST));

        Delivery delivery = harness.deliveries().get("d1");
        assertThat(delivery.getTotals()).hasSize(2);
        assertThat(delivery.getTotals().get(0).getCurrency()).isEqualTo("INR");
        assertThat(delivery.getTotals().get(0).getBilledCost()).isEqualByComparingTo("80");
        assertThat(delivery.getTotals().get(1).getBilledCost()).isEqualByComparingTo("1");
        assertThat(delivery.getConserved()).isTrue();
    }

    private static Report bill(String lineItems, String first, String second) {
        return Report.of(lineItems).usage("a", first).usage("b", second);
    }

    private static Map<String, String> headers(TestRecord<String, CostRecord> record) {
        Map<String, String> headers = new java.util.LinkedHashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
