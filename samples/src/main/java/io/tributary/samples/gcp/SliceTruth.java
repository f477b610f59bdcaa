package io.tributary.samples.gcp;

import io.tributary.samples.SampleTruth;
import io.tributary.samples.gcp.GcpPlan.Account;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects the truth of a sample: each slice of a table and invoice month is a delivery. */
final class SliceTruth {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private final GcpSampleSettings settings;
    private final Map<Slice, GcpTally> tallies = new TreeMap<>();
    private final Map<Slice, List<String>> files = new TreeMap<>();
    private final List<SampleTruth.BrokenRow> broken = new ArrayList<>();

    /** What a delivery is of. */
    record Slice(Account account, GcpDataSet dataSet, YearMonth month, Instant exported, LocalDate partition)
            implements Comparable<Slice> {

        private static final Comparator<Slice> ORDER = Comparator.comparing((Slice slice) -> slice.account.index())
                .thenComparing(Slice::dataSet)
                .thenComparing(Slice::month)
                .thenComparing(Slice::exported)
                .thenComparing(Slice::partition);

        @Override
        public int compareTo(Slice other) {
            return ORDER.compare(this, other);
        }

        /** Table, partition and time of export. */
        String source() {
            return dataSet.table(account.id()) + "/" + partition + "/" + TIME.format(exported.atOffset(ZoneOffset.UTC));
        }
    }

    SliceTruth(GcpSampleSettings settings) {
        this.settings = settings;
    }

    /**
     * @param row a row that is in the file of that key, at that place from 0
     * @param columns the columns of that file
     */
    void add(GcpDataSet dataSet, GcpRow row, Set<GcpColumn> columns, String file, long place) {
        Slice slice = new Slice(row.account(), dataSet, row.month(), row.exported(), row.partition());
        tallies.computeIfAbsent(slice, of -> new GcpTally()).add(row, columns);
        List<String> keys = files.computeIfAbsent(slice, of -> new ArrayList<>());
        if (!keys.contains(file)) {
            keys.add(file);
        }
        if (row.isBroken()) {
            broken.add(new SampleTruth.BrokenRow(
                    dataSet.table(row.account().id()),
                    row.month(),
                    slice.source(),
                    file,
                    place,
                    "",
                    GcpColumn.COST.path(),
                    row.text(GcpColumn.COST)));
        }
    }

    SampleTruth whole() {
        List<SampleTruth.ScopeDelivery> deliveries = new ArrayList<>();
        Map<String, SampleTruth.Live> live = new TreeMap<>();
        tallies.forEach((slice, tally) -> {
            SampleTruth.ScopeTotals totals = tally.totals();
            boolean taken = slice.dataSet().isTaken(settings.dataSets());
            LocalDate start = slice.month().atDay(1);
            String currency = slice.account().currency();
            deliveries.add(new SampleTruth.ScopeDelivery(
                    "gcp",
                    slice.account().id(),
                    slice.dataSet().dataSet(),
                    slice.source(),
                    start,
                    start.plusMonths(1),
                    slice.source(),
                    "",
                    slice.exported(),
                    files.get(slice),
                    taken,
                    tally.rows(),
                    tally.deadLetters(),
                    Map.of(currency, totals)));
            if (taken && totals.costs().records() > 0) {
                live.merge(
                        slice.account().id() + " " + start,
                        new SampleTruth.Live("gcp", slice.account().id(), start, currency, totals.costs()),
                        (one, other) -> new SampleTruth.Live(
                                one.provider(),
                                one.account(),
                                one.periodStart(),
                                one.currency(),
                                one.costs().plus(other.costs())));
            }
        });
        return SampleTruth.ofScopes(settings.described(), deliveries, List.copyOf(live.values()), broken)
                .invoiced(invoices(live.values()));
    }

    /** The invoices of the months that are over and have all of their rows. */
    private List<SampleTruth.Invoice> invoices(Collection<SampleTruth.Live> live) {
        YearMonth last = settings.through() == settings.deliveries()
                ? settings.newestPeriod()
                : settings.newestPeriod().minusMonths(1);
        List<SampleTruth.Invoice> invoices = new ArrayList<>();
        for (SampleTruth.Live of : live) {
            YearMonth month = YearMonth.from(of.periodStart());
            if (!month.isAfter(last)) {
                BigDecimal tax = tallies.entrySet().stream()
                        .filter(entry -> entry.getKey().account().id().equals(of.account())
                                && entry.getKey().month().equals(month)
                                && entry.getKey().dataSet().isTaken(settings.dataSets()))
                        .map(entry -> entry.getValue().tax())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                invoices.add(SampleTruth.Invoice.of(
                        of.provider(),
                        of.account(),
                        of.periodStart(),
                        Integer.toString(Math.floorMod((of.account() + month).hashCode(), 1_000_000_000)),
                        of.currency(),
                        of.costs().billedCost(),
                        tax));
            }
        }
        return invoices;
    }
}
