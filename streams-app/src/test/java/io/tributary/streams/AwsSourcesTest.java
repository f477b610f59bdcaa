package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A payer's month comes as a legacy Cost and Usage Report, as CUR 2.0 and as a FOCUS export: whatever comes, in
 * whatever order, it counts once.
 */
class AwsSourcesTest {

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

    /** With a residual of 0.01, which the negation leaves. */
    private static Report report() {
        return Report.of("line")
                .usage("i-1", "2")
                .covered("i-3", "0.1", "0.06")
                .negation("-0.09")
                .planFee("0.25", "0.06");
    }

    private static AwsFocusBill focus() {
        return AwsFocusBill.november()
                .usage("i-1", "2.0")
                .usage("i-7", "0.01")
                .covered("i-3", "0.1", "0.06")
                .planFee("0.25", "0.19");
    }

    @Test
    void exportBesideAReportIsHeldAsAConflict() {
        send(report(), "d1");
        int published = harness.published;
        send(focus(), "f1");

        assertTotal("2.26", "2.26");
        assertThat(harness.published).isEqualTo(published);
        assertThat(delivery("f1").getState()).isEqualTo("CONFLICT");
        assertThat(delivery("f1").getVerdict()).contains("aws.cur.legacy/", "prefer one of them");
    }

    @Test
    void reportBesideAnExportIsHeldAsAConflict() {
        send(focus(), "f1");
        send(report(), "d1");

        assertTotal("2.26", "2.26");
        assertOnly("aws.focus");
        assertThat(delivery("d1").getState()).isEqualTo("CONFLICT");
    }

    @Test
    void twoExportsOfAPayerAreNotCountedTwice() {
        send(focus(), "f1");
        now = now.plus(Duration.ofHours(1));
        harness.send(focus().ofExport("focus-1-2").delivered("g1", now));

        assertTotal("2.26", "2.26");
        assertThat(harness.deliveries().get("g1").getState()).isEqualTo("CONFLICT");
    }

    @Test
    void preferredExportTakesOverFromTheReportWhoseNextDeliveriesAreThenHeld() {
        send(report(), "d1");
        send(focus(), "f1");
        prefer(focus(), "f1");
        assertTotal("2.26", "2.26");
        assertOnly("aws.cur.legacy");

        send(focus().usage("i-9", "1.0"), "f2");
        assertTotal("3.26", "3.26");
        assertOnly("aws.focus");
        assertThat(delivery("f2").getState()).isEqualTo("COMPLETE");
        assertThat(delivery("f2").getRecordsAdded()).isEqualTo(6);
        // Usage, covered usage, two parts of the fee and the residual.
        assertThat(delivery("f2").getRecordsVanished()).isEqualTo(5);
        assertThat(delivery("f2").getConserved()).isTrue();

        send(report().usage("i-10", "5"), "d2");
        assertTotal("3.26", "3.26");
        assertThat(delivery("d2").getState()).isEqualTo("CONFLICT");
        assertThat(delivery("d2").getVerdict()).contains("aws.focus/");

        harness.restart();
        send(report().usage("i-10", "5"), "d3");
        send(focus().usage("i-9", "1.0"), "f3");
        assertTotal("3.26", "3.26");
        assertThat(delivery("f3").getRecordsUnchanged()).isEqualTo(6);
    }

    @Test
    void reportTakesOverAgainWhenItIsPreferredAgain() {
        send(report(), "d1");
        prefer(focus(), "f1");
        send(focus(), "f1");
        assertOnly("aws.focus");

        prefer(report(), "d2");
        send(report().usage("i-10", "5"), "d2");
        assertTotal("7.26", "7.26");
        assertOnly("aws.cur.legacy");
        send(focus(), "f2");
        assertTotal("7.26", "7.26");
        assertThat(delivery("f2").getState()).isEqualTo("CONFLICT");
    }

