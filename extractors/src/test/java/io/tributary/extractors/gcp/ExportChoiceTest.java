package io.tributary.extractors.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.gcp.GcpConfig.Tables;
import io.tributary.extractors.source.SourceDelivery.Choice;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table in docs/semantics.md, row by row, and what it does not show. */
class ExportChoiceTest {

    private static final YearMonth MONTH = YearMonth.of(2026, 10);
    private static final Instant AFTER = Instant.parse("2026-11-05T00:00:00Z");
    private static final String HEADER = "| detailed | standard | FOCUS | `gcp.tables` | taken | and |";

    static Stream<List<String>> rows() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "docs", "semantics.md"));
        int header = lines.indexOf(HEADER);
        assertThat(header).as("the table in docs/semantics.md").isNotNegative();
        return lines.subList(header + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList());
    }

    @Test
    void tableHasEveryOutcome() throws IOException {
        assertThat(rows().map(cells -> cells.get(5)).distinct())
                .containsExactlyInAnyOrder("", "note", "error", "NOT_TAKEN");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rowOfTheDocumentIsWhatIsChosen(List<String> cells) {
        Map<BillingExport, ExportMonth> there = new EnumMap<>(BillingExport.class);
        for (BillingExport export : BillingExport.values()) {
            String days = cells.get(export.ordinal());
            if (!days.equals("-")) {
                there.put(export, month(days));
            }
        }
        Tables tables = Tables.valueOf(cells.get(3).toUpperCase(Locale.ROOT));

        ExportChoice choice = ExportChoice.of(tables, MONTH, there);

        assertThat(choice.export()).isEqualTo(BillingExport.valueOf(cells.get(4).toUpperCase(Locale.ROOT)));
        assertThat(choice.choice().notTaken().isPresent())
                .isEqualTo(cells.get(5).equals("NOT_TAKEN"));
        assertThat(choice.problem().isPresent()).isEqualTo(cells.get(5).equals("error"));
        assertThat(choice.note().isPresent() && choice.problem().isEmpty())
                .isEqualTo(cells.get(5).equals("note"));
        if (choice.choice().notTaken().isEmpty()) {
            Set<String> others = new TreeSet<>();
            there.keySet().stream()
                    .filter(export -> export != choice.export())
                    .forEach(export -> others.add(export.dataSet()));
            assertThat(choice.choice()).isEqualTo(others.isEmpty() ? Choice.ONLY : Choice.over(others));
        }
    }

    @Test
    void costsThatMayBeDueDecideNothing() {
        // Given: the standard export was written a day later
        ExportMonth detailed = days(1, 20, "10", Instant.parse("2026-10-21T00:00:00Z"));
        ExportMonth standard = days(1, 21, "10", Instant.parse("2026-10-22T00:00:00Z"));

        ExportChoice choice = ExportChoice.of(
                Tables.AUTO, MONTH, Map.of(BillingExport.DETAILED, detailed, BillingExport.STANDARD, standard));

        assertThat(choice.export()).isEqualTo(BillingExport.DETAILED);
        assertThat(choice.problem()).isEmpty();
    }

    @Test
    void daysWithoutCostsAreNotMissed() {
        ExportMonth detailed = days(1, 20, "10", AFTER);
        ExportMonth standard = days(1, 20, "10", AFTER);
        standard.add(MONTH.atDay(28), "EUR", BigDecimal.ZERO);

        assertThat(ExportChoice.of(
                                Tables.AUTO,
                                MONTH,
                                Map.of(BillingExport.DETAILED, detailed, BillingExport.STANDARD, standard))
                        .export())
                .isEqualTo(BillingExport.DETAILED);
    }

    @Test
    void exportWithLessOfTheSameDaysIsNotTaken() {
        ExportMonth detailed = days(1, 31, "9", AFTER);
        ExportMonth standard = days(1, 31, "10", AFTER);

        ExportChoice choice = ExportChoice.of(
                Tables.AUTO, MONTH, Map.of(BillingExport.DETAILED, detailed, BillingExport.STANDARD, standard));

        assertThat(choice.export()).isEqualTo(BillingExport.STANDARD);
        assertThat(choice.note()).get().asString().contains("279 EUR", "310 EUR");
    }

    @Test
    void usageOfOtherMonthsCountsAsOfTheMonthsEnds() {
        // Given: a correction of usage in August, on the invoice of October, that only one export has yet
        ExportMonth detailed = days(1, 31, "10", AFTER);
        ExportMonth standard = days(1, 31, "10", AFTER);
        standard.add(LocalDate.of(2026, 8, 3), "EUR", new BigDecimal("1"));

        ExportChoice choice = ExportChoice.of(
                Tables.AUTO, MONTH, Map.of(BillingExport.DETAILED, detailed, BillingExport.STANDARD, standard));

        assertThat(choice.export()).isEqualTo(BillingExport.DETAILED);
        assertThat(choice.note()).get().asString().contains("310 EUR", "311 EUR");
    }

    private static ExportMonth month(String days) {
        return switch (days) {
            case "whole" -> days(1, 31, "10", AFTER);
            case "from the 15th" -> days(15, 31, "10", AFTER);
            case "until the 14th" -> days(1, 14, "10", Instant.parse("2026-10-15T03:00:00Z"));
            default -> throw new IllegalArgumentException(days);
        };
    }

    private static ExportMonth days(int first, int last, String cost, Instant lastExport) {
        ExportMonth month = new ExportMonth(MONTH);
        for (int day = first; day <= last; day++) {
            month.add(MONTH.atDay(day), "EUR", new BigDecimal(cost));
        }
        month.exportedUntil(lastExport);
        return month;
    }
}
