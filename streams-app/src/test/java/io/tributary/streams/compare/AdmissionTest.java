package io.tributary.streams.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import io.tributary.streams.Pages;
import io.tributary.streams.compare.Admission.Begins;
import io.tributary.streams.compare.Admission.Conflict;
import io.tributary.streams.compare.Admission.Continues;
import io.tributary.streams.compare.Admission.Ended;
import io.tributary.streams.compare.Admission.Part;
import io.tributary.streams.compare.Admission.Superseded;
import io.tributary.streams.reconcile.DeliveryAccount;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** What is to be done with a page, by what its statement and others say before it. */
class AdmissionTest {

    private static final LocalDate NOVEMBER = LocalDate.of(2025, 11, 1);
    private static final Instant FIRST = Instant.parse("2025-11-02T00:00:00Z");
    private static final Instant SECOND = FIRST.plus(Duration.ofDays(1));
    private static final String SCOPE = page("d1", FIRST).getScope();

    private final Statement statement = Statement.unsaved(1);

    @Test
    void firstPageOfAStatementBeginsItsDelivery() {
        assertThat(admission(page("d1", FIRST))).isEqualTo(new Begins(Part.NEW_PAGE));
    }

    @Test
    void pageOfTheCurrentDeliveryThatWasNotSeenContinuesIt() {
        begin("d1", FIRST);

        assertThat(admission(page("d1", FIRST))).isEqualTo(new Continues(Part.NEW_PAGE));
    }

    @Test
    void pageOfTheCurrentDeliveryThatWasSeenIsRepeatedWhereItsChecksumIsTheSame() {
        begin("d1", FIRST);
        RawPage page = page("d1", FIRST);

        assertThat(Admission.of(incoming(page), statement, Others.NONE, Optional.of(page.getChecksum())))
                .isEqualTo(new Continues(Part.REPEATED_PAGE));
        assertThat(Admission.of(incoming(page), statement, Others.NONE, Optional.of(page.getChecksum() + 1)))
                .isEqualTo(new Continues(Part.CHANGED_PAGE));
    }

    @Test
    void nothingOfAReadingIsTakenOnceItHasEnded() {
        begin("d1", FIRST);
        RawPage completion = pages("d1", FIRST).get(1);

        assertThat(admission(completion)).isEqualTo(new Continues(Part.COMPLETION));
        statement.current.phase = StatementState.Phase.ENDED;
        assertThat(admission(completion)).isEqualTo(new Ended());
        assertThat(admission(page("d1", FIRST))).isEqualTo(new Ended());
    }

    @Test
    void readingThatAnotherTookThePlaceOfHasEnded() {
        begin(page("d1", FIRST, "one"));

        assertThat(admission(page("d1", FIRST, "two"))).isEqualTo(new Begins(Part.NEW_PAGE));
        begin(page("d1", FIRST, "two"));
        assertThat(admission(page("d1", FIRST, "one"))).isEqualTo(new Ended());
        assertThat(admission(page("d1", FIRST, "two"))).isEqualTo(new Continues(Part.NEW_PAGE));
    }

    @Test
    void readingThatHasEndedMayBeginAgainOnceAnotherOwnerWasPreferred() {
        begin(page("d1", FIRST, "one"));
        begin(page("d1", FIRST, "two"));

        statement.prefer(SCOPE);

        assertThat(admission(page("d1", FIRST, "one"))).isEqualTo(new Begins(Part.NEW_PAGE));
    }

    @Test
    void newerDeliveryBeginsWhetherTheOneBeforeIsCompleteOrNot() {
        begin("d1", FIRST);
        assertThat(admission(page("d2", SECOND))).isEqualTo(new Begins(Part.NEW_PAGE));

        statement.newest = Optional.of(complete("d1", FIRST));
        assertThat(admission(page("d2", SECOND))).isEqualTo(new Begins(Part.NEW_PAGE));
    }

    @Test
    void deliveryOfTheSameTimeBegins() {
        begin("d1", FIRST);
        statement.newest = Optional.of(complete("d1", FIRST));

        assertThat(admission(page("d2", FIRST))).isEqualTo(new Begins(Part.NEW_PAGE));
    }

    @Test
    void olderDeliveryIsSupersededByOneThatHasBegun() {
        begin("d2", SECOND);

        assertThat(admission(page("d1", FIRST)))
                .isEqualTo(new Superseded("Delivery d2 of 2025-11-03T00:00:00Z is newer and has begun."));
    }

    @Test
    void olderDeliveryIsSupersededByOneThatIsComplete() {
        begin("d2", SECOND);
        statement.newest = Optional.of(complete("d2", SECOND));

        assertThat(admission(page("d1", FIRST)))
                .isEqualTo(new Superseded("Delivery d2 of 2025-11-03T00:00:00Z is newer and complete."));
    }

    @Test
    void otherScopeOfTheStatementIsAConflict() {
        statement.prefer("aws/aws.focus/1/2025-11-01/focus");

        assertThat(admission(page("d1", FIRST)))
                .isEqualTo(new Conflict("Scope aws/aws.focus/1/2025-11-01/focus states this account's period already;"
                        + " prefer one of them."));
    }

