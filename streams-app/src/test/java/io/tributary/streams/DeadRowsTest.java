package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that cannot be read: kept to the byte, accounted for, and no reason to forget what was known of them. */
class DeadRowsTest {

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
    void deadRowIsKeptToTheByteWithAllThatIsKnownOfIt() {
        Report report = Report.of("d1")
                .usage("a", "1")
                .usage("b", "2")
                .usage("c", "4")
                .row(
                        "bill/BillingPeriodEndDate",
                        "one",
                        "lineItem/UnblendedCost",
                        "8",
                        "resourceTags/user:team",
                        "a,\r\n\"b\"");
        harness.send(report.delivered("d1", FIRST));

        List<DeadLetter> letters = harness.deadLetters();
        assertThat(letters).hasSize(1);
        DeadLetter letter = letters.get(0);
        assertThat(text(letter.getContent())).isEqualTo(report.lines().get(3));
        assertThat(text(letter.getHeader())).isEqualTo(Report.header());
        assertThat(letter.getCode()).isEqualTo("INVALID_TIME");
        assertThat(letter.getColumn()).isEqualTo("bill/BillingPeriodEndDate");
        assertThat(letter.getValue()).isEqualTo("one");
        assertThat(letter.getMessage()).contains("bill/BillingPeriodEndDate", "'one'", "expected");
        assertThat(letter.getParkedCost()).isEqualByComparingTo("8");
        assertThat(letter.getParkedCurrency()).isEqualTo("USD");
        assertThat(letter.getLineKey()).matches("[0-9a-f]{32}");
        assertThat(letter.getProvider()).isEqualTo("aws");
        assertThat(letter.getDataSet()).isEqualTo("aws.cur.legacy");
        assertThat(letter.getScope()).isEqualTo("aws/aws.cur.legacy/012345678901/2025-11-01/report");
        assertThat(letter.getDeliveryId()).isEqualTo("d1");
        assertThat(letter.getTopic()).isEqualTo(Provider.AWS.rawTopic().name());
        assertThat(letter.getPartition()).isZero();
        assertThat(letter.getOffset()).isEqualTo(1);
        assertThat(letter.getPageNumber()).isEqualTo(1);
        assertThat(letter.getPageRow()).isEqualTo(1);
        assertThat(letter.getArtifact()).isEqualTo("file:report-1.csv");
        assertThat(letter.getArtifactRow()).isEqualTo(3);
        assertThat(letter.getRejectedAt()).isEqualTo(FIRST);
    }

    @Test
    void accountBalancesWithWhatIsParked() {
        harness.send(Report.of("d1")
                .usage("a", "1.25")
                .row("lineItem/ResourceId", "b", "bill/BillingPeriodEndDate", "one", "lineItem/UnblendedCost", "8")
                .usage("c", "NaN")
                .row("lineItem/ResourceId", "d", "lineItem/CurrencyCode", "USX", "lineItem/UnblendedCost", "16")
                .negation("-3")
                .delivered("d1", FIRST));

        Delivery delivery = harness.deliveries().get("d1");
        assertThat(delivery.getState()).isEqualTo("COMPLETE");
        assertThat(delivery.getVerdict()).contains("3 rows were dead-lettered");
        assertThat(delivery.getConserved()).isTrue();
        assertThat(delivery.getRowsSeen()).isEqualTo(5);
        assertThat(delivery.getRowsPublished()).isEqualTo(1);
        assertThat(delivery.getRowsExcluded()).isEqualTo(1);
        assertThat(delivery.getRowsRejected()).isEqualTo(3);
        assertThat(delivery.getRowsParkedWithoutAmount()).isEqualTo(1);
        CurrencyTotals dollars = delivery.getTotals().get(0);
        assertThat(dollars.getCurrency()).isEqualTo("USD");
        assertThat(dollars.getSourceCost()).isEqualByComparingTo("6.25");
        assertThat(dollars.getParkedCost()).isEqualByComparingTo("8");
        assertThat(dollars.getBilledCost()).isEqualByComparingTo("-1.75");
        assertThat(dollars.getExcludedCost()).isEqualByComparingTo("0");
        CurrencyTotals unknown = delivery.getTotals().get(1);
        assertThat(unknown.getCurrency()).isEqualTo("XXX");
        assertThat(unknown.getParkedCost()).isEqualByComparingTo("16");
        assertThat(harness.billed()).isEqualByComparingTo("-1.75");
    }

