package io.tributary.extractors.azure.api;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;

/**
 * A billing period: mostly a calendar month.
 *
 * @param name as Azure names it, for example 202610
 * @param start its first day
 * @param end the first day after it
 */
public record Period(String name, LocalDate start, LocalDate end) {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMM");

    public Period {
        requireNonNull(name, "name");
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException(
                    "Period " + name + " is from " + start + " to before " + end + ": expected at least one day");
        }
    }

    public static Period of(YearMonth month) {
        return new Period(
                month.format(NAME), month.atDay(1), month.plusMonths(1).atDay(1));
    }

    public LocalDate lastDay() {
        return end.minusDays(1);
    }

    public boolean holds(LocalDate day) {
        return !day.isBefore(start) && day.isBefore(end);
    }
}
