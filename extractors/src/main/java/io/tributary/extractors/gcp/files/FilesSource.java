package io.tributary.extractors.gcp.files;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.BillingExport;
import io.tributary.extractors.gcp.ExportChoice;
import io.tributary.extractors.gcp.ExportMonths;
import io.tributary.extractors.gcp.ExportMonths.AccountMonth;
import io.tributary.extractors.gcp.GcpConfig.Tables;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Billing exports that were dumped from BigQuery into a directory: JSON lines, CSV, Avro or Parquet.
 *
 * <p>Dumps have no order, and rows of many slices: all rows are read and sorted on this machine's disk before the
 * first is published. Table names come from paths; files whose paths have none get the name that Google gives to the
 * tables of a billing account.
 */
public final class FilesSource implements BillingSource {

    private static final int WAITING_BYTES = 32 * 1024 * 1024;

    private final String input;
    private final Tables tables;
    private final ObjectStore store;
    private final PageLimits limits;
    private final Pause pause;
    private Spool spool;

    private FilesSource(String input, Tables tables, ObjectStore store, PageLimits limits, Pause pause) {
        this.input = requireNonNull(input, "input");
        this.tables = requireNonNull(tables, "tables");
        this.store = requireNonNull(store, "store");
        this.limits = requireNonNull(limits, "limits");
        this.pause = requireNonNull(pause, "pause");
    }

    /**
     * Opens an input; takes the store over.
     *
     * @param input the name of the input, for messages
     * @param tables the setting that chooses among the exports of a billing account
     * @param limits how large a page may be
     * @param pause waits before a broken connection is replaced
     */
    public static FilesSource open(String input, Tables tables, ObjectStore store, PageLimits limits, Pause pause) {
        return new FilesSource(input, tables, store, limits, pause);
    }

    /**
     * Whether the path of a file shows a billing export: by the name of a table, or by an ending that only dumps have.
     */
    public static boolean isExport(String key) {
        return FileNames.isData(key) && (FileNames.table(key).isPresent() || FileNames.isOnlyOurs(key));
    }

    /** Whether a file's columns are those of a billing export. */
    public static boolean isExport(CsvHeader header) {
        return has(header, "billing_account_id") && has(header, "export_time") && has(header, "cost")
                || has(header, "x_ExportTime") && has(header, "BilledCost");
    }

    private static boolean has(CsvHeader header, String column) {
        return header.place(column).isPresent();
    }

    @Override
    public Discovery discover() {
        List<SourceException> errors = new ArrayList<>();
        closeSpool();
        spool = new Spool(WAITING_BYTES);
        List<Dump> whole = new ArrayList<>();
        List<Dump> failed = new ArrayList<>();
        files().forEach((name, parts) -> {
            Dump dump = new Dump(store.uri(name), FileNames.table(parts.get(0).key()));
            (read(dump, parts, errors) ? whole : failed).add(dump);
        });
        spool.flush();
        whole.removeIf(dump -> !dump.hasRows());
        whole.removeAll(UnnamedDumps.settle(whole, errors));
        ExportMonths months = new ExportMonths(tables);
        failed.forEach(dump ->
                dump.kind().ifPresent(kind -> dump.accounts().forEach(account -> months.addUnread(kind, account))));
        Map<BillingExport, Map<SliceKey, SliceRows>> taken = new TreeMap<>();
        slices(whole, errors).forEach((kind, overlaps) -> {
            Map<SliceKey, SliceRows> slices = overlaps.taken(errors);
            taken.put(kind, slices);
            slices.forEach((key, rows) -> add(months, kind, key, rows.totals()));
        });
        List<SourceDelivery> deliveries = deliveries(taken, months.choose(errors));
        if (deliveries.isEmpty() && errors.isEmpty()) {
            errors.add(new SourceException.Missing(
                    input,
                    "has no billing export of Google Cloud: expected files named like .jsonl, .csv, .avro or .parquet,"
                            + " or in a folder named like gcp_billing_export_v1_018984_D0AAA4_940B88"));
        }
        return new Discovery(deliveries, errors);
    }

    /**
     * The slices of all dumps. A slice whose partition is known from one dump is not taken from one that tells none.
     */
    private static Map<BillingExport, Overlaps> slices(List<Dump> dumps, List<SourceException> errors) {
        Map<BillingExport, Overlaps> slices = new TreeMap<>();
        Set<SliceKey> partitioned = new HashSet<>();
        for (Dump dump : dumps.stream().filter(Dump::isPartitioned).toList()) {
            Map<SliceKey, SliceRows> own = dump.slices();
            own.keySet().forEach(key -> partitioned.add(key.inAnyPartition()));
            slices.computeIfAbsent(dump.kind().orElseThrow(), first -> new Overlaps())
                    .add(own);
        }
        for (Dump dump : dumps.stream().filter(one -> !one.isPartitioned()).toList()) {
            Map<SliceKey, SliceRows> own = dump.slices();
            int all = own.size();
            own.keySet().removeIf(key -> partitioned.contains(key.inAnyPartition()));
            if (own.size() < all) {
                errors.add(new SourceException.Malformed(
                        dump.name(),
                        "tells no partition of " + (all - own.size())
                                + " slices that another dump tells the partition of: expected a column partition_date"
                                + " in all dumps of a table or in none"));
            }
            slices.computeIfAbsent(dump.kind().orElseThrow(), first -> new Overlaps())
                    .add(own);
        }
        return slices;
    }

    private boolean read(Dump dump, List<StoredObject> parts, List<SourceException> errors) {
        try {
            dump.read(parts, store, limits, pause, spool);
            return true;
        } catch (SourceException e) {
            errors.add(e);
            return false;
        }
    }

    /** The parts of each dump. */
    private Map<String, List<StoredObject>> files() {
        Map<String, List<StoredObject>> dumps = new TreeMap<>();
        for (StoredObject file : store.list(FileNames::isData)) {
            dumps.computeIfAbsent(FileNames.dump(file.key()), name -> new ArrayList<>())
                    .add(file);
        }
        return dumps;
    }

    private static void add(ExportMonths months, BillingExport kind, SliceKey key, SliceTotals totals) {
        totals.days()
                .forEach((day, costs) -> costs.forEach(
                        (currency, cost) -> months.add(kind, month(key), day, currency, cost, key.exportTime())));
    }

    private static AccountMonth month(SliceKey key) {
        return new AccountMonth(key.account(), key.month());
    }

    private List<SourceDelivery> deliveries(
            Map<BillingExport, Map<SliceKey, SliceRows>> slices, Map<AccountMonth, ExportChoice> choices) {
        Map<SliceKey, SourceDelivery> deliveries = new TreeMap<>();
        slices.forEach((kind, all) -> all.forEach((key, rows) -> {
            ExportChoice choice = choices.get(month(key));
            if (choice.export() == kind) {
                deliveries.put(key, new SliceDelivery(key, kind, choice.choice(), rows, rows.dump(), limits));
            }
        }));
        return List.copyOf(deliveries.values());
    }

    private void closeSpool() {
        if (spool != null) {
            spool.close();
            spool = null;
        }
    }

    @Override
    public void close() {
        try {
            closeSpool();
        } finally {
            store.close();
        }
    }
}
