package io.tributary.local.command.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.run.SampleDeliveries;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatenessTest {

    private static final Instant FIRST = Instant.parse("2026-10-20T06:00:00Z");

    @Test
    void aSourceIsLateByItsOwnRhythm() {
        List<Delivery> thriceADay = deliveries(30, Duration.ofHours(8));
        List<Delivery> weekly = deliveries(6, Duration.ofDays(7));
        Instant lastOfDay = thriceADay.get(29).getDeliveryTime();
        Instant lastOfWeek = weekly.get(5).getDeliveryTime();

        assertThat(Lateness.of(thriceADay, lastOfDay.plus(Duration.ofHours(11))))
                .isEmpty();
        assertThat(Lateness.of(thriceADay, lastOfDay.plus(Duration.ofHours(12))))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(AlertKind.LATE);
                    assertThat(finding.summary()).contains("8 h 0 min", lastOfDay.toString());
                });
        assertThat(Lateness.of(weekly, lastOfWeek.plus(Duration.ofDays(10)))).isEmpty();
        assertThat(Lateness.of(weekly, lastOfWeek.plus(Duration.ofDays(11)))).hasSize(1);
    }

    @Test
    void monthsOfASourceAreOneSource() {
        List<Delivery> deliveries = deliveries(40, Duration.ofHours(12));
        Instant last = deliveries.get(39).getDeliveryTime();

        assertThat(deliveries.stream().map(Delivery::getScope).distinct()).hasSizeGreaterThan(1);
        assertThat(Lateness.of(deliveries, last.plus(Duration.ofDays(2)))).hasSize(1);
    }

    @Test
    void oneOutageDoesNotHideTheNext() {
        List<Delivery> deliveries = deliveries(20, Duration.ofHours(8));
        deliveries
                .subList(0, 10)
                .forEach(delivery ->
                        delivery.setDeliveryTime(delivery.getDeliveryTime().minus(Duration.ofDays(9))));
        Instant last = deliveries.get(19).getDeliveryTime();

        assertThat(Lateness.of(deliveries, last.plus(Duration.ofHours(12)))).hasSize(1);
    }

    @Test
    void nothingIsSaidOfASourceWithFewDeliveries() {
        assertThat(Lateness.of(deliveries(5, Duration.ofHours(8)), FIRST.plus(Duration.ofDays(300))))
                .isEmpty();
    }

    private static List<Delivery> deliveries(int count, Duration pause) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant time = FIRST.plus(pause.multipliedBy(i));
            LocalDate month = LocalDate.ofInstant(time, ZoneOffset.UTC).withDayOfMonth(1);
            Delivery delivery = SampleDeliveries.of("aws", "aws.cur.legacy", "111", month, "d" + i);
            delivery.setScope(Keys.scope("aws", "aws.cur.legacy", "111", month, "report"));
            delivery.setDeliveryTime(time);
            deliveries.add(delivery);
        }
        return deliveries;
    }
}
