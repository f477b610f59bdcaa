package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.azure.AzureConfig.Deliveries;
import io.tributary.extractors.azure.BillingScope;
import io.tributary.extractors.azure.CostView;
import io.tributary.extractors.azure.CostViews;
import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scheduled exports of Cost Management in Blob storage, or in a directory with its layout. */
public final class ExportsSource implements BillingSource {

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
     */
    public static ExportsSource open(
            String input, ObjectStore store, AzureConfig config, PageLimits limits, int parallelism) {
        Backoff backoff =
                new Backoff(FIRST_WAIT, LONGEST_WAIT, config.transport().attempts());
        return new ExportsSource(input, config, new ExportFiles(store, limits, parallelism, backoff, Pause.REAL));
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
        Map<String, List<ExportRun>> series = new TreeMap<>();
        Map<BillingScope, Set<CostView>> views = new HashMap<>();
        for (ExportRun run : new ExportRuns(files, config).find(errors)) {
            series.computeIfAbsent(run.series(), name -> new ArrayList<>()).add(run);
            views.computeIfAbsent(run.scope(), scope -> EnumSet.noneOf(CostView.class))
                    .add(run.view());
        }
        Set<String> warned = new HashSet<>();
        List<ExportDelivery> deliveries = new ArrayList<>();
        for (List<ExportRun> runs : series.values()) {
            ExportRun any = runs.get(0);
            CostViews chosen = new CostViews(config.costs(), views.get(any.scope()));
            Optional<String> dataSet = chosen.dataSet(any.view());
            if (dataSet.isPresent()) {
                for (ExportRun run : wanted(runs)) {
                    deliveries.add(new ExportDelivery(run, dataSet.get(), files, this::find));
                }
            } else if (warned.add(any.scope() + " " + any.source())) {
                LOGGER.warn(
                        "{}: export {} holds {} costs, which are not taken: {} is {}, and the scope has {}",
                        any.scope(),
                        any.source(),
                        any.view(),
                        AzureConfig.COSTS,
                        config.costs(),
                        views.get(any.scope()));
            }
            if (chosen.lacksPurchases() && warned.add(any.scope().id())) {
                LOGGER.warn(
                        "{}: has amortized costs alone: billed costs lack the purchases of commitments, which an"
                                + " export of actual costs has",
                        any.scope());
            }
        }
        return deliveries;
    }

    private Optional<ExportDelivery> find(String scope) {
        return find(new ArrayList<>()).stream()
                .filter(delivery -> delivery.header().scope().equals(scope))
                .reduce((older, newer) -> newer);
    }

    private List<ExportRun> wanted(List<ExportRun> runs) {
        return config.deliveries() == Deliveries.ALL
                ? runs.stream().sorted(ExportRun.BY_TIME).toList()
                : List.of(runs.stream().max(ExportRun.BY_TIME).orElseThrow());
    }
}
