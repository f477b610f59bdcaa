package io.tributary.local.view;

import java.time.YearMonth;
import java.util.List;

/**
 * What a view holds of a billing period.
 *
 * @param month the billing period
 * @param totals exact totals, by provider, account, period and currency
 * @param sources deliveries that the records name, each once for every provider, account and period
 * @param invoices exact totals by the invoice that records name
 * @param unknownTypes line item types that Tributary does not know, by data set and type
 * @param files the files that have the records
 */
record PeriodContent(
        YearMonth month,
        List<ViewTotal> totals,
        List<ViewSource> sources,
        List<InvoiceTotal> invoices,
        List<UnknownType> unknownTypes,
        List<Stamp> files) {

    PeriodContent {
        totals = List.copyOf(totals);
        sources = List.copyOf(sources);
        invoices = List.copyOf(invoices);
        unknownTypes = List.copyOf(unknownTypes);
        files = List.copyOf(files);
    }

    /** How many records it holds. */
    long records() {
        return totals.stream().mapToLong(ViewTotal::rows).sum();
    }

    /**
     * A file as it was written: where one of these differs, it is another file.
     *
     * @param place its path below the view's directory, with slashes
     * @param bytes its size
     * @param modified when it was written, in milliseconds since 1970
     */
    record Stamp(String place, long bytes, long modified) {}
}
