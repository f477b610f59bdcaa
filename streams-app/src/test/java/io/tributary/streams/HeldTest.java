package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deliveries that lack too much: what they lack stands until another one, or an operator, says that it is gone. */
class HeldTest extends Scenario {

    private static final Duration MONTHS = Duration.ofDays(150);

    private static SmallBill whole() {
        return SmallBill.november().usage("a", "1").usage("b", "2").usage("c", "4");
    }

    private static SmallBill least() {
        return SmallBill.november().usage("a", "1");
    }

    /** A bill of ten rows of which those with the letters are left, each of a cost of its own. */
    private static SmallBill ten(String letters) {
        SmallBill bill = SmallBill.november();
        letters.chars().forEach(letter -> bill.usage(Character.toString(letter), Integer.toString(1 << letter - 'a')));
        return bill;
    }

    private void confirm(String deliveryId, Instant deliveryTime, Instant published) {
        harness.send(pages("report", deliveryId, deliveryTime, published).instruction("CONFIRM"));
    }

    @Test
    void heldDeliveryThatIsConfirmedAfterMonthsWithdrawsWhatItLacks() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        Instant next = FIRST.plus(MONTHS);
        harness.send(read(least(), "d2", next, "r2"));
        is("d2", "HELD");
        total("7");

        confirm("d2", next, next.plus(MONTHS));

