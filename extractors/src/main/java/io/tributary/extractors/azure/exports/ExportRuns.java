package io.tributary.extractors.azure.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.azure.AzureConfig.Deliveries;
import io.tributary.extractors.azure.BillingScope;
import io.tributary.extractors.azure.CostView;
import io.tributary.extractors.azure.CostViews;
import io.tributary.extractors.azure.exports.ExportManifest.Blob;
import io.tributary.extractors.azure.exports.RowSurvey.Statement;
import io.tributary.extractors.objects.Digest;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.Extent;
import io.tributary.extractors.source.SourceException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the runs of exports in a store, by the files alone: in the first days of a month Azure exports the month
 * before once more, and its list of runs does not show this.
 */
final class ExportRuns {

    private static final Pattern EXPORTS = Pattern.compile("(?i)/providers/Microsoft\\.CostManagement/exports/.*");
    private static final Comparator<StoredObject> BY_RUN_TIME = Comparator.comparing(
                    (StoredObject object) -> ExportPaths.runTime(object.key()).orElse(object.lastModified()))
            .thenComparing(StoredObject::key);
    private static final Logger LOGGER = LoggerFactory.getLogger(ExportRuns.class);

    private final ExportFiles files;
    private final ObjectStore store;
    private final AzureConfig config;
    private final List<PartialRun> partial = new ArrayList<>();

    /** The newest manifest, or file of a run without one, of each export's period. */
    private final Map<String, StoredObject> newest = new HashMap<>();

    ExportRuns(ExportFiles files, AzureConfig config) {
        this.files = requireNonNull(files, "files");
        this.store = files.store();
        this.config = requireNonNull(config, "config");
    }

    /**
     * Finds every finished run.
     *
     * @param errors receives what cannot be understood
     */
    List<ExportRun> find(List<SourceException> errors) {
        List<StoredObject> manifests = new ArrayList<>();
        List<StoredObject> data = new ArrayList<>();
        for (StoredObject object : store.list(key -> ExportPaths.isManifest(key) || ExportPaths.isData(key))) {
            (ExportPaths.isManifest(object.key()) ? manifests : data).add(object);
        }
        Stream.concat(manifests.stream(), data.stream())
                .forEach(object -> ExportPaths.runsOf(object.key())
                        .ifPresent(name -> newest.merge(name, object, BinaryOperator.maxBy(BY_RUN_TIME))));
        List<ExportRun> runs = new ArrayList<>();
        Set<String> finished = new HashSet<>();
        Map<String, StoredObject> byKey = data.stream().collect(Collectors.toMap(StoredObject::key, file -> file));
        for (StoredObject manifest : manifests) {
            finished.add(manifest.folder());
            read(() -> ofManifest(manifest, byKey), runs, errors);
        }
        data.removeIf(file -> isBeside(file, finished));
        ofFiles(data, runs, errors);
        partial.forEach(run -> reportPartial(run, runs, errors));
        return runs;
    }

    /** Runs of some days are never taken: the costs of their days are those of the period's other runs, too. */
    private static void reportPartial(PartialRun partial, List<ExportRun> runs, List<SourceException> errors) {
        List<Period> covered = runs.stream()
                .filter(run -> run.scope().equals(partial.scope()))
                .filter(run -> run.view() == partial.view() || run.view() != CostView.AMORTIZED)
                .map(ExportRun::period)
                .toList();
        if (partial.days().isCoveredBy(covered)) {
            LOGGER.warn(
                    "{}: is about {} to {} and is passed over: other runs state the whole billing period",
                    partial.uri(),
                    partial.days().start(),
                    partial.days().end().minusDays(1));
        } else {
            errors.add(partial.days().notWhole(partial.uri()));
        }
    }

    private static boolean isBeside(StoredObject file, Set<String> folders) {
        String folder = file.folder();
        boolean isFound = folders.contains(folder);
        // A manifest may be above the folder of its files, but not above that of their period.
        while (!isFound && ExportPaths.hasPeriod(folder)) {
            folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
            isFound = ExportPaths.hasPeriod(folder) && folders.contains(folder);
        }
        return isFound;
    }

    private void ofFiles(List<StoredObject> data, List<ExportRun> runs, List<SourceException> errors) {
        Map<String, List<StoredObject>> bareParts = new LinkedHashMap<>();
        Map<String, StoredObject> unfinished = new LinkedHashMap<>();
        for (StoredObject file : data) {
            boolean hasPeriod = ExportPaths.hasPeriod(file.key());
            if (!ExportPaths.isPart(file.key())) {
                read(() -> ofFiles(ExportPaths.stem(file.key()), List.of(file)), runs, errors);
            } else if (hasPeriod) {
                unfinished.putIfAbsent(file.folder(), file);
            } else {
                bareParts
                        .computeIfAbsent(file.folder(), folder -> new ArrayList<>())
                        .add(file);
            }
        }
        bareParts.forEach((folder, parts) -> {
            parts.sort(Comparator.comparing(StoredObject::key));
            String name = folder.isEmpty() ? "export" : ExportPaths.name(folder.substring(0, folder.length() - 1));
            read(() -> ofFiles(name, parts), runs, errors);
        });
        unfinished.forEach((folder, file) -> reportUnfinished(folder, runs, errors));
    }

