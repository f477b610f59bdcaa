package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A month of AWS's FOCUS export, delivered several times: what changed is published, and nothing else. */
class AwsFocusDeliveriesTest {

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

    private static AwsFocusBill bill() {
        return AwsFocusBill.november()
                .usage("i-1", "2.0")
                .usage("i-2", "1.0E-9")
                .covered("i-3", "0.1", "0.06")
                .planFee("0.25", "0.19")
                .usage("", "-0.5", "ChargeCategory", "Credit", "ChargeFrequency", "One-Time")
                .usage("", "0.3", "ChargeCategory", "Tax", "ChargeFrequency", "Recurring");
    }

    @Test
    void everyCostArrives() {
        harness.send(bill().delivered("f1", FIRST));

        Delivery delivery = harness.deliveries().get("f1");
        assertThat(delivery.getState()).isEqualTo("COMPLETE");
        assertThat(delivery.getConserved()).isTrue();
        assertThat(delivery.getRowsSeen()).isEqualTo(7);
        assertThat(harness.live).hasSize(7);
        assertTotal("2.050000001", "2.050000001");
        assertThat(harness.live.values())
                .allSatisfy(record -> assertThat(record.getXDataSet()).hasToString("aws.focus"));
    }

    @Test
    void deliveryThatSaysTheSameIsSilent() {
        harness.send(bill().delivered("f1", FIRST));
        int published = harness.published;
        harness.send(bill().delivered("f2", SECOND));

        assertThat(harness.published).isEqualTo(published);
        assertThat(harness.deliveries().get("f2").getRecordsUnchanged()).isEqualTo(7);
    }

    @Test
    void rowWhoseCostChangedIsRestatedAndRowThatIsGoneIsWithdrawn() {
        harness.send(bill().usage("i-9", "4.0").delivered("f1", FIRST));
        harness.send(bill().usage("i-8", "1.0").delivered("f2", SECOND));
        assertTotal("3.050000001", "3.050000001");
        harness.send(bill().usage("i-8", "1.5").delivered("f3", THIRD));

        assertTotal("3.550000001", "3.550000001");
        Map<String, Delivery> deliveries = harness.deliveries();
        assertThat(deliveries.get("f2").getRecordsVanished()).isEqualTo(1);
        assertThat(deliveries.get("f2").getRecordsAdded()).isEqualTo(1);
        assertThat(deliveries.get("f3").getRecordsRestated()).isEqualTo(1);
        assertThat(deliveries.get("f3").getTotals().get(0).getRestatedBilledCost())
                .isEqualByComparingTo("0.5");
    }

    @Test
    void whatIsFilledInAtTheEndOfTheMonthRestatesARecordWithoutMoney() {
        harness.send(AwsFocusBill.november()
                .usage("i-1", "2.0", "InvoiceIssuerName", "")
                .delivered("f1", FIRST));
        harness.send(AwsFocusBill.november()
                .usage("i-1", "2.0", "InvoiceId", "1234567890", "Tags", "{\"user:env\":\"prod\"}")
                .delivered("f2", SECOND));

        assertTotal("2", "2");
        Delivery delivery = harness.deliveries().get("f2");
        assertThat(delivery.getRecordsRestated()).isEqualTo(1);
        assertThat(delivery.getRecordsVanished()).isZero();
        assertThat(harness.live.values()).singleElement().satisfies(record -> {
            assertThat(record.getInvoiceId()).hasToString("1234567890");
            assertThat(record.getTags()).hasToString("{\"env\":\"prod\"}");
        });
    }

    @Test
    void mapThatComesInAnotherOrderChangesNothing() {
        harness.send(AwsFocusBill.november()
                .usage("i-1", "2.0", "Tags", "{\"user:a\":\"1\",\"user:b\":\"2\"}")
                .delivered("f1", FIRST));
        harness.send(AwsFocusBill.november()
                .usage("i-1", "2.0", "Tags", "{\"user:b\":\"2\", \"user:a\":\"1\"}")
                .delivered("f2", SECOND));

        assertThat(harness.published).isEqualTo(1);
    }

    @Test
    void rowsThatAreAlikeAreCounted() {
        harness.send(AwsFocusBill.november()
                .usage("i-1", "2.0")
                .usage("i-1", "2.0")
                .usage("i-1", "3.0")
                .delivered("f1", FIRST));
        assertTotal("7", "7");
        harness.send(
                AwsFocusBill.november().usage("i-1", "3.0").usage("i-1", "2.0").delivered("f2", SECOND));

        assertTotal("5", "5");
        assertThat(harness.deliveries().get("f2").getRecordsUnchanged()).isEqualTo(2);
    }

    @Test
    void rowThatCannotBeReadIsParkedAndItsLastGoodValueStands() {
        harness.send(
                AwsFocusBill.november().usage("i-1", "2.0").usage("i-2", "1.0").delivered("f1", FIRST));
        harness.send(
                AwsFocusBill.november().usage("i-1", "2.0").usage("i-2", "NaN").delivered("f2", SECOND));

        assertTotal("3", "3");
        assertThat(harness.deliveries().get("f2").getRowsRejected()).isEqualTo(1);
        assertThat(harness.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getColumn()).hasToString("BilledCost"));
    }

    @Test
    void currenciesAreNeverAddedTogether() {
        harness.send(AwsFocusBill.november()
                .usage("i-1", "2.0")
                .usage("i-1", "160.0", "BillingCurrency", "INR")
                .delivered("f1", FIRST));

        assertThat(harness.live.values())
                .extracting(CostRecord::getBillingCurrency)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("USD", "INR");
        assertThat(harness.deliveries().get("f1").getTotals()).hasSize(2);
    }

    private void assertTotal(String billed, String effective) {
        assertThat(harness.billed()).isEqualByComparingTo(billed);
        assertThat(harness.effective()).isEqualByComparingTo(effective);
        assertThat(harness.billedByChanges).isEqualByComparingTo(billed);
        assertThat(harness.ledgerByAccount.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(billed);
    }
}
