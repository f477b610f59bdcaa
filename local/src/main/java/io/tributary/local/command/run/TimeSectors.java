package io.tributary.local.command.run;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.tributary.local.command.focus.TimeSector;
import io.tributary.local.view.InvoiceTotal;
import io.tributary.schemas.Delivery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Says of each billing period whether the view has all of it, over all accounts, and when that last changed. */
final class TimeSectors {

    private TimeSectors() {}

    /**
     * The sectors, in order.
     *
     * @param periods what the view holds, and what is known to lack
     * @param invoices what it holds, with the ends of periods
     */
    static List<TimeSector> of(List<ViewPeriod> periods, Collection<InvoiceTotal> invoices) {
        List<TimeSector> sectors = new ArrayList<>();
        periods.stream()
                .collect(groupingBy(ViewPeriod::start, TreeMap::new, toList()))
                .forEach((start, own) -> sectors.add(sector(start, own, invoices)));
        return sectors;
    }

    private static TimeSector sector(LocalDate day, List<ViewPeriod> periods, Collection<InvoiceTotal> invoices) {
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Stream<Instant> ofRecords = invoices.stream()
                .filter(total -> total.periodStart().equals(start))
                .map(InvoiceTotal::periodEnd);
        Stream<Instant> ofDeliveries = periods.stream()
                .flatMap(period -> period.deliveries().stream())
                .map(delivery -> delivery.getBillingPeriodEnd()
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
        Instant end = Stream.concat(ofRecords, ofDeliveries)
                .max(Comparator.naturalOrder())
                .orElse(day.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        Instant lastUpdated = periods.stream()
                .flatMap(period -> period.deliveries().stream())
                .map(Delivery::getLastSeen)
                .max(Comparator.naturalOrder())
                .orElse(start);
        List<String> lacks = periods.stream()
                .flatMap(period ->
                        period.lacks().stream().map(lack -> period.provider() + " " + period.account() + ": " + lack))
                .toList();
        return new TimeSector(start, end, lacks, lastUpdated);
    }
}
