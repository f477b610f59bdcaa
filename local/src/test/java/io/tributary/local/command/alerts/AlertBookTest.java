package io.tributary.local.command.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Alert;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertBookTest {

    private static final Instant NINE = Instant.parse("2026-11-01T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void opensWhatIsFoundAndNeverTwice() {
        List<Alert> first = changes(Map.of(), List.of(parked("12.50"), parked("12.50")), false, NINE);
        List<Alert> second = changes(byId(first), List.of(parked("12.50")), false, TEN);

        assertThat(first).hasSize(1);
        assertThat(first.get(0).getStatus()).isEqualTo(AlertBook.OPEN);
        assertThat(first.get(0).getOpenedAt()).isEqualTo(NINE);
        assertThat(first.get(0).getAmounts().get(0).getAmount()).isEqualByComparingTo("12.50");
        assertThat(second).isEmpty();
    }

    @Test
    void anotherAmountChangesAnAlertAndOpensNoOther() {
        List<Alert> first = changes(Map.of(), List.of(parked("12.50")), true, NINE);
        first.get(0).setOpenSentAt(NINE);
        List<Alert> second = changes(byId(first), List.of(parked("13")), true, TEN);

        assertThat(second).hasSize(1);
        assertThat(second.get(0).getOpenedAt()).isEqualTo(NINE);
        assertThat(second.get(0).getChangedAt()).isEqualTo(TEN);
        assertThat(AlertBook.owesOpening(second.get(0))).isFalse();
    }

    @Test
    void closesOnlyWhatWouldHaveBeenFound() {
        Map<String, Alert> known = byId(changes(Map.of(), List.of(parked("12.50")), false, NINE));

        assertThat(AlertBook.changes(known, List.of(), alert -> false, false, TEN))
                .isEmpty();
        List<Alert> closed = AlertBook.changes(known, List.of(), alert -> true, false, TEN);
        assertThat(closed).hasSize(1);
        assertThat(closed.get(0).getStatus()).isEqualTo(AlertBook.CLOSED);
        assertThat(closed.get(0).getClosedAt()).isEqualTo(TEN);
        assertThat(AlertBook.changes(byId(closed), List.of(), alert -> true, false, TEN))
                .isEmpty();
    }

    @Test
    void whatClosesBeforeTheWebhookKnewOfItOwesBoth() {
        List<Alert> opened = changes(Map.of(), List.of(parked("12.50")), true, NINE);
        Alert closed = changes(byId(opened), List.of(), true, TEN).get(0);

        assertThat(AlertBook.owesOpening(closed)).isTrue();
        assertThat(AlertBook.owesClosing(closed)).isTrue();
    }

    @Test
    void whatClosedWithoutAWebhookOwesNothingToOneThatIsSetLater() {
        List<Alert> opened = changes(Map.of(), List.of(parked("12.50")), false, NINE);
        Map<String, Alert> closed = byId(changes(byId(opened), List.of(), false, TEN));

        assertThat(changes(closed, List.of(), true, TEN)).isEmpty();
        assertThat(closed.values())
                .allSatisfy(alert -> assertThat(AlertBook.owesOpening(alert) || AlertBook.owesClosing(alert))
                        .isFalse());
    }

    @Test
    void anOpenAlertIsOwedToAWebhookThatIsSetLater() {
        Map<String, Alert> known = byId(changes(Map.of(), List.of(parked("12.50")), false, NINE));

        List<Alert> changed = changes(known, List.of(parked("12.50")), true, TEN);
        assertThat(changed).hasSize(1);
        assertThat(AlertBook.owesOpening(changed.get(0))).isTrue();
    }

    @Test
    void whatIsFoundAgainAfterItsClosingWasToldIsAnotherAlert() {
        Alert told = changes(byId(changes(Map.of(), List.of(parked("1")), true, NINE)), List.of(), true, TEN)
                .get(0);
        told.setOpenSentAt(NINE);
        told.setCloseSentAt(TEN);

        Alert again = changes(byId(List.of(told)), List.of(parked("1")), true, TEN.plusSeconds(1))
                .get(0);
        assertThat(again.getOpenedAt()).isEqualTo(TEN.plusSeconds(1));
        assertThat(again.getClosedAt()).isNull();
        assertThat(AlertBook.owesOpening(again)).isTrue();
    }

    @Test
    void whatIsFoundAgainBeforeItsClosingWasToldIsStillOpen() {
        Alert closed = changes(byId(changes(Map.of(), List.of(parked("1")), true, NINE)), List.of(), true, TEN)
                .get(0);
        closed.setOpenSentAt(NINE);

        Alert again = changes(byId(List.of(closed)), List.of(parked("1")), true, TEN.plusSeconds(1))
                .get(0);
        assertThat(again.getOpenedAt()).isEqualTo(NINE);
        assertThat(AlertBook.owesOpening(again) || AlertBook.owesClosing(again)).isFalse();
    }

    private static Finding parked(String amount) {
        return new Finding(
                AlertKind.PARKED,
                "aws|111|2026-11-01",
                amount + " USD is missing",
                Optional.of("tributary dlq list"),
                Optional.empty(),
                new TreeMap<>(Map.of("USD", new BigDecimal(amount))));
    }

    private static List<Alert> changes(
            Map<String, Alert> known, Collection<Finding> found, boolean notifies, Instant now) {
        return AlertBook.changes(known, found, alert -> true, notifies, now);
    }

    private static Map<String, Alert> byId(List<Alert> alerts) {
        Map<String, Alert> byId = new TreeMap<>();
        alerts.forEach(alert -> byId.put(alert.getId(), alert));
        return byId;
    }
}
