package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.LedgerEntry;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** The ledger's plain sum is what is live, in every column that adds up, whenever it was switched on. */
class LedgerTest extends Scenario {

    private static final String HEADER =
            SmallBill.HEADER + ",splitLineItem/ParentResourceId,splitLineItem/SplitCost,splitLineItem/UnusedCost";

    private void withoutLedger() {
        harness.restart(Map.of("streams.ledger", "false"));
    }

    private void withLedger() {
        harness.restart(Map.of("streams.ledger", "true"));
    }

    private static List<RawPage> split(String id, Instant time, String share, String unused) {
        String row = SmallBill.november().usage("pod", "0").rows().get(0) + ",i-1," + share + "," + unused;
        return pages("report", id, time, time).ofReading("r-" + id).of(HEADER, List.of(row), 2);
    }

    @Test
    void sharesOfSplitCostsThatAreRestatedAddUp() {
        harness.send(split("d1", FIRST, "5", "1"));
        harness.send(split("d2", SECOND, "6", "0.5"));
        harness.settle();

        assertThat(ledger(LedgerEntry::getXAllocatedCost))
                .isEqualByComparingTo(live(CostRecord::getXAllocatedCost))
                .isEqualByComparingTo("6");
        assertThat(ledger(LedgerEntry::getXAllocatedUnusedCost))
                .isEqualByComparingTo(live(CostRecord::getXAllocatedUnusedCost))
                .isEqualByComparingTo("0.5");
    }

    @Test
    void everyColumnThatAddsUpAgreesAfterRestatementsAndWithdrawals() {
        harness.send(Report.of("d1")
                .usage("a", "3")
                .usage("b", "5")
                .covered("c", "2", "1.5")
                .negation("-1.9")
                .planFee("10", "7")
                .delivered("d1", FIRST));
        harness.send(Report.of("d2")
                .usage("a", "4")
                .covered("c", "2", "1.25")
                .negation("-2")
                .planFee("10", "8")
                .delivered("d2", SECOND));

        total("14");
        complete("d2");
        AddUpColumns.agree(harness);
        harness.send(AwsFocusBill.november().instruction("PREFER", "f1", THIRD));
        harness.send(
                AwsFocusBill.november().usage("a", "4.0").planFee("10.0", "2.0").delivered("f1", THIRD));

        total("14");
        complete("f1");
        AddUpColumns.agree(harness);
    }

    @Test
    void ledgerThatIsSwitchedOnLaterHasWhatIsLiveAfterTheNextDelivery() {
        withoutLedger();
        harness.send(read(SmallBill.november().usage("a", "10").usage("b", "5").usage("c", "1"), "d1", FIRST, "r1"));
        assertThat(harness.entries).isEmpty();
        withLedger();
        harness.send(read(SmallBill.november().usage("a", "7").usage("b", "5").usage("d", "2"), "d2", SECOND, "r2"));

        total("14");
        complete("d2");
        AddUpColumns.agree(harness);
    }

    @Test
    void ledgerThatIsSwitchedOnLaterHasWhatIsLiveThoughTheNextDeliverySaysTheSame() {
        withoutLedger();
        SmallBill bill = SmallBill.november().usage("a", "10").usage("a", "10").usage("b", "5");
        harness.send(read(bill, "d1", FIRST, "r1"));
        int published = harness.published;
        withLedger();
        harness.send(read(bill, "d2", SECOND, "r2"));
        harness.restart();
        harness.send(read(bill, "d3", THIRD, "r3"));

        total("25");
        assertThat(harness.entries).hasSize(3);
        assertThat(harness.published).isEqualTo(published);
    }

    @Test
    void replayOpensALedgerThatIsSwitchedOnLater() {
        withoutLedger();
        List<RawPage> pages = read(SmallBill.november().usage("a", "10").usage("b", "5"), "d1", FIRST, "r1");
        harness.send(pages);
        withLedger();
        harness.send(Pages.replayed(pages, "r2"));

        total("15");
        complete("d1");
    }

