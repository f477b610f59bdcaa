package io.tributary.local.command.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void columnsThatSayNothingAreSaidOnceOnATerminal() {
        Table table = new Table(List.of(
                Table.Column.text("name"),
                Table.Column.number("parked").usually("0.00"),
                Table.Column.text("conserved").usually("yes"),
                Table.Column.sentence("verdict")));
        table.addQuiet(List.of("a", "0.00", "yes", "All is there."));
        table.add(List.of("b", "0.00", "yes", "Page 3 is missing."));

        assertThat(table.lines(80))
                .containsExactly(
                        "  name",
                        "  a",
                        "  b",
                        "      Page 3 is missing.",
                        "  (all: parked 0.00, conserved yes; --wide shows every column)");
        assertThat(table.lines(Terminal.UNLIMITED))
                .isEqualTo(table.lines())
                .contains("  a       0.00  yes        All is there.");
    }

    @Test
    void aColumnWithOneCellThatSaysSomethingIsThereForAll() {
        Table table = new Table(
                List.of(Table.Column.text("name"), Table.Column.number("parked").usually("0.00")));
        table.add(List.of("a", "0.00"));
        table.add(List.of("b", "0.01"));

        assertThat(table.lines(80)).containsExactly("  name  parked", "  a       0.00", "  b       0.01");
    }

    @Test
    void idsAreShortenedInTheMiddleBeforeARowIsBroken() {
        Table table = new Table(List.of(Table.Column.id("account"), Table.Column.number("billed cost")));
        table.add(List.of("subscriptions/11111111-2222-3333-4444-555555555555", "1234567890.123456789"));

        assertThat(table.lines(40))
                .containsExactly(
                        "  account                    billed cost", "  subscrip…5555555  1234567890.123456789");
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 120, 200})
    void everyLineFitsAndEveryNumberIsWhole(int width) {
        List<String> row = List.of(
                "azure.actual.commitments",
                "providers/Microsoft.Billing/billingAccounts/1234567/billingProfiles/ABCD-EFGH-IJK",
                "2026-11-13",
                "11111111-2222-3333-4444-555555555555",
                "CONFLICT",
                "123,456,789",
                "USD",
                "1234567890123.123456789012345678901234",
                "9876543210987.123456789012345678901234",
                "1,234,567",
                "7,654,321",
                "1,234",
                "-1234567.123456789012345678901234 + unknown",
                "NO",
                "Another scope states this account's period: prefer this one, or leave it as it is.");
        Table table = new Table(List.of(
                Table.Column.text("data set"),
                Table.Column.id("account"),
                Table.Column.text("period"),
                Table.Column.id("delivery"),
                Table.Column.text("state").usually("COMPLETE"),
                Table.Column.number("rows"),
                Table.Column.text("currency"),
                Table.Column.number("billed cost"),
                Table.Column.number("effective cost"),
                Table.Column.number("duplicates").usually("0"),
                Table.Column.number("restated").usually("0"),
                Table.Column.number("dead letters").usually("0"),
                Table.Column.number("parked").usually("0.00"),
                Table.Column.text("conserved").usually("yes"),
                Table.Column.sentence("verdict")));
        table.add(row);
        table.add(row);

        List<String> lines = table.lines(width);

        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
        String text = String.join("\n", lines);
        assertThat(row.subList(5, 14)).allSatisfy(cell -> assertThat(text).contains(cell));
        assertThat(text).doesNotContain("--wide");
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
