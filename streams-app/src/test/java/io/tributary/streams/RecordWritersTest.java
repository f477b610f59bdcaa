package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A record id has one writer: its statement. */
class RecordWritersTest extends Scenario {

    private static final String LINKED = "210987654321";

    private static List<RawPage> linked(String deliveryId, Instant time, List<String> rows) {
        return new Pages(LINKED, SmallBill.NOVEMBER, deliveryId, time, time)
                .ofReading("r-" + deliveryId)
                .of(SmallBill.HEADER, rows, 2);
    }

    @Test
    void linkedAccountsReportHasIdsOfItsOwnAndWithdrawsItsOwnRecords() {
        SmallBill bill = SmallBill.november().usage("a", "1").usage("b", "2").usage("c", "4");
        harness.send(read(bill, "p1", FIRST, "r1"));
        Set<String> payers = Set.copyOf(harness.live.keySet());
        total("7");

        harness.send(linked("l1", FIRST, bill.rows().subList(0, 2)));

        total("10");
        assertThat(harness.live).hasSize(5).containsKeys(payers.toArray(String[]::new));

        harness.send(linked("l2", SECOND, bill.rows().subList(0, 1)));

        total("8");
        complete("l2");
        assertThat(harness.live).hasSize(4).containsKeys(payers.toArray(String[]::new));
    }

    @Test
    void sourcesOfOneStatementShareIds() {
        Report report = Report.of("line").usage("a", "1").usage("b", "2").usage("b", "2");
        harness.send(report.delivered("d1", FIRST));
        Set<String> ids = Set.copyOf(harness.live.keySet());
        harness.send(report.exportPages("e1", SECOND).instruction("PREFER"));
        harness.send(report.exported("e1", SECOND));

        total("5");
        complete("e1");
        assertThat(harness.live.keySet()).isEqualTo(ids);
        assertThat(verdict("e1").getRecordsAdded()).isZero();
    }

    @Test
    void sameRowsOfTwoMonthsHaveDifferentIds() {
        harness.send(read(SmallBill.november().usage("a", "1"), "d1", FIRST, "r1"));
        SmallBill october = new SmallBill(SmallBill.NOVEMBER.minusMonths(1)).usage("a", "1");
        harness.send(october.delivered("o1", FIRST, FIRST));

        total("2");
        assertThat(harness.live).hasSize(2);
    }
}