    @Test
    void ledgerThatIsSwitchedOnInMidReadingHasWhatIsLiveAfterTheNextDelivery() {
        withoutLedger();
        SmallBill bill = SmallBill.november()
                .usage("a", "1")
                .usage("b", "2")
                .usage("c", "4")
                .usage("d", "8");
        harness.send(read(bill, "d0", FIRST, "r0"));
        List<RawPage> pages = read(bill, "d1", SECOND, "r1");
        harness.send(pages.get(0));
        withLedger();
        harness.send(pages.subList(1, 3));
        SmallBill less = SmallBill.november().usage("a", "1").usage("b", "2").usage("c", "5");
        harness.send(read(less, "d2", THIRD, "r2"));

        total("8");
        complete("d2");
        AddUpColumns.agree(harness);
    }

    @Test
    void heldDeliveryOpensTheLedgerWithAllThatIsLive() {
        withoutLedger();
        harness.send(read(SmallBill.november().usage("a", "1").usage("b", "2").usage("c", "4"), "d1", FIRST, "r1"));
        withLedger();
        harness.send(read(SmallBill.november().usage("a", "1"), "d2", SECOND, "r2"));
        is("d2", "HELD");
        harness.send(read(SmallBill.november().usage("a", "1"), "d3", THIRD, "r3"));

        total("1");
        complete("d3");
    }

    @Test
    void otherStatementsOpenTheLedgerWithTheirOwnNextDelivery() {
        withoutLedger();
        SmallBill bill = SmallBill.november().usage("a", "10");
        harness.send(read(bill, "d1", FIRST, "r1"));
        Pages others = new Pages("210987654321", SmallBill.NOVEMBER, "o1", FIRST, FIRST).ofReading("r2");
        List<RawPage> other =
                others.of(SmallBill.HEADER, SmallBill.november().usage("b", "3").rows(), 2);
        harness.send(other);
        withLedger();
        harness.send(read(bill, "d2", SECOND, "r3"));
        assertThat(ledger(LedgerEntry::getBilledCost)).isEqualByComparingTo("10");
        harness.send(Pages.replayed(other, "r4"));

        total("13");
    }

    @Test
    void ledgerGoesOnOverARebuild() {
        withoutLedger();
        harness.send(read(SmallBill.november().usage("a", "10").usage("b", "5"), "d1", FIRST, "r1"));
        withLedger();
        List<RawPage> second = read(SmallBill.november().usage("a", "9").usage("b", "5"), "d2", FORGOTTEN, "r2");
        harness.send(second);
        is("d2", "FORGOTTEN");
        harness.send(pages("report", "d2", FORGOTTEN.plusSeconds(60), FORGOTTEN.plusSeconds(60))
                .ofReading("rebuild")
                .rebuild(harness.published(PAYER), 2));
        harness.send(Pages.replayed(second, "r3"));

        total("14");
        complete("d2");
        AddUpColumns.agree(harness);
    }

    /** Why those who add up read the ledger: a compacted topic keeps the last change of a record only. */
    @Test
    void ledgersSumIsTheTotalWhereTheCompactedLogsChangesAreNot() {
        harness.send(read(SmallBill.november().usage("a", "10").usage("b", "1"), "d1", FIRST, "r1"));
        harness.send(read(SmallBill.november().usage("a", "7").usage("b", "1"), "d2", SECOND, "r2"));

        total("8");
        Map<String, BigDecimal> compacted = new HashMap<>();
        for (TestRecord<String, CostRecord> record : harness.log) {
            byte[] change = record.headers().lastHeader("billing.billed.change").value();
            compacted.put(record.key(), new BigDecimal(new String(change)));
        }
        assertThat(compacted.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("-2");
        assertThat(Topics.LEDGER.required()).containsEntry("cleanup.policy", "delete");
    }
}
