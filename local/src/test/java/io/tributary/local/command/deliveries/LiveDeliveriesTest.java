package io.tributary.local.command.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.run.SampleDeliveries;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Says which deliveries are live, and what is missing of them. */
class LiveDeliveriesTest {

    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);

    @Test
    void aCompleteDeliveryIsLiveWholeAndThoseBeforeItAreNot() {
        Delivery first = delivery("one", "SUPERSEDED", 0);
        Delivery second = delivery("two", "INCOMPLETE", 1);
        Delivery third = delivery("three", "COMPLETE", 2);
        LiveDeliveries live = live(first, second, third);

        assertThat(live.part(first)).isEqualTo(LiveDeliveries.Part.NONE);
        assertThat(live.part(second)).isEqualTo(LiveDeliveries.Part.NONE);
        assertThat(live.part(third)).isEqualTo(LiveDeliveries.Part.WHOLE);
        assertThat(live.periods()).singleElement().satisfies(period -> {
            assertThat(period.lacks()).isEmpty();
            assertThat(period.deliveries()).containsExactly(third);
        });
    }

    @Test
    void aReadingThatWasBegunAndNotEndedMixesWithWhatWasThere() {
        Delivery complete = delivery("one", "COMPLETE", 0);
        for (String state : List.of("OPEN", "INCOMPLETE", "ABANDONED", "HELD")) {
            Delivery begun = delivery("two", state, 1);
            begun.setPagesSeen(3);
            begun.setRowsSeen(1_200);
            LiveDeliveries live = live(begun, complete);

            assertThat(live.part(begun)).as(state).isEqualTo(LiveDeliveries.Part.PART);
            assertThat(live.part(complete)).as(state).isEqualTo(LiveDeliveries.Part.PART);
            assertThat(lacks(live))
                    .containsExactly("aws.cur.legacy delivery two: " + state
                            + ", 3 pages of an unknown number, 1,200 rows of an unknown number");
        }
    }

    @Test
    void aForgottenDeliveryIsNotLiveAndWhatWasThereIsNotTheLast() {
        Delivery complete = delivery("one", "COMPLETE", 0);
        Delivery forgotten = delivery("two", "FORGOTTEN", 1);
        LiveDeliveries live = live(complete, forgotten);

        assertThat(live.part(forgotten)).isEqualTo(LiveDeliveries.Part.NONE);
        assertThat(live.part(complete)).isEqualTo(LiveDeliveries.Part.PART);
        assertThat(lacks(live)).singleElement().asString().contains("two: FORGOTTEN");
    }

    @Test
    void aPreferredScopeThatIsBeingReadMixesWithTheOneBeforeIt() {
        Delivery complete = delivery("one", "COMPLETE", 0);
        Delivery preferred = delivery("two", "OPEN", 1);
        preferred.setScope(Keys.scope("aws", "aws.cur.legacy", "111", NOVEMBER, "other"));
        preferred.setDeliveryTime(SampleDeliveries.EARLY.minusSeconds(60));

        assertThat(live(complete, preferred).part(complete)).isEqualTo(LiveDeliveries.Part.PART);
        assertThat(lacks(live(complete, preferred))).hasSize(1);
    }

    @Test
    void whatIsInConflictIsNotLiveAndTakesNothingFromWhatIs() {
        Delivery complete = delivery("one", "COMPLETE", 0);
        Delivery conflict = delivery("two", "CONFLICT", 1);
        conflict.setScope(Keys.scope("aws", "aws.cur.legacy", "111", NOVEMBER, "other"));
        LiveDeliveries live = live(complete, conflict);

        assertThat(live.part(conflict)).isEqualTo(LiveDeliveries.Part.NONE);
        assertThat(live.part(complete)).isEqualTo(LiveDeliveries.Part.WHOLE);
        assertThat(lacks(live)).isEmpty();
    }

    @Test
    void rowsAndPagesThatWereNotReadAreMissing() {
        Delivery delivery = delivery("one", "COMPLETE", 0);
        delivery.setRowsRejected(2);
        delivery.setPagesRejected(1);

        assertThat(live(delivery).part(delivery)).isEqualTo(LiveDeliveries.Part.PART);
        assertThat(lacks(live(delivery)))
                .containsExactly("aws.cur.legacy delivery one: 1 page not read, 2 rows not read");
    }

    @Test
    void aPageThatWasReplacedByOneWithFewerRowsLacksThem() {
        Delivery fewer = delivery("one", "COMPLETE", 0);
        fewer.setPagesReplaced(1);
        fewer.setReplacedPagesRowDifference(-3);
        Delivery more = delivery("one", "COMPLETE", 0);
        more.setReplacedPagesRowDifference(3);

        assertThat(lacks(live(fewer)))
                .containsExactly("aws.cur.legacy delivery one: 3 rows left out when a person replaced a page");
        assertThat(lacks(live(more))).isEmpty();
    }

    @Test
    void slicesAreToldTogether() {
        Delivery whole = slice("01", "COMPLETE");
        Delivery begun = slice("02", "OPEN");
        Delivery alsoBegun = slice("03", "OPEN");

        assertThat(lacks(live(whole, begun)))
                .containsExactly("1 of 2 slices: OPEN, 1 page of an unknown number, 1 row of an unknown number");
        assertThat(lacks(live(whole, begun, alsoBegun))).containsExactly("2 of 3 slices: OPEN");
        Delivery parked = slice("04", "COMPLETE");
        Delivery alsoParked = slice("05", "COMPLETE");
        parked.setRowsRejected(1);
        alsoParked.setRowsRejected(2);
        assertThat(lacks(live(whole, parked, alsoParked))).containsExactly("2 of 3 slices: 3 rows not read");
        assertThat(live(whole, begun).part(new DeliveryGroup(List.of(whole, begun))))
                .isEqualTo(LiveDeliveries.Part.PART);
    }

    @Test
    void aPeriodThatIsNotTakenLacksIt() {
        Delivery notTaken = delivery("one", "NOT_TAKEN", 0);
        notTaken.setVerdict("azure.costs is focus.");
        Delivery later = delivery("two", "COMPLETE", 1);
        later.setScope(Keys.scope("aws", "aws.cur.legacy", "111", NOVEMBER, "other"));

        assertThat(lacks(live(notTaken))).containsExactly("aws.cur.legacy delivery one: azure.costs is focus.");
        assertThat(lacks(live(notTaken, later))).isEmpty();
    }

    @Test
    void aCheckThatFailedIsMissingFromItsAccountsPeriodAlone() {
        Delivery check = SampleDeliveries.of("aws", "check.complement", "111", NOVEMBER, "check");
        check.setState("DIFFERS");
        check.setVerdict("5.00 EUR are missing.");
        Delivery delivery = delivery("one", "COMPLETE", 0);
        List<Delivery> known = List.of(delivery);

        assertThat(lacks(LiveDeliveries.of(known, List.of(check), SampleDeliveries.SETTINGS)))
                .containsExactly("check.complement: 5.00 EUR are missing.");
        check.setBillingAccountId("222");
        assertThat(lacks(LiveDeliveries.of(known, List.of(check), SampleDeliveries.SETTINGS)))
                .isEmpty();
    }

    @Test
    void recordsNameThePeriodsOfTheirDeliveries() {
        LiveDeliveries live = live(delivery("one", "COMPLETE", 0));

        assertThat(live.periodsOf("aws.cur.legacy", "one", NOVEMBER))
                .singleElement()
                .satisfies(period -> assertThat(period.account()).isEqualTo("111"));
        assertThat(live.periodsOf("aws.cur.legacy", "two", NOVEMBER)).isEmpty();
    }

    private static List<String> lacks(LiveDeliveries live) {
        return live.periods().stream()
                .flatMap(period -> period.lacks().stream())
                .toList();
    }

    private static LiveDeliveries live(Delivery... deliveries) {
        return LiveDeliveries.of(List.of(deliveries), List.of(), SampleDeliveries.SETTINGS);
    }

    private static Delivery slice(String day, String state) {
        Delivery slice = SampleDeliveries.of("gcp", "gcp.detailed", "A-B-C", NOVEMBER, day);
        slice.setScope(Keys.scope(
                "gcp", "gcp.detailed", "A-B-C", NOVEMBER, "table/2026-11-" + day + "/2026-11-" + day + "T00:00:00Z"));
        slice.setState(state);
        return slice;
    }

    private static Delivery delivery(String id, String state, int minute) {
        Delivery delivery = SampleDeliveries.of("aws", "aws.cur.legacy", "111", NOVEMBER, id);
        delivery.setState(state);
        delivery.setLastSeen(SampleDeliveries.EARLY.plusSeconds(60L * minute));
        return delivery;
    }
}