    @Test
    void preferredExportWithFarFewerRecordsIsNotHeldSinceBothWouldCount() {
        Report hours = Report.of("line");
        for (int hour = 0; hour < 24; hour++) {
            hours.usage("i-" + hour, "0.5");
        }
        send(hours, "d1");
        prefer(focus(), "f1");
        send(AwsFocusBill.november().usage("i-1", "12.0"), "f1");

        assertTotal("12", "12");
        assertOnly("aws.focus");
        assertThat(delivery("f1").getState()).isEqualTo("COMPLETE");

        // Deliveries after it are held as ever.
        send(AwsFocusBill.november(), "f2");
        assertTotal("12", "12");
        assertThat(delivery("f2").getState()).isEqualTo("HELD");
    }

    @Test
    void preferredExportWithoutRowsIsHeldUntilItIsConfirmed() {
        send(report(), "d1");
        prefer(focus(), "f1");
        send(AwsFocusBill.november(), "f1");
        assertTotal("2.26", "2.26");
        assertThat(delivery("f1").getState()).isEqualTo("HELD");

        send(focus(), "f2");
        assertTotal("2.26", "2.26");
        assertOnly("aws.focus");
    }

    @Test
    void exportThatWasPreferredIsNotTooLateForTheReportsDeliveries() {
        send(report(), "d1");
        prefer(focus(), "f1");
        // Both are older than the report's newest delivery, and the first never ends.
        now = now.plus(Duration.ofHours(1));
        List<RawPage> abandoned =
                focus().usage("i-9", "1.0").delivered("f1", Harness.START.minus(Duration.ofHours(9)), now);
        harness.send(abandoned.get(0));
        now = now.plus(Duration.ofHours(1));
        harness.send(focus().delivered("f2", Harness.START.minus(Duration.ofHours(8)), now));
        deliveries.putAll(harness.deliveries());

        assertThat(delivery("f2").getState()).isEqualTo("COMPLETE");
        assertTotal("2.26", "2.26");
        assertOnly("aws.focus");

        harness.send(focus().usage("i-9", "1.0").delivered("f0", Harness.START.minus(Duration.ofHours(10)), now));
        deliveries.putAll(harness.deliveries());
        assertThat(delivery("f0").getState()).isEqualTo("SUPERSEDED");
        assertTotal("2.26", "2.26");
    }

    @Test
    void restartWhileTheExportTakesOverChangesNothing() {
        send(report(), "d1");
        prefer(focus(), "f1");
        now = now.plus(Duration.ofHours(1));
        List<RawPage> pages = focus().delivered("f1", now);
        harness.send(pages.subList(0, 2));
        harness.restart();
        harness.send(pages.subList(2, pages.size()));
        deliveries.putAll(harness.deliveries());

        assertTotal("2.26", "2.26");
        assertOnly("aws.focus");
        assertThat(delivery("f1").getState()).isEqualTo("COMPLETE");
    }

    @Test
    void dataExportBesideALegacyReportIsHeldAsAConflict() {
        send(report(), "d1");
        int published = harness.published;
        sendPageByPage(report().usage("i-2", "4"), "e1", "2.26");

        assertThat(harness.published).isEqualTo(published);
        assertThat(delivery("e1").getState()).isEqualTo("CONFLICT");
        assertThat(delivery("e1").getVerdict()).contains("aws.cur.legacy/");
    }

