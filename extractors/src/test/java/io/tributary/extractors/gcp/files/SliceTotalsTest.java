package io.tributary.extractors.gcp.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.gcp.BillingExport;
import io.tributary.schemas.ControlTotal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceTotalsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);

    private final SliceTotals totals = new SliceTotals();

    @Test
    void costsAndCreditsAreControlled() {
        add("1.5");
        add("2E-3");

        assertThat(totals.controls()).extracting(ControlTotal::getName).containsExactly("rows", "cost", "credits");
        assertThat(totals.controls().get(1).getTotal()).isEqualByComparingTo("1.502");
    }

    /** The application makes such a row a dead letter, and reads the others. */
    @ParameterizedTest
    @ValueSource(strings = {"1E-2147483640", "1E2147483640", "1E999999999", "1E50", "100000000000000", "a word"})
    void aCostThatTheApplicationDoesNotReadIsNotAddedUp(String cost) {
        add("1.5");
        add(cost);

        assertThat(totals.rows()).isEqualTo(2);
        assertThat(totals.controls()).extracting(ControlTotal::getName).containsExactly("rows");
    }

    @Test
    void aSumThatTheSchemaDoesNotHoldIsNotControlled() {
        add("99999999999999");
        add("99999999999999");

        assertThat(totals.controls()).extracting(ControlTotal::getName).containsExactly("rows");
    }

    private void add(String cost) {
        totals.add(BillingExport.STANDARD, Map.of("currency", "USD", "cost", cost, "credits", "[]"), DAY);
    }
}
