package io.tributary.extractors.azure.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The months that a setting names. */
class PeriodsTest {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @Test
    void monthBeforeIsOpenUntilTheFifthDay() {
        Periods open = Periods.of(" Open ");

        assertThat(open.on(LocalDate.of(2026, 11, 5))).containsExactly(OCTOBER, NOVEMBER);
        assertThat(open.on(LocalDate.of(2026, 11, 6))).containsExactly(NOVEMBER);
    }

    @Test
    void monthsAreCountedOrNamed() {
        LocalDate today = LocalDate.of(2026, 11, 22);

        assertThat(Periods.of("3").on(today)).containsExactly(YearMonth.of(2026, 9), OCTOBER, NOVEMBER);
        assertThat(Periods.of("2026-11, 2026-09..2026-10").on(today))
                .containsExactly(YearMonth.of(2026, 9), OCTOBER, NOVEMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "37", "closed", "2026-13", "2026-10..2026-09", "2020-01..2026-11"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Periods.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected open, a number from 1 to 36, or months");
    }
}