    /** The manifest is written last: a run without one is under way, or its manifest was not copied. */
    private void reportUnfinished(String folder, List<ExportRun> runs, List<SourceException> errors) {
        String period = ExportPaths.periodFolder(folder);
        String problem = "has parts of a run and no manifest.json, which is written when a run is finished";
        if (runs.stream().anyMatch(run -> run.origin().key().startsWith(period))) {
            LOGGER.info("{}: {}; another run of the period is there", store.uri(folder), problem);
        } else {
            errors.add(new SourceException.Missing(store.uri(folder), problem));
        }
    }

    private void read(Reading reading, List<ExportRun> runs, List<SourceException> errors) {
        try {
            runs.addAll(reading.read());
        } catch (SourceException e) {
            errors.add(e);
        }
    }

    private List<ExportRun> ofManifest(StoredObject object, Map<String, StoredObject> data) {
        String uri = store.uri(object.key());
        ExportManifest manifest = parse(object);
        Optional<CostView> stated = manifest.type().flatMap(CostView::ofType);
        if (manifest.type().isPresent() && stated.isEmpty()) {
            LOGGER.info(
                    "{}: is of an export of {}, which holds no costs",
                    uri,
                    manifest.type().get());
            return List.of();
        }
        Period days = manifest.period()
                .or(() -> ExportPaths.period(object.key(), uri))
                .or(() -> manifest.blobs().stream().findFirst().flatMap(blob -> ExportPaths.period(blob.name(), uri)))
                .orElseThrow(() -> new SourceException.Malformed(
                        uri,
                        "states no days: expected runInfo.startDate and endDate, or a folder like 20240701-20240731"));
        String named = manifest.blobs().isEmpty()
                ? object.key()
                : manifest.blobs().get(0).name();
        String source = manifest.exportName()
                .or(() -> ExportPaths.export(object.key()))
                .or(() -> ExportPaths.export(named))
                .orElse("export");
        Optional<StoredObject> first =
                manifest.blobs().stream().findFirst().flatMap(blob -> locate(object, blob, data));
        CostView view = stated.orElseGet(() -> view(object.key(), first));
        String id = manifest.runId()
                .or(() -> ExportPaths.run(object.key()))
                .or(() -> ExportPaths.run(named))
                .orElseGet(() -> versionId(List.of(object), RowFilter.ALL));
        Instant time = time(
                manifest.submitted().or(() -> ExportPaths.runTime(object.key())).or(() -> ExportPaths.runTime(named)),
                object);
        List<ExportRun> runs = new ArrayList<>();
        for (Statement statement : statements(object, manifest, data, days)) {
            wholePeriod(uri, statement.scope(), view, days, manifest.isToDate())
                    .ifPresent(whole -> runs.add(new ExportRun(
                            object,
                            source,
                            statement.scope(),
                            manifest.resourceId().isPresent(),
                            view,
                            manifest.dataVersion(),
                            whole,
                            statement.rows().isAll() ? id : versionId(List.of(object), statement.rows()),
                            time,
                            manifest.blobs(),
                            extent(object, manifest, data),
                            statement.rows())));
        }
        return runs;
    }

    /** Whose costs a run holds, and by which of its rows: manifests of before 2024 do not state it. */
    private Collection<Statement> statements(
            StoredObject object, ExportManifest manifest, Map<String, StoredObject> data, Period days) {
        String uri = store.uri(object.key());
        Optional<BillingScope> known =
                manifest.resourceId().map(id -> ofResource(uri, id)).or(config::scope);
        if (known.isPresent()) {
            return List.of(new Statement(known.get(), days, RowFilter.ALL));
        }
        if (isSuperseded(object)) {
            return List.of();
        }
        RowSurvey survey = survey(manifest.blobs().stream()
                .map(blob -> locate(object, blob, data))
                .flatMap(Optional::stream)
                .toList());
        if (survey.isEmpty()) {
            throw new SourceException.Malformed(
                    uri, "states no scope and has no rows that do: expected the setting " + AzureConfig.SCOPE);
        }
        return survey.statements(uri, known, Optional.of(days));
    }

    /** The billing period of a run; empty if it is about some days, which is kept for later. */
    private Optional<Period> wholePeriod(String uri, BillingScope scope, CostView view, Period days, boolean isToDate) {
        Optional<Period> whole = days.billingPeriod(isToDate);
        if (whole.isEmpty()) {
            partial.add(new PartialRun(uri, scope, view, days));
        }
        return whole;
    }

