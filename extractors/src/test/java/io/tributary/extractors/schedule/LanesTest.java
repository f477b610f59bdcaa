package io.tributary.extractors.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lane of a period, by the calendar. */
class LanesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-01, 2026-10-31T23:59:59.999Z, false, OPEN",
        "2026-11-01, 2026-10-31T23:59:59.999Z, true, OPEN",
        "2026-12-01, 2026-10-31T23:59:59.999Z, false, OPEN",
        "2026-11-01, 2026-11-01T00:00:00Z, false, CLOSING",
        "2026-11-01, 2026-11-16T00:00:00Z, false, CLOSING",
        "2026-11-01, 2026-11-16T00:00:00.001Z, false, BACKFILL",
        "2026-11-01, 2026-11-16T00:00:00.001Z, true, CLOSING",
        "2024-03-01, 2026-11-16T00:00:00Z, true, CLOSING",
        "2024-03-01, 2024-03-16T00:00:00Z, false, CLOSING"
    })
    void laneIsThatOfTheCalendarInUtc(LocalDate periodEnd, Instant now, boolean isRestated, Lane lane) {
        assertThat(new Lanes(15).lane(periodEnd, isRestated, now)).isEqualTo(lane);
    }
}