        total("1");
        complete("d2");
        assertThat(verdict("d2").getRecordsVanished()).isEqualTo(2);
    }

    @Test
    void rowsThatComeBackMonthsAfterAHeldDeliveryWereNeverGone() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        Instant next = FIRST.plus(MONTHS);
        harness.send(read(least(), "d2", next, "r2"));
        Instant later = next.plus(MONTHS);
        harness.send(read(whole(), "d3", later, "r3"));

        total("7");
        complete("d3");
        assertThat(harness.published).isEqualTo(3);
        is("d2", "SUPERSEDED");
    }

    @Test
    void emptyDeliveryDoesNotConfirmOneThatWasHeldForOtherReasons() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        harness.send(read(least(), "d2", SECOND, "r2"));
        total("7");
        harness.send(read(SmallBill.november(), "d3", THIRD, "r3"));

        total("7");
        is("d3", "HELD");
    }

    @Test
    void emptyDeliveryIsConfirmedByAnotherEmptyOne() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        harness.send(read(SmallBill.november(), "d2", SECOND, "r2"));
        is("d2", "HELD");
        harness.send(read(SmallBill.november(), "d3", THIRD, "r3"));

        total("0");
        complete("d3");
    }

    @Test
    void heldDeliveryThatIsReplayedDoesNotConfirmItself() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        List<RawPage> held = read(least(), "d2", SECOND, "r2");
        harness.send(held);
        harness.send(held);
        harness.send(Pages.replayed(held, "r3"));
        harness.send(Pages.replayed(held, "r4"));

        total("7");
        is("d2", "HELD");
    }

    @Test
    void heldDeliveryThatIsReplayedUnderOtherRulesDoesNotConfirmItself() {
        harness.restart(Map.of("streams.aws.cost.basis", "unblended"));
        harness.send(read(whole(), "d1", FIRST, "r1"));
        List<RawPage> held = read(least(), "d2", SECOND, "r2");
        harness.send(held);
        total("7");
        harness.restart(Map.of("streams.aws.cost.basis", "net"));
        harness.send(held);
        harness.send(Pages.replayed(held, "r3"));

        total("7");
        is("d2", "HELD");
    }

    @Test
    void nextDeliveryThatLacksTheSameWithdrawsIt() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        harness.send(read(least(), "d2", SECOND, "r2"));
        harness.restart();
        harness.send(read(least(), "d3", THIRD, "r3"));

        total("1");
        complete("d3");
        assertThat(verdict("d3").getRecordsVanished()).isEqualTo(2);
        is("d2", "SUPERSEDED");
        is("d1", "SUPERSEDED");
    }

    @Test
    void nextDeliveryConfirmsOnlyWhatBothLack() {
        harness.send(read(ten("abcdefghij"), "d1", FIRST, "r1"));
        harness.send(read(ten("abcd"), "d2", SECOND, "r2"));
        is("d2", "HELD");
        total("1023");
        harness.send(read(ten("abcdgh"), "d3", THIRD, "r3"));

        total("207");
        complete("d3");
    }

    @Test
    void nextDeliveryMayLackALittleOfWhatTheHeldOneHad() {
        harness.send(read(ten("abcdefghij"), "d1", FIRST, "r1"));
        harness.send(read(ten("abcd"), "d2", SECOND, "r2"));
        harness.send(read(ten("abc"), "d3", THIRD, "r3"));

        total("7");
        complete("d3");
    }

    @Test
    void nextDeliveryThatLacksTooMuchOfWhatTheHeldOneHadIsHeldItself() {
        harness.send(read(ten("abcdefghij"), "d1", FIRST, "r1"));
        harness.send(read(ten("abcd"), "d2", SECOND, "r2"));
        harness.send(read(ten("a"), "d3", THIRD, "r3"));
        total("1023");
        is("d3", "HELD");

        harness.send(read(ten("a"), "d4", FOURTH, "r4"));

        total("1");
        complete("d4");
        is("d3", "SUPERSEDED");
        is("d2", "SUPERSEDED");
    }

    /** The next delivery has what the held one lacked, and lacks what that one had: neither confirms the other. */
    @Test
    void deliveryThatLacksTheOtherRowsConfirmsNothing() {
        harness.send(read(ten("abcdefghij"), "d1", FIRST, "r1"));
        harness.send(read(ten("abc"), "d2", SECOND, "r2"));
        harness.send(read(ten("hij"), "d3", THIRD, "r3"));

        total("1023");
        is("d3", "HELD");
    }

    @Test
    void heldDeliveryIsConfirmedThoughItWasReplayedBefore() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        List<RawPage> held = read(least(), "d2", SECOND, "r2");
        harness.send(held);
        harness.send(Pages.replayed(held, "r3"));
        harness.restart();
        confirm("d2", SECOND, THIRD);

        total("1");
        complete("d2");
    }

    @Test
    void confirmationOfADeliveryThatIsNotHeldDoesNothing() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        harness.send(read(least(), "d2", SECOND, "r2"));
        harness.send(read(whole(), "d3", THIRD, "r3"));
        confirm("d2", SECOND, FOURTH);

        total("7");
        complete("d3");
        assertThat(harness.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getMessage()).contains("d2"));
    }

    @Test
    void rowsThatAHeldDeliveryRestatesAndAddsCount() {
        harness.send(read(ten("abcdefghij"), "d1", FIRST, "r1"));
        harness.send(read(SmallBill.november().usage("a", "100").usage("x", "5000"), "d2", SECOND, "r2"));

        is("d2", "HELD");
        total("6122");
        confirm("d2", SECOND, THIRD);
        total("5100");
        complete("d2");
    }

    /** Withdrawing what is confirmed goes on over several slices, and over the first page of the next delivery. */
    @Test
    void manyRowsThatAreConfirmedToBeGoneAreWithdrawnInSlices() {
        SmallBill large = SmallBill.november();
        for (int i = 0; i < 12_000; i++) {
            large.usage("r" + i, "1");
        }
        harness.send(read(large, "d1", FIRST, "r1", 2_000));
        harness.send(read(SmallBill.november().usage("r0", "1"), "d2", SECOND, "r2"));
        is("d2", "HELD");
        int published = harness.published;
        confirm("d2", SECOND, THIRD);
        assertThat(harness.published - published).isLessThan(9_000);
        harness.restart();
        harness.send(read(SmallBill.november().usage("r0", "1").usage("r7", "3"), "d3", FOURTH, "r3"));

        total("4");
        complete("d3");
    }
}
