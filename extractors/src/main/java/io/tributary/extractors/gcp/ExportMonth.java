package io.tributary.extractors.gcp;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/** What an export states of a billing account's invoice month, by the day of the usage. Used by one thread. */
public final class ExportMonth {

    private final YearMonth month;
    private final TreeMap<LocalDate, TreeMap<String, BigDecimal>> days = new TreeMap<>();
    private Instant lastExport = Instant.EPOCH;

    public ExportMonth(YearMonth month) {
        this.month = requireNonNull(month, "month");
    }

    /**
     * Adds rows.
     *
     * @param usageDay UTC day of the usage; usage of other months counts as of the month's first or last day
     * @param cost sum of their costs
     */
    public void add(LocalDate usageDay, String currency, BigDecimal cost) {
        LocalDate first = month.atDay(1);
        LocalDate last = month.atEndOfMonth();
        LocalDate day = usageDay.isBefore(first) ? first : usageDay.isAfter(last) ? last : usageDay;
        days.computeIfAbsent(day, added -> new TreeMap<>()).merge(currency, cost, BigDecimal::add);
    }

    /** The export's rows of the account, in whatever month, go on until a time. */
    public void exportedUntil(Instant exportTime) {
        lastExport = exportTime.isAfter(lastExport) ? exportTime : lastExport;
    }

    /** The costs by currency of a day; empty if there is no row of it. */
    Map<String, BigDecimal> costs(LocalDate day) {
        return days.getOrDefault(day, new TreeMap<>());
    }

    boolean hasRows(LocalDate day) {
        return days.containsKey(day);
    }

    /** The days that have rows, in order. */
    Iterable<LocalDate> days() {
        return days.keySet();
    }

    /** The costs by currency of the days before a day. */
    Map<String, BigDecimal> costsBefore(LocalDate end) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        days.headMap(end)
                .values()
                .forEach(day -> day.forEach((currency, cost) -> sums.merge(currency, cost, BigDecimal::add)));
        return sums;
    }

    /** The costs by currency. */
    Map<String, BigDecimal> costs() {
        return costsBefore(LocalDate.MAX);
    }

    /** When the export's newest row of the account was exported: its UTC day. */
    LocalDate lastExportDay() {
        return LocalDate.ofInstant(lastExport, ZoneOffset.UTC);
    }
}