    @Test
    void payerWhoSwitchesToADataExportInMidMonthIsCountedOnceBeforeDuringAndAfterTheSwitch() {
        send(report().row("lineItem/ResourceId", "i-4", "resourceTags/user:team", "web"), "d1");
        sendPageByPage(report(), "e1", "3.26");
        List<String> ids = List.copyOf(harness.live.keySet());

        now = now.plus(Duration.ofHours(1));
        harness.send(report().exportPages("e1", now).instruction("PREFER"));
        send(report().usage("i-2", "4"), "d2");
        assertThat(delivery("d2").getState()).isEqualTo("CONFLICT");
        assertTotal("3.26", "3.26");

        // The same lines have the same records in both: each page replaces some of them, and the total stands.
        Report export = report().row("lineItem/ResourceId", "i-4", "resourceTags/user:team", "web");
        sendPageByPage(export, "e2", "3.26");
        assertOnly("aws.cur.2");
        assertThat(harness.live.keySet()).containsExactlyElementsOf(ids);
        assertThat(delivery("e2").getState()).isEqualTo("COMPLETE");
        assertThat(delivery("e2").getRecordsAdded()).isZero();
        assertThat(delivery("e2").getRecordsVanished()).isZero();
        assertThat(delivery("e2").getConserved()).isTrue();

        harness.restart();
        send(report().usage("i-2", "4"), "d3");
        sendPageByPage(export, "e3", "3.26");
        assertThat(delivery("d3").getState()).isEqualTo("CONFLICT");
        now = now.plus(Duration.ofHours(1));
        harness.send(export.usage("i-2", "4").exported("e4", now));
        assertTotal("7.26", "7.26");
    }

    @Test
    void ofThreeSourcesOneCountsAndEachCanBePreferred() {
        send(report(), "d1");
        send(focus(), "f1");
        sendPageByPage(report(), "e1", "2.26");
        assertOnly("aws.cur.legacy");

        prefer(focus(), "f2");
        send(focus(), "f2");
        assertTotal("2.26", "2.26");
        assertOnly("aws.focus");
        sendPageByPage(report(), "e2", "2.26");
        assertOnly("aws.focus");

        now = now.plus(Duration.ofHours(1));
        harness.send(report().exportPages("e3", now).instruction("PREFER"));
        now = now.plus(Duration.ofHours(1));
        harness.send(report().exported("e3", now));
        send(focus(), "f3");
        send(report(), "d2");
        assertTotal("2.26", "2.26");
        assertOnly("aws.cur.2");
        assertThat(List.of(delivery("f3"), delivery("d2")))
                .extracting(Delivery::getState)
                .containsOnly("CONFLICT");
    }

    /** Delivers the lines as CUR 2.0; the total is {@code total} after every page. */
    private void sendPageByPage(Report export, String deliveryId, String total) {
        now = now.plus(Duration.ofHours(1));
        for (RawPage page : export.exported(deliveryId, now)) {
            harness.send(page);
            assertTotal(total, total);
        }
        deliveries.putAll(harness.deliveries());
    }

    private void send(Report report, String deliveryId) {
        now = now.plus(Duration.ofHours(1));
        harness.send(report.delivered(deliveryId, now));
        deliveries.putAll(harness.deliveries());
    }

    private void send(AwsFocusBill bill, String deliveryId) {
        now = now.plus(Duration.ofHours(1));
        harness.send(bill.delivered(deliveryId, now));
        deliveries.putAll(harness.deliveries());
    }

    private void prefer(Report report, String deliveryId) {
        now = now.plus(Duration.ofHours(1));
        harness.send(report.pages(deliveryId, now).instruction("PREFER"));
    }

    private void prefer(AwsFocusBill bill, String deliveryId) {
        now = now.plus(Duration.ofHours(1));
        harness.send(bill.instruction("PREFER", deliveryId, now));
    }

    private Delivery delivery(String id) {
        return deliveries.get(id);
    }

    private void assertOnly(String dataSet) {
        assertThat(harness.live.values())
                .allSatisfy(record -> assertThat(record.getXDataSet()).hasToString(dataSet));
    }

    /** Live records, changes of the log and entries of the ledger: each counts every charge once. */
    private void assertTotal(String billed, String effective) {
        assertThat(harness.billed()).isEqualByComparingTo(billed);
        assertThat(harness.effective()).isEqualByComparingTo(effective);
        assertThat(harness.billedByChanges).isEqualByComparingTo(billed);
        assertThat(effectiveByChanges()).isEqualByComparingTo(effective);
        assertThat(harness.ledgerByAccount.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(billed);
    }

    private BigDecimal effectiveByChanges() {
        return harness.log.stream()
                .map(record -> record.headers().lastHeader("billing.effective.change"))
                .map(header -> new BigDecimal(new String(header.value(), StandardCharsets.UTF_8)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