    /** Runs without a manifest: one for each scope and period of all rows; none if the files have no rows. */
    private List<ExportRun> ofFiles(String stem, List<StoredObject> parts) {
        StoredObject first = parts.get(0);
        String uri = store.uri(first.key());
        if (isSuperseded(first)) {
            return List.of();
        }
        RowSurvey survey = survey(parts);
        if (survey.isEmpty()) {
            LOGGER.warn("{}: has a header and no rows: nothing is taken from it", uri);
            return List.of();
        }
        CostView view = view(first.key(), Optional.of(first));
        Optional<Period> stated = ExportPaths.period(first.key(), uri);
        Instant time = time(
                Optional.empty(),
                parts.stream()
                        .max(Comparator.comparing(StoredObject::lastModified))
                        .orElseThrow());
        List<ExportRun> runs = new ArrayList<>();
        for (Statement statement : survey.statements(uri, config.scope(), stated)) {
            Optional<Period> period = stated.isPresent()
                    ? wholePeriod(uri, statement.scope(), view, stated.get(), false)
                    : Optional.of(statement.period());
            period.ifPresent(whole -> runs.add(new ExportRun(
                    first,
                    ExportPaths.export(first.key()).orElse(stem),
                    statement.scope(),
                    false,
                    view,
                    Optional.empty(),
                    whole,
                    versionId(parts, statement.rows()),
                    time,
                    parts.stream()
                            .map(file -> new Blob(file.key(), OptionalLong.empty(), OptionalLong.empty()))
                            .toList(),
                    Optional.of(StoredObject.extent(parts)),
                    statement.rows())));
        }
        if (runs.size() > 1) {
            LOGGER.info("{}: states {} scopes and periods, each of which is a delivery", uri, runs.size());
        }
        return runs;
    }

    /** Whether a newer run of the same export and period is there, and is all that is asked for. */
    private boolean isSuperseded(StoredObject origin) {
        return config.deliveries() == Deliveries.NEWEST
                && ExportPaths.runsOf(origin.key())
                        .filter(name -> !newest.get(name).equals(origin))
                        .isPresent();
    }

    private RowSurvey survey(List<StoredObject> parts) {
        RowSurvey all = new RowSurvey();
        parts.forEach(part -> all.add(files.survey(part)));
        return all;
    }

    private ExportManifest parse(StoredObject object) {
        String uri = store.uri(object.key());
        try {
            return ExportManifest.parse(uri, files.readAll(object));
        } catch (DeliveryChangedException e) {
            throw new SourceException.Unavailable(uri, "is being rewritten: " + e.getMessage(), e);
        }
    }

    private static BillingScope ofResource(String uri, String resourceId) {
        try {
            return BillingScope.of(EXPORTS.matcher(resourceId).replaceFirst(""));
        } catch (IllegalArgumentException e) {
            throw new SourceException.Malformed(uri, "has an export of another scope: " + e.getMessage(), e);
        }
    }

    /** What is not stated is derived from columns and names. */
    private CostView view(String key, Optional<StoredObject> first) {
        Optional<CostView> ofColumns = first.flatMap(files::viewOfColumns);
        String path = store.uri(key).toLowerCase(Locale.ROOT);
        int amortized = path.lastIndexOf("amortized");
        int actual = path.lastIndexOf("actual");
        if (ofColumns.isPresent()) {
            return ofColumns.get();
        }
        if (amortized != actual) {
            return amortized > actual ? CostView.AMORTIZED : CostView.ACTUAL;
        }
        CostView unstated = CostViews.unstated(config.costs());
        LOGGER.info("{}: does not say which costs it holds: taken for {}", store.uri(key), unstated);
        return unstated;
    }

    private static Optional<StoredObject> locate(StoredObject manifest, Blob blob, Map<String, StoredObject> data) {
        return ExportPaths.candidates(manifest.key(), blob.name()).stream()
                .filter(data::containsKey)
                .findFirst()
                .map(data::get);
    }

    private static Optional<Extent> extent(
            StoredObject object, ExportManifest manifest, Map<String, StoredObject> data) {
        List<StoredObject> found = manifest.blobs().stream()
                .flatMap(blob -> locate(object, blob, data).stream())
                .toList();
        return found.size() == manifest.blobs().size() ? Optional.of(StoredObject.extent(found)) : Optional.empty();
    }

    /** Cursors hold milliseconds. */
    private static Instant time(Optional<Instant> stated, StoredObject object) {
        return stated.orElse(object.lastModified()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Deliveries of one file have ids of their own. */
    private static String versionId(List<StoredObject> objects, RowFilter rows) {
        Digest digest = new Digest();
        if (!rows.isAll()) {
            digest.add(rows.toString().getBytes(UTF_8));
        }
        for (StoredObject object : objects) {
            digest.add(object.name().getBytes(UTF_8)).add(object.version().getBytes(UTF_8));
        }
        return digest.hex().substring(0, 32);
    }

    /**
     * A run of an export of some days.
     *
     * @param uri what states it
     * @param scope whose costs it holds
     * @param view which view of them
     * @param days the days
     */
    private record PartialRun(String uri, BillingScope scope, CostView view, Period days) {}

    /** Builds runs from what was found. */
    private interface Reading {

        List<ExportRun> read();
    }
}
