package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Savings Plans over whole deliveries: billed costs add up to the report's, to the last decimal. */
class CommitmentsTest {

    private static final Instant FIRST = Harness.START;
    private static final Instant SECOND = FIRST.plus(Duration.ofDays(1));

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
    void coverageThatCancelsOutLeavesNoResidual() {
        Report report = Report.of("d1")
                .covered("a", "0.1", "0.06")
                .covered("b", "0.2", "0.12")
                .negation("-0.3")
                .planFee("0.25", "0.18");
        harness.send(report.delivered("d1", FIRST));

        assertThat(harness.live).hasSize(4);
        assertThat(residuals()).isEmpty();
        assertThat(harness.billed()).isEqualByComparingTo("0.25").isEqualByComparingTo(report.unblended());
        assertThat(harness.effective()).isEqualByComparingTo("0.25");
        assertConserved("d1");
    }

    @Test
    void whatRoundingLeavesIsPostedAsAResidual() {
        Report report = Report.of("d1")
                .covered("a", "0.0333333333", "0.02")
                .covered("b", "0.0333333333", "0.02")
                .covered("c", "0.0333333333", "0.02")
                .negation("-0.1")
                .usage("d", "5");
        harness.send(report.delivered("d1", FIRST));

        assertThat(harness.billed()).isEqualByComparingTo(report.unblended()).isEqualByComparingTo("4.9999999999");
        assertThat(harness.billedByChanges).isEqualByComparingTo("4.9999999999");
        assertThat(residuals()).hasSize(1);
        CostRecord residual = residuals().get(0);
        assertThat(residual.getBilledCost()).isEqualByComparingTo("-0.0000000001");
        assertThat(residual.getEffectiveCost()).isEqualByComparingTo("-0.0000000001");
        assertThat(residual.getChargeCategory()).isEqualTo("Adjustment");
        assertThat(residual.getCommitmentDiscountId()).isEqualTo(Report.PLAN);
        assertThat(residual.getBillingAccountId()).isEqualTo("012345678901");
        assertThat(residual.getSubAccountId()).isEqualTo(Report.PLAN.split(":")[4]);
        assertThat(residual.getServiceName()).isEqualTo("Savings Plans");
        assertThat(residual.getBillingCurrency()).isEqualTo("USD");
        assertThat(residual.getChargePeriodStart()).isEqualTo("2025-11-01T00:00:00Z");
        assertThat(residual.getChargePeriodEnd()).isEqualTo("2025-12-01T00:00:00Z");
        assertThat(residual.getXPageNumber()).isEqualTo(-1);
        assertThat(residual.getXPageRow()).isEqualTo(-1);
        assertThat(residual.getXRawCost()).isNull();
        Delivery delivery = assertConserved("d1");
        assertThat(delivery.getTotals().get(0).getExcludedCost()).isEqualByComparingTo("0");
        assertThat(delivery.getTotals().get(0).getBilledCost()).isEqualByComparingTo(report.unblended());
        assertThat(delivery.getTotals().get(0).getSourceCost()).isEqualByComparingTo(report.unblended());
    }

    @Test
    void openDeliveryExcludesWhatIsNotSettledYet() {
        List<RawPage> pages = Report.of("d1")
                .covered("a", "0.1", "0.06")
                .usage("b", "1")
                .negation("-0.1")
                .delivered("d1", FIRST);
        harness.send(pages.get(0));
        harness.advanceWallClock(Duration.ofSeconds(2));

        Delivery open = assertConserved("d1");
        assertThat(open.getTotals().get(0).getExcludedCost()).isEqualByComparingTo("0.1");
        assertThat(open.getTotals().get(0).getBilledCost()).isEqualByComparingTo("1");
    }

    @Test
    void residualIsRestatedAndGoesWithTheDeliveries() {
        harness.send(Report.of("d1")
                .covered("a", "0.1", "0.06")
                .negation("-0.09")
                .usage("b", "1")
                .delivered("d1", FIRST));
        assertThat(harness.billed()).isEqualByComparingTo("1.01");
        String key = residuals().get(0).getXRecordId();

        harness.send(Report.of("d2")
                .covered("a", "0.1", "0.06")
                .negation("-0.08")
                .usage("b", "1")
                .delivered("d2", SECOND));
        assertThat(harness.billed()).isEqualByComparingTo("1.02");
        assertThat(residuals()).extracting(CostRecord::getXRecordId).containsExactly(key);

        Instant third = SECOND.plus(Duration.ofDays(1));
        harness.send(Report.of("d3")
                .covered("a", "0.1", "0.06")
                .negation("-0.1")
                .usage("b", "1")
                .delivered("d3", third));
        assertThat(harness.billed()).isEqualByComparingTo("1");
        assertThat(harness.billedByChanges).isEqualByComparingTo("1");
        assertThat(residuals()).isEmpty();
        assertThat(harness.deliveries().get("d3").getRecordsVanished()).isEqualTo(1);
    }

    @Test
    void everyPlanAndCurrencyIsSettledByItself() {
        Report report = Report.of("d1")
                .covered("a", "1", "0.6")
                .row(
                        "lineItem/LineItemType", "SavingsPlanNegation",
                        "lineItem/UnblendedCost", "-0.7",
                        "savingsPlan/SavingsPlanARN", "another")
                .row(
                        "lineItem/LineItemType", "SavingsPlanNegation",
                        "lineItem/UnblendedCost", "-0.5",
                        "lineItem/CurrencyCode", "EUR",
                        "savingsPlan/SavingsPlanARN", Report.PLAN)
                .row("lineItem/LineItemType", "SavingsPlanNegation", "lineItem/UnblendedCost", "-0.2");
        harness.send(report.delivered("d1", FIRST));

        assertThat(residuals()).hasSize(4);
        assertThat(harness.billed()).isEqualByComparingTo(report.unblended());
        assertConserved("d1");
    }

    @Test
    void residualWaitsUntilTheDeliveryIsWhole() {
        List<RawPage> pages = Report.of("d1")
                .covered("a", "0.1", "0.06")
                .usage("b", "1")
                .negation("-0.1")
                .delivered("d1", FIRST);
        harness.send(pages.get(0));
        harness.send(pages.get(2));
        assertThat(residuals()).isEmpty();

        harness.send(pages.get(1));
        harness.send(pages.get(2));
        assertThat(residuals()).isEmpty();
        assertThat(harness.billed()).isEqualByComparingTo("1");
    }

    private Delivery assertConserved(String deliveryId) {
        Delivery delivery = harness.deliveries().get(deliveryId);
        assertThat(delivery.getConserved()).isTrue();
        BigDecimal billed = delivery.getTotals().stream()
                .map(totals -> totals.getBilledCost())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(billed).isEqualByComparingTo(harness.billed());
        return delivery;
    }

    private List<CostRecord> residuals() {
        return harness.live.values().stream()
                .filter(record -> "residual".equals(record.getXRecordPart()))
                .toList();
    }
}
