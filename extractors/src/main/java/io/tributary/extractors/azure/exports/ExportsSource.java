package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.azure.AzureConfig.Deliveries;
import io.tributary.extractors.azure.CostView;
import io.tributary.extractors.azure.CostViews;
import io.tributary.extractors.azure.CostViews.Taken;
import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scheduled exports of Cost Management in Blob storage, or in a directory with its layout. */
public final class ExportsSource implements BillingSource {

    private static final String DATA_SETS = "azure.";
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Logger LOGGER = LoggerFactory.getLogger(ExportsSource.class);

    private final String input;
    private final AzureConfig config;
    private final ExportFiles files;

    ExportsSource(String input, AzureConfig config, ExportFiles files) {
        this.input = requireNonNull(input, "input");
        this.config = requireNonNull(config, "config");
        this.files = requireNonNull(files, "files");
    }

    /**
     * Opens an input; takes the store over.
     *
     * @param input the name of the input, for messages
     * @param limits how large a page may be
     * @param parallelism files that are read ahead at the same time
     * @param pause waits before a broken connection is replaced
     */
    public static ExportsSource open(
            String input, ObjectStore store, AzureConfig config, PageLimits limits, int parallelism, Pause pause) {
        Backoff backoff =
                new Backoff(FIRST_WAIT, LONGEST_WAIT, config.transport().attempts());
        return new ExportsSource(input, config, new ExportFiles(store, limits, parallelism, backoff, pause));
    }

    /** Whether a key is that of an export's manifest. */
    public static boolean isManifest(String key) {
        return ExportPaths.isManifest(key);
    }

    /** Whether a key is that of a file that may hold costs. */
    public static boolean isData(String key) {
        return ExportPaths.isData(key);
    }

    /** Whether the columns of a file are those of an export of costs. */
    public static boolean isExport(CsvHeader columns) {
        return ExportColumns.areCosts(columns.names());
    }

    @Override
    public Discovery discover() {
        List<SourceException> errors = new ArrayList<>();
        List<SourceDelivery> deliveries = new ArrayList<>(find(errors));
        if (deliveries.isEmpty() && errors.isEmpty()) {
            errors.add(new SourceException.Missing(
                    input,
                    "has no export whose costs are asked for: expected manifest.json and its files, or CSV files"));
        }
        return new Discovery(deliveries, errors);
    }

    @Override
    public void close() {
        files.store().close();
    }

    private List<ExportDelivery> find(List<SourceException> errors) {
        Map<String, List<ExportRun>> periods = new TreeMap<>();
        for (ExportRun run : new ExportRuns(files, config).find(errors)) {
            periods.computeIfAbsent(run.period().start() + "/" + run.scope(), name -> new ArrayList<>())
                    .add(run);
        }
        List<ExportDelivery> deliveries = new ArrayList<>();
        periods.values().forEach(runs -> deliveries.addAll(ofPeriod(runs)));
        return deliveries;
    }

    /** @param runs all runs of a scope for a period */
    private List<ExportDelivery> ofPeriod(List<ExportRun> runs) {
        Map<CostView, List<ExportRun>> views = new EnumMap<>(CostView.class);
        runs.stream()
                .sorted(ExportRun.BY_TIME)
                .forEach(run -> views.computeIfAbsent(run.view(), view -> new ArrayList<>())
                        .add(run));
        Map<CostView, Instant> newest = new EnumMap<>(CostView.class);
        views.forEach((view, ofView) -> newest.put(view, last(ofView).time()));
        List<Taken> chosen = new CostViews(config.costs(), DATA_SETS)
                .choose(newest, runs.get(0).period().end());
        log(views, chosen);
        List<ExportDelivery> deliveries = new ArrayList<>();
        for (Taken taken : chosen) {
            boolean isAll = config.deliveries() == Deliveries.ALL
                    && taken.choice().notTaken().isEmpty();
            List<ExportRun> ofView = views.get(taken.view());
            for (ExportRun run : isAll ? ofView : newest(ofView)) {
                deliveries.add(new ExportDelivery(run, taken, files, this::find));
            }
        }
        return deliveries;
    }

    private void log(Map<CostView, List<ExportRun>> views, List<Taken> chosen) {
        ExportRun any = views.values().iterator().next().get(0);
        String dataSets = chosen.stream().map(Taken::dataSet).collect(Collectors.joining(" and "));
        Set<CostView> others = new TreeSet<>(views.keySet());
        chosen.forEach(taken -> others.remove(taken.view()));
        for (CostView view : others) {
            LOGGER.info(
                    "{} in {}: export {} holds {} costs, which are not taken beside {}",
                    any.scope(),
                    any.period().start(),
                    last(views.get(view)).source(),
                    view,
                    dataSets);
        }
        for (Taken taken : chosen) {
            taken.choice()
                    .notTaken()
                    .ifPresent(reason -> LOGGER.warn(
                            "{} in {}: {} is not taken: {}",
                            any.scope(),
                            any.period().start(),
                            taken.dataSet(),
                            reason));
        }
        if (CostViews.lacksPurchases(chosen)) {
            LOGGER.warn(
                    "{} in {}: has amortized costs alone: billed costs lack the purchases of commitments, which an"
                            + " export of actual costs has",
                    any.scope(),
                    any.period().start());
        }
    }

    private Optional<ExportDelivery> find(String scope) {
        return find(new ArrayList<>()).stream()
                .filter(delivery -> delivery.header().scope().equals(scope))
                .reduce((older, newer) -> newer);
    }

    /** The newest run of each extent. */
    private static List<ExportRun> newest(List<ExportRun> sorted) {
        Map<String, ExportRun> newest = new TreeMap<>();
        sorted.forEach(run -> newest.put(run.extent(), run));
        return newest.values().stream().sorted(ExportRun.BY_TIME).toList();
    }

    private static ExportRun last(List<ExportRun> runs) {
        return runs.get(runs.size() - 1);
    }
}