    @Test
    void preferredScopeBeginsThoughItsDeliveryIsOlderThanThoseOfTheOneBefore() {
        statement.begin(9, 9, account(otherScope(), SECOND));
        statement.newest =
                Optional.of(new StatementState.Complete(9, otherScope().getScope(), "d9", SECOND));
        statement.live = 3;
        statement.prefer(SCOPE);

        assertThat(admission(page("d1", FIRST))).isEqualTo(new Begins(Part.NEW_PAGE));
    }

    @Test
    void supplementOfWhatIsStatedWholeIsAConflictEvenOnceItHasBegun() {
        Others whole = new Others(Optional.of("the/whole"), Optional.empty(), Optional.empty());
        Conflict conflict =
                new Conflict("Scope the/whole states the whole of this account's period, and needs no supplement.");

        assertThat(admission(page("d1", FIRST), whole)).isEqualTo(conflict);
        begin("d1", FIRST);
        assertThat(admission(page("d1", FIRST), whole)).isEqualTo(conflict);
    }

    @Test
    void wholeOfWhatIsSupplementedIsAConflictUntilItIsPreferred() {
        Others part = new Others(Optional.empty(), Optional.of(owned("the/part")), Optional.empty());

        assertThat(admission(page("d1", FIRST), part))
                .isEqualTo(new Conflict(
                        "Scope the/part states a part of this account's period already; prefer one of them."));
        statement.prefer(SCOPE);
        assertThat(admission(page("d1", FIRST), part)).isEqualTo(new Begins(Part.NEW_PAGE));
    }

    @Test
    void leaseOfAnotherDataSetIsAConflict() {
        Others lessee =
                new Others(Optional.empty(), Optional.empty(), Optional.of(owned("gcp/gcp.standard/1/2026-11-01/")));

        assertThat(admission(page("d1", FIRST), lessee))
                .isEqualTo(new Conflict("Data set gcp.standard states this account's period already."));
    }

    @Test
    void deliveryThatWasChosenOverWhatHoldsTheLeaseIsTaken() {
        Others lessee =
                new Others(Optional.empty(), Optional.empty(), Optional.of(owned("gcp/gcp.standard/1/2026-11-01/")));
        RawPage chosen = page("d1", FIRST);
        chosen.setChosenOver(List.of("gcp.standard"));

        assertThat(admission(chosen, lessee)).isEqualTo(new Begins(Part.NEW_PAGE));
    }

    private static Statement owned(String scope) {
        Statement other = Statement.unsaved(2);
        other.owner = scope;
        return other;
    }

    @Test
    void onlyWhatIsTakenIsAPartOfItsDelivery() {
        assertThat(new Begins(Part.COMPLETION).taken()).contains(Part.COMPLETION);
        assertThat(new Continues(Part.NEW_PAGE).taken()).contains(Part.NEW_PAGE);
        assertThat(new Conflict("why").taken()).isEmpty();
        assertThat(new Superseded("why").taken()).isEmpty();
    }

    private Admission admission(RawPage page) {
        return admission(page, Others.NONE);
    }

    private Admission admission(RawPage page, Others others) {
        return Admission.of(incoming(page), statement, others, Optional.empty());
    }

    private void begin(String deliveryId, Instant time) {
        begin(page(deliveryId, time));
    }

    private void begin(RawPage page) {
        Incoming incoming = incoming(page);
        statement.begin(incoming.deliveryKey(), incoming.readingKey(), account(page, FIRST));
    }

    private static DeliveryAccount account(RawPage page, Instant now) {
        return DeliveryAccount.open(page, "1", null, now);
    }

    private static StatementState.Complete complete(String deliveryId, Instant time) {
        return new StatementState.Complete(incoming(page(deliveryId, time)).deliveryKey(), SCOPE, deliveryId, time);
    }

    private static Incoming incoming(RawPage page) {
        return new Incoming(
                new Record<>(null, null, page.getExtractedAt().toEpochMilli()),
                page,
                page.getExtractedAt().toEpochMilli(),
                1,
                StoreKeys.delivery(page.getScope(), page.getDeliveryId()),
                StoreKeys.reading(page.getScope(), page.getDeliveryId(), page.getReading()),
                new byte[0],
                "1",
                null,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static RawPage page(String deliveryId, Instant time) {
        return pages(deliveryId, time).get(0);
    }

    private static RawPage page(String deliveryId, Instant time, String reading) {
        RawPage page = page(deliveryId, time);
        page.setReading(reading);
        return page;
    }

    private static RawPage otherScope() {
        return new Pages("1", NOVEMBER, "d9", SECOND, SECOND)
                .ofDataSet("aws", "aws.focus", "text/csv; header=present")
                .page(0, "a\n1\n", 1, 0);
    }

    private static List<RawPage> pages(String deliveryId, Instant time) {
        return new Pages("1", NOVEMBER, deliveryId, time, time).of("a", List.of("1"), 10);
    }
}
