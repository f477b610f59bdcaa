package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Completion;
import io.tributary.schemas.RawPage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pages that no extractor of ours sends: none of them may end the application or make a total wrong. */
class HostilePagesTest extends Scenario {

    private static SmallBill three() {
        return SmallBill.november().usage("a", "1").usage("b", "2").usage("c", "4");
    }

    @Test
    void completionOfTwoThousandMillionPagesIsIncomplete() {
        List<RawPage> pages = read(three(), "d1", FIRST, "r1");
        RawPage completion = pages.get(2);
        harness.send(pages.subList(0, 2));
        harness.send(RawPage.newBuilder(completion)
                .setCompletion(new Completion(Integer.MAX_VALUE, 3L, List.of(), List.of()))
                .build());
        is("d1", "INCOMPLETE");
        assertThat(verdict("d1").getVerdict())
                .startsWith(Integer.MAX_VALUE - 2 + " of " + Integer.MAX_VALUE + " pages");
        assertThat(verdict("d1").getPagesMissing()).hasSize(100).startsWith(2, 3);

        harness.send(completion);
        total("7");
        complete("d1");
    }

    /** What dead rows claim is kept beside what the pages sighted, whatever number the completion has. */
    @Test
    void completionWithTheNumberOfAPageTakesNothingFromIt() {
        harness.close();
        harness = new Harness(state.resolve("held"), Map.of("streams.rows.cached", "0"));
        SmallBill bill = three();
        for (int i = 0; i < 10; i++) {
            bill.usage("r" + i, "8");
        }
        harness.send(read(bill, "d1", FIRST, "r1"));
        List<RawPage> second = read(three().usage("r0", "eight"), "d2", SECOND, "r2");
        harness.send(second.subList(0, 2));
        harness.send(RawPage.newBuilder(second.get(2)).setPageNumber(0).build());
        is("d2", "HELD");
        harness.restart();
        harness.send(pages("report", "d2", SECOND, THIRD).instruction("CONFIRM"));

        total("15");
        complete("d2");
    }

    @Test
    void scopeThatIsNoneIsDeadLettered() {
        for (String scope : List.of("", "report", "x".repeat(70_000))) {
            List<RawPage> pages = read(three(), "d1", FIRST, "r1").stream()
                    .map(page -> RawPage.newBuilder(page).setScope(scope).build())
                    .toList();
            harness.send(pages);
        }
        assertThat(harness.deadLetters()).hasSize(9);
        harness.send(read(three(), "d2", SECOND, "r2"));

        total("7");
        complete("d2");
    }

    @Test
    void deliveryIdThatIsTooLongIsDeadLettered() {
        harness.send(read(three(), "d".repeat(70_000), FIRST, "r1"));
        harness.send(read(three(), "d2", SECOND, "r2"));

        total("7");
        complete("d2");
    }

    /** What no record can hold stays excluded, where the totals show it. */
    @Test
    void residualOfACommitmentWhoseNameIsTooLargeStaysExcluded() {
        String plan = "arn:" + "p".repeat(600_000);
        Report report = Report.of("d1")
                .usage("a", "1")
                .row(
                        "lineItem/LineItemType", "SavingsPlanNegation",
                        "lineItem/ResourceId", "",
                        "lineItem/UnblendedCost", "-2",
                        "savingsPlan/SavingsPlanARN", plan);
        harness.restart(Map.of("streams.record.max.bytes", "500000"));
        harness.send(report.delivered("d1", FIRST));

        total("1");
        complete("d1");
    }

    @Test
    void pagesOfNegativeNumbersAreNoPartOfADelivery() {
        List<RawPage> pages = read(three(), "d1", FIRST, "r1");
        harness.send(pages.get(0));
        harness.send(RawPage.newBuilder(pages.get(1)).setPageNumber(-1).build());
        harness.send(pages.get(2));
        is("d1", "INCOMPLETE");
        harness.send(read(three(), "d1", FIRST, "r2"));

        total("7");
        complete("d1");
    }
}
