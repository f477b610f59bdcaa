package io.tributary.extractors.gcp.files;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.GcpConfig;
import io.tributary.extractors.gcp.GcpConfig.Tables;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Billing exports that were dumped from BigQuery into a directory: JSON lines, CSV, Avro or Parquet.
 *
 * <p>Dumps have no order, and rows of many slices: all rows are read and sorted on this machine's disk before the
 * first is published. Table names come from paths; files whose paths have none get the name that Google gives to the
 * tables of a billing account.
 */
public final class FilesSource implements BillingSource {

    private static final int WAITING_BYTES = 32 * 1024 * 1024;
    private static final Logger LOGGER = LoggerFactory.getLogger(FilesSource.class);

    private final String input;
    private final Tables tables;
    private final ObjectStore store;
    private final PageLimits limits;
    private Spool spool;

    private FilesSource(String input, Tables tables, ObjectStore store, PageLimits limits) {
        this.input = requireNonNull(input, "input");
        this.tables = requireNonNull(tables, "tables");
        this.store = requireNonNull(store, "store");
        this.limits = requireNonNull(limits, "limits");
    }

    /**
     * Opens an input; takes the store over.
     *
     * @param input the name of the input, for messages
     * @param tables the setting that chooses among the exports of a billing account
     * @param limits how large a page may be
     */
    public static FilesSource open(String input, Tables tables, ObjectStore store, PageLimits limits) {
        return new FilesSource(input, tables, store, limits);
    }

    /**
     * Whether the path of a file shows a billing export: by the name of a table, or by an ending that only dumps have.
     */
    public static boolean isExport(String key) {
        return FileNames.isData(key) && (FileNames.table(key).isPresent() || FileNames.isOnlyOurs(key));
    }

    /** Whether a file's columns are those of a billing export. */
    public static boolean isExport(CsvHeader header) {
        return has(header, "export_time") && has(header, "invoice.month")
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
        Map<String, Set<ExportKind>> kinds = new TreeMap<>();
        List<Dump> whole = new ArrayList<>();
        files().forEach((name, parts) -> {
            Dump dump = new Dump(store.uri(name), FileNames.table(parts.get(0).key()));
            boolean isWhole = read(dump, parts, errors);
            dump.kind()
                    .ifPresent(kind -> dump.accounts()
                            .forEach(
                                    account -> kinds.computeIfAbsent(account, first -> EnumSet.noneOf(ExportKind.class))
                                            .add(kind)));
            if (isWhole && dump.kind().isPresent()) {
                whole.add(dump);
            }
        });
        spool.flush();
        List<SourceDelivery> deliveries = deliveries(kinds, slices(whole, errors), errors);
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
    private static Map<ExportKind, Overlaps> slices(List<Dump> dumps, List<SourceException> errors) {
        Map<ExportKind, Overlaps> slices = new TreeMap<>();
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
            dump.read(parts, store, limits, spool);
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

    private List<SourceDelivery> deliveries(
            Map<String, Set<ExportKind>> kinds, Map<ExportKind, Overlaps> slices, List<SourceException> errors) {
        Map<SliceKey, SourceDelivery> deliveries = new TreeMap<>();
        slices.forEach((kind, overlaps) -> overlaps.taken(errors).forEach((key, rows) -> {
            if (chosen(kinds.get(key.account())).filter(kind::equals).isPresent()) {
                deliveries.put(key, new SliceDelivery(key, kind, rows, rows.dump(), limits));
            }
        }));
        kinds.forEach((account, all) -> {
            Optional<ExportKind> taken = chosen(all);
            if (all.size() > 1 || taken.isEmpty()) {
                LOGGER.warn(
                        "{}: has the exports {}, of which {} is taken: they state the same costs, and {} is {}",
                        account,
                        all,
                        taken.map(ExportKind::name).orElse("none"),
                        GcpConfig.TABLES,
                        tables);
            }
        });
        return List.copyOf(deliveries.values());
    }

    private Optional<ExportKind> chosen(Set<ExportKind> all) {
        return all.stream().filter(kind -> kind.isAskedFor(tables)).findFirst();
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
