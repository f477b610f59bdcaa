package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.DeliveryChange;
import io.tributary.schemas.RawPage;
import io.tributary.streams.reconcile.DeliveryAccount;
import io.tributary.streams.reconcile.DeliveryChanges;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What deliveries' newest records say that they changed adds up to what is live, however often each was read. */
class DeliveryChangesTest extends Scenario {

    private static SmallBill three() {
        return SmallBill.november().usage("a", "1").usage("b", "2").usage("c", "4");
    }

    private List<DeliveryChange> changes(String deliveryId) {
        return verdict(deliveryId).getChanges();
    }

    private BigDecimal billed(DeliveryChange change) {
        return DeliveryChanges.billed(List.of(change)).get("USD");
    }

    @Test
    void replayKeepsWhatTheFirstReadingAdded() {
        List<RawPage> pages = read(three(), "d1", FIRST, "r1");
        harness.send(pages);
        harness.send(Pages.replayed(pages, "r2"));
        harness.send(Pages.replayed(pages, "r3"));

        total("7");
        assertThat(verdict("d1").getRecordsAdded()).as("of the newest reading").isZero();
        assertThat(changes("d1")).extracting(DeliveryChange::getGeneration).containsExactly(1, 3);
        assertThat(billed(changes("d1").get(0))).isEqualByComparingTo("7");
        assertThat(DeliveryChanges.isNothing(changes("d1").get(1))).isTrue();
    }

    @Test
    void readingThatBrokeOffCountsBesideTheOneThatIsWhole() {
        List<RawPage> pages = read(three(), "d1", FIRST, "r1");
        harness.send(pages.get(0));
        harness.restart();
        harness.send(Pages.replayed(pages, "r2"));

        total("7");
        assertThat(changes("d1")).hasSize(2);
        assertThat(billed(changes("d1").get(0))).isEqualByComparingTo("3");
        assertThat(billed(changes("d1").get(1))).isEqualByComparingTo("4");
    }

    @Test
    void olderDeliveryThatComesAgainAndIsRefusedKeepsWhatItChanged() {
        List<RawPage> first = read(three(), "d1", FIRST, "r1");
        harness.send(first);
        harness.send(read(three().usage("d", "8"), "d2", SECOND, "r2"));
        harness.send(Pages.replayed(first, "r3"));

        total("15");
        is("d1", "SUPERSEDED");
        assertThat(billed(changes("d1").get(0))).isEqualByComparingTo("7");
    }

    @Test
    void ownersThatTakeTurnsKeepWhatEachChanged() {
        List<RawPage> report = read(three(), "d1", FIRST, "r1");
        List<RawPage> other = pages("other", "o1", SECOND, SECOND)
                .ofReading("r2")
                .of(SmallBill.HEADER, SmallBill.november().usage("x", "9").rows(), 2);
        harness.send(report);
        harness.send(pages("other", "o1", SECOND, SECOND).instruction("PREFER"));
        harness.send(other);
        total("9");
        harness.send(pages("report", "d1", THIRD, THIRD).instruction("PREFER"));
        harness.send(Pages.replayed(report, "r3"));

        total("7");
        assertThat(changes("d1")).hasSize(2);
        assertThat(billed(changes("o1").get(0))).isEqualByComparingTo("2");
        assertThat(billed(changes("d1").get(1))).isEqualByComparingTo("-2");
    }

    @Test
    void whatAnOperatorConfirmsIsAChangeOfItsOwn() {
        harness.send(read(three(), "d1", FIRST, "r1"));
        harness.send(read(SmallBill.november().usage("a", "3"), "d2", SECOND, "r2"));
        is("d2", "HELD");
        total("9");
        harness.send(pages("report", "d2", SECOND, THIRD).instruction("CONFIRM"));

        total("3");
        assertThat(changes("d2")).extracting(DeliveryChange::getCause).containsExactly("READING", "CONFIRMED");
        assertThat(changes("d2")).extracting(DeliveryChange::getAt).containsExactly(SECOND, THIRD);
        assertThat(billed(changes("d2").get(1))).isEqualByComparingTo("-6");
    }

