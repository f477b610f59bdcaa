package io.tributary.local.command.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lays out tables and amounts. */
class TableTest {

    @Test
    void textStandsLeftAndNumbersRight() {
        Table table = new Table(List.of(Table.Column.text("name"), Table.Column.number("n")));
        table.add(List.of("a", "1,000"));
        table.add(List.of("longer", "1"));

        assertThat(table.lines()).containsExactly("  name        n", "  a       1,000", "  longer      1");
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        Table table = new Table(List.of(Table.Column.text("name")));

        assertThatThrownBy(() -> table.add(List.of("a", "b"))).hasMessage("2 cells, expected 1");
    }

    @Test
    void amountsKeepEveryDigitAndAtLeastTheCents() {
        assertThat(Amounts.exact(new BigDecimal("1.100000000000000000000001"))).isEqualTo("1.100000000000000000000001");
        assertThat(Amounts.exact(new BigDecimal("-1000.000000"))).isEqualTo("-1000.00");
        assertThat(Amounts.exact(new BigDecimal("1E+3"))).isEqualTo("1000.00");
        assertThat(Amounts.exact(new BigDecimal("0.000000000000000000000000"))).isEqualTo("0.00");
    }
}
