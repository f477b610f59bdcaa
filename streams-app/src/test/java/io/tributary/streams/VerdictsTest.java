package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Verdicts end: once a newer delivery is complete, no older one's state asks for anybody's attention. */
class VerdictsTest extends Scenario {

    private static SmallBill whole() {
        return SmallBill.november().usage("a", "1").usage("b", "2").usage("c", "4");
    }

    @Test
    void heldDeliveryIsNotHeldAnyMoreOnceTheNextConfirmsIt() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        harness.send(read(SmallBill.november().usage("a", "1"), "d2", SECOND, "r2"));
        is("d2", "HELD");
        harness.send(read(SmallBill.november().usage("a", "1"), "d3", THIRD, "r3"));

        complete("d3");
        is("d2", "SUPERSEDED");
        assertThat(verdict("d2").getVerdict()).contains("d3");
    }

    @Test
    void oneDeliveryOfAStatementIsCompleteAtATime() {
        Instant time = FIRST;
        for (int delivery = 1; delivery <= 4; delivery++) {
            harness.send(read(whole().usage("x", Integer.toString(delivery)), "d" + delivery, time, "r" + delivery));
            time = time.plusSeconds(3_600);
        }

        complete("d4");
        assertThat(List.of("d1", "d2", "d3")).allSatisfy(id -> is(id, "SUPERSEDED"));
        assertThat(verdict("d1").getRowsSeen()).as("what it counted stays").isEqualTo(4);
    }

    @Test
    void incompleteDeliveryIsSupersededByACompleteOne() {
        List<RawPage> pages = read(whole(), "d1", FIRST, "r1");
        harness.send(pages.get(0));
        harness.send(pages.get(2));
        is("d1", "INCOMPLETE");
        harness.send(read(whole(), "d2", SECOND, "r2"));

        complete("d2");
        is("d1", "SUPERSEDED");
    }

    @Test
    void nothingIsSupersededByADeliveryThatIsNotComplete() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        List<RawPage> pages = read(whole(), "d2", SECOND, "r2");
        harness.send(pages.get(0));
        harness.send(pages.get(2));

        complete("d1");
        is("d2", "INCOMPLETE");
    }

    @Test
    void forgottenDeliveriesAreSupersededOnceOneIsTaken() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        harness.send(read(whole(), "d2", FORGOTTEN, "r2"));
        Instant next = FORGOTTEN.plusSeconds(3_600);
        List<RawPage> third = read(whole(), "d3", next, "r3");
        harness.send(third);
        is("d2", "FORGOTTEN");
        is("d3", "FORGOTTEN");
        harness.send(rebuild("d3", next.plusSeconds(60)));
        harness.send(Pages.replayed(third, "r4"));

        complete("d3");
        is("d2", "SUPERSEDED");
        is("d1", "SUPERSEDED");
    }

    @Test
    void verdictsEndOverARestart() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        harness.send(read(SmallBill.november().usage("a", "1"), "d2", SECOND, "r2"));
        harness.restart();
        harness.send(read(whole(), "d3", THIRD, "r3"));
        harness.restart();

        complete("d3");
        is("d2", "SUPERSEDED");
        is("d1", "SUPERSEDED");
    }

    @Test
    void replayOfTheNewestLeavesItComplete() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        List<RawPage> second = read(whole(), "d2", SECOND, "r2");
        harness.send(second);
        harness.send(Pages.replayed(second, "r3"));

        complete("d2");
        is("d1", "SUPERSEDED");
    }

    @Test
    void deliveryOfAnotherSourceIsSupersededByThatOfThePreferredOne() {
        harness.send(read(whole(), "d1", FIRST, "r1"));
        harness.send(pages("other", "o1", SECOND, SECOND).instruction("PREFER"));
        harness.send(pages("other", "o1", SECOND, THIRD).ofReading("r2").of(SmallBill.HEADER, whole().rows(), 2));

        total("7");
        complete("o1");
        is("d1", "SUPERSEDED");
    }
}
