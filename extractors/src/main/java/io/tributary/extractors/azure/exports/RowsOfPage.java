package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.CostView;
import io.tributary.extractors.csv.CsvRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a page of costs, one after the other, with the bytes that each is of. Used by one thread. */
final class RowsOfPage {

    private static final List<String> WANTED = List.of(
            "billingaccountid",
            "billingprofileid",
            "subscriptionguid",
            "subscriptionid",
            "pricingcurrency",
            "costinusd",
            "billingperiodstartdate",
            "billingperiodenddate",
            "billingperiodstart",
            "billingperiodend",
            "date",
            "chargetype",
            "usagedatetime",
            "usagedate",
            "chargeperiodstart",
            "costinbillingcurrency",
            "billedcost",
            "pretaxcost",
            "cost",
            "billingcurrencycode",
            "billingcurrency",
            "currency");

    private final String uri;
    private final CsvRows rows;
    private final Map<String, Integer> places = new HashMap<>();
    private final int[] wanted;
    private final int headerEnd;
    private final boolean isFocus;
    private int start;

    /**
     * @param uri what the page's file is called in messages
     * @param content the header, and rows
     */
    RowsOfPage(String uri, byte[] content) {
        this.uri = requireNonNull(uri, "uri");
        this.rows = new CsvRows(requireNonNull(content, "content"));
        List<String> names =
                rows.readAllValues().stream().map(ExportColumns::comparable).toList();
        this.headerEnd = rows.position();
        this.isFocus = names.contains("billedcost") && names.contains("chargeperiodstart");
        List<String> found = WANTED.stream().filter(names::contains).toList();
        this.wanted = found.stream().mapToInt(names::indexOf).toArray();
        for (int i = 0; i < found.size(); i++) {
            places.put(found.get(i), i);
        }
    }

    /** The next row; empty at the end. */
    Optional<StatedRow> next() {
        start = rows.position();
        return rows.next(wanted).map(values -> new StatedRow(uri, places, values));
    }

    /** Where the header ends, and the first row begins. */
    int headerEnd() {
        return headerEnd;
    }

    /** Where the row begins that {@link #next} returned. */
    int start() {
        return start;
    }

    /** Where the row ends that {@link #next} returned. */
    int end() {
        return rows.position();
    }

    /**
     * The view by the columns: FOCUS has its own; actual and amortized costs have the same columns, so there is no
     * answer.
     */
    Optional<CostView> view() {
        return isFocus ? Optional.of(CostView.FOCUS) : Optional.empty();
    }
}