    @Test
    void whatIsWithdrawnWhileItsDeliveryIsReadAgainCounts() {
        SmallBill many = SmallBill.november();
        SmallBill few = SmallBill.november();
        for (int row = 0; row < 12_000; row++) {
            many.usage("r" + row, "1");
            if (row % 1_000 == 0) {
                few.usage("r" + row, "1");
            }
        }
        harness.send(read(many, "d1", FIRST, "r1", 4_000));
        List<RawPage> second = read(few, "d2", SECOND, "r2", 6);
        harness.send(second);
        is("d2", "HELD");
        harness.send(pages("report", "d2", SECOND, THIRD).instruction("CONFIRM"));
        int before = harness.live.size();
        List<RawPage> again = Pages.replayed(second, "r3");
        harness.send(again.get(0));
        harness.restart();
        harness.send(again.subList(1, again.size()));

        assertThat(before).as("live when it is read again").isBetween(13, 11_999);
        total("12");
        complete("d2");
        assertThat(changes("d2")).extracting(DeliveryChange::getCause).contains("CONFIRMED", "READING");
    }

    @Test
    void changesThatAnEarlierReadingGoesOnWithAreTakenOver() {
        DeliveryAccount earlier = account();
        earlier.begins(DeliveryChanges.Cause.READING, 1, FIRST);
        earlier.vanished("USD", BigDecimal.TEN, BigDecimal.ONE);
        DeliveryAccount current = account();
        current.begins(DeliveryChanges.Cause.READING, 2, SECOND);
        // As Avro reads it: a list that takes no element out.
        current.delivery()
                .setChanges(new GenericData.Array<>(
                        Schema.createArray(DeliveryChange.getClassSchema()), current.changes()));

        current.takeOver(earlier.handOverChanges());
        earlier.vanished("USD", BigDecimal.TEN, BigDecimal.ONE);
        current.takeOver(earlier.handOverChanges());
        current.added("USD", BigDecimal.ONE, BigDecimal.ONE);

        assertThat(current.changes()).extracting(DeliveryChange::getGeneration).containsExactly(1, 2);
        assertThat(billed(current.changes().get(0))).isEqualByComparingTo("-20");
        assertThat(billed(current.changes().get(1))).isEqualByComparingTo("1");
        assertThat(current.hasNewChanges()).isTrue();
        assertThat(DeliveryChanges.billed(earlier.changes())).isEmpty();
    }

    private static DeliveryAccount account() {
        return DeliveryAccount.open(pages("report", "d1", FIRST, FIRST).page(0, "header\n", 0, 0), "1", null, FIRST);
    }

    @Test
    void whatGivesWayIsAChangeOfItsOwn() {
        harness.send(read(three(), "d1", FIRST, "r1"));
        harness.send(pages("report", "d1", FIRST, SECOND).yieldingTo("another"));

        total("0");
        assertThat(changes("d1")).extracting(DeliveryChange::getCause).containsExactly("READING", "REPLACED");
        assertThat(billed(changes("d1").get(1))).isEqualByComparingTo("-7");
    }

    @Test
    void manyReadingsOfADeliveryAreAddedUp() {
        int readings = 60;
        Instant time = FIRST;
        for (int reading = 0; reading < readings; reading++) {
            // The same delivery states another cost each time, so that each reading changes something.
            harness.send(
                    read(SmallBill.november().usage("a", Integer.toString(reading + 1)), "d1", time, "r" + reading));
            time = time.plusSeconds(3_600);
        }

        total(Integer.toString(readings));
        assertThat(changes("d1")).hasSize(50);
        assertThat(changes("d1").get(0).getCause()).isEqualTo("SEVERAL");
        assertThat(changes("d1").get(0).getRecordsRestated()).isEqualTo(10);
    }

    @Test
    void lostStateLearnsFromARebuildWhatDeliveriesHadChanged(@TempDir Path other) {
        List<RawPage> first = read(three(), "d1", FIRST, "r1");
        harness.send(first);
        Harness lost = harness.withoutState(other);
        harness.close();
        harness = lost;
        harness.send(pages("report", "d1", SECOND, SECOND)
                .ofReading("rebuild")
                .rebuild(harness.published(PAYER), harness.deliveryRecords(PAYER), 2));
        harness.send(Pages.replayed(first, "r2"));

        total("7");
        complete("d1");
        assertThat(verdict("d1").getRecordsAdded()).isZero();
        assertThat(billed(changes("d1").get(0))).isEqualByComparingTo("7");
    }

    @Test
    void recordOfAnEarlierBuildSaysWhatItsReadingChanged() {
        harness.send(read(three(), "d1", FIRST, "r1"));
        Delivery record = verdict("d1");
        record.setChanges(List.of());

        List<DeliveryChange> changes = DeliveryChanges.of(record);

        assertThat(billed(changes.get(0))).isEqualByComparingTo("7");
        assertThat(changes.get(0).getRecordsAdded()).isEqualTo(3);
    }
}