    @Test
    void lastGoodValueStandsUntilTheRowIsMended() {
        harness.send(Report.of("d1").usage("a", "1").usage("b", "2").delivered("d1", FIRST));
        harness.send(Report.of("d2").usage("a", "1").usage("b", "1,000").delivered("d2", SECOND));

        assertThat(harness.billed()).isEqualByComparingTo("3");
        Delivery second = harness.deliveries().get("d2");
        assertThat(second.getState()).isEqualTo("COMPLETE");
        assertThat(second.getRecordsVanished()).isZero();

        harness.send(Report.of("d3").usage("a", "1").usage("b", "1000").delivered("d3", THIRD));

        assertThat(harness.billed()).isEqualByComparingTo("1001");
        assertThat(harness.billedByChanges).isEqualByComparingTo("1001");
        assertThat(harness.deliveries().get("d3").getRecordsRestated()).isEqualTo(1);
    }

    @Test
    void bothRecordsOfAFeeStandUntilItsRowIsMended() {
        harness.send(Report.of("d1").planFee("10", "7").delivered("d1", FIRST));
        harness.send(Report.of("d2").planFee("10", "some").delivered("d2", SECOND));

        assertThat(harness.live).hasSize(2);
        assertThat(harness.billed()).isEqualByComparingTo("10");
        assertThat(harness.effective()).isEqualByComparingTo("3");
        assertThat(harness.deadLetters()).hasSize(1);
    }

    @Test
    void rowOfWhichNothingCanBeReadIsKeptAsItIs() {
        RawPage page = Report.of("d1").pages("d1", FIRST).page(0, Report.header() + "\na,b,c\n", 1, 0);
        harness.send(page);

        DeadLetter letter = harness.deadLetters().get(0);
        assertThat(letter.getCode()).isEqualTo("FIELD_COUNT");
        assertThat(text(letter.getContent())).isEqualTo("a,b,c");
        assertThat(letter.getParkedCost()).isNull();
        assertThat(letter.getParkedCurrency()).isNull();
        assertThat(letter.getLineKey()).isNull();
    }

    @Test
    void amountsThatAddUpToMoreThanARecordHoldsDoNotStopTheOthers() {
        harness.send(Report.of("d1")
                .usage("a", "99999999999999")
                .usage("b", "99999999999999")
                .covered("c", "99999999999999", "1")
                .covered("d", "99999999999999", "1")
                .delivered("d1", FIRST));

        Delivery delivery = harness.deliveries().get("d1");
        assertThat(delivery.getState()).isEqualTo("COMPLETE");
        assertThat(delivery.getConserved()).isTrue();
        assertThat(delivery.getTotals().get(0).getSourceCost()).isEqualByComparingTo("399999999999996");
        assertThat(delivery.getTotals().get(0).getExcludedCost())
                .as("a residual that no record can hold")
                .isEqualByComparingTo("199999999999998");
        assertThat(harness.billed()).isEqualByComparingTo("199999999999998");
    }

    @Test
    void recordThatKafkaWouldRefuseIsADeadLetter(@TempDir Path other) {
        try (Harness small = new Harness(other, Map.of("streams.record.max.bytes", "10000"))) {
            small.send(Report.of("d1")
                    .usage("a", "1")
                    .row("resourceTags/user:team", "x".repeat(10_000), "lineItem/UnblendedCost", "2")
                    .delivered("d1", FIRST));

            assertThat(small.billed()).isEqualByComparingTo("1");
            assertThat(small.deadLetters()).extracting(DeadLetter::getCode).containsExactly("RECORD_TOO_LARGE");
            assertThat(small.deliveries().get("d1").getConserved()).isTrue();
        }
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
