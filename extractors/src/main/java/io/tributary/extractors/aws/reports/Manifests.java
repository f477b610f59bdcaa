package io.tributary.extractors.aws.reports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.aws.AwsConfig;
import io.tributary.extractors.aws.AwsConfig.Deliveries;
import io.tributary.extractors.objects.FetchedObject;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.Extent;
import io.tributary.extractors.source.SourceException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Finds the manifests of an input that count, and keeps track of their changes. Used by one thread.
 *
 * <p>Listing a large bucket is slow and expensive. Between two listings only the manifests that each delivery rewrites
 * are checked for changes; those of periods that AWS no longer restates wait for the next listing.
 */
public final class Manifests {

    /** AWS restates a period for about two weeks after its end, and now and then later. */
    private static final int MONTHS_POLLED = 2;

    private static final int MOST_ATTEMPTS = 3;

    private static final Comparator<Manifest> BY_TIME = Comparator.comparing(Manifest::time)
            .thenComparing(manifest -> manifest.object().lastModified())
            .thenComparing(manifest -> manifest.object().key());

    private final ReportFiles files;
    private final AwsConfig config;
    private Map<String, Known> known = new LinkedHashMap<>();
    private final Map<StoredObject, Extent> extents = new HashMap<>();
    private int unread;
    private Optional<Instant> listed = Optional.empty();

    public Manifests(ReportFiles files, AwsConfig config) {
        this.files = requireNonNull(files, "files");
        this.config = requireNonNull(config, "config");
    }

    /**
     * What was found.
     *
     * @param manifests those that count: scopes by period, and deliveries of a scope from the oldest to the newest
     * @param errors problems of those that cannot be read
     * @param others number of manifests of exports that are not bills, or of reports that are not taken
     */
    public record Found(List<Manifest> manifests, List<SourceException> errors, int others) {

        public Found {
            manifests = List.copyOf(manifests);
            errors = List.copyOf(errors);
        }
    }

    /**
     * The last known state of a manifest.
     *
     * @param version the version that was read; empty if it could not be
     * @param manifest its content; empty if it cannot be understood, or is not of a bill
     * @param error why it cannot be read or understood
     */
    private record Known(Optional<String> version, Optional<Manifest> manifest, Optional<SourceException> error) {}

    /**
     * Finds the manifests that count.
     *
     * @throws SourceException if the input cannot be listed
     */
    public Found find() {
        Instant now = files.settings().clock().instant();
        boolean isDue = listed.isEmpty() || !now.isBefore(listed.get().plus(config.discoveryInterval()));
        List<SourceException> errors = new ArrayList<>();
        if (isDue || !poll(now, errors)) {
            errors.clear();
            list();
            listed = Optional.of(now);
        }
        known.values().forEach(one -> one.error().ifPresent(errors::add));
        List<Manifest> taken = known.values().stream()
                .flatMap(one -> one.manifest().stream())
                .filter(manifest -> config.takes(manifest.report()))
                .toList();
        long understood =
                known.values().stream().filter(one -> one.error().isEmpty()).count();
        return new Found(chosen(taken), errors, unread + (int) understood - taken.size());
    }

    /**
     * Reads a manifest as it is now.
     *
     * @return empty if it is not of a bill
     * @throws SourceException if it does not exist, or cannot be read or understood
     */
    Optional<Manifest> read(String key) {
        return parse(fetch(key, Optional.empty()).orElseThrow());
    }

    /** Bytes of the files of a delivery as they were listed last; empty if it or one of them was not. */
    Optional<Extent> extent(Manifest manifest) {
        return Optional.ofNullable(extents.get(manifest.object()));
    }

    private static Optional<Extent> extent(Manifest manifest, ListedSizes sizes) {
        long bytes = 0;
        for (String listedFile : manifest.files()) {
            OptionalLong size = FileKeys.candidates(manifest.object().key(), listedFile).stream()
                    .map(sizes::size)
                    .filter(OptionalLong::isPresent)
                    .findFirst()
                    .orElse(OptionalLong.empty());
            if (size.isEmpty()) {
                return Optional.empty();
            }
            bytes += size.getAsLong();
        }
        return Optional.of(new Extent(Extent.Unit.BYTES, bytes));
    }

    private void list() {
        List<StoredObject> objects = new ArrayList<>();
        ListedSizes sizes = new ListedSizes();
        files.store().forEach(key -> true, object -> {
            if (ManifestPlace.isManifest(object.key())) {
                objects.add(object);
            } else {
                sizes.add(object);
            }
        });
        objects.sort(Comparator.comparing(StoredObject::key));
        // A manifest's name begins with the report's name, so manifests of other reports need not be read.
        List<StoredObject> named = objects.stream()
                .filter(object ->
                        place(object.key()).report().map(config::takes).orElse(true))
                .toList();
        unread = objects.size() - named.size();
        Map<String, Known> found = new LinkedHashMap<>();
        for (StoredObject object : config.deliveries() == Deliveries.ALL ? named : newest(named)) {
            Known before = known.get(object.key());
            boolean isSame = before != null && before.version().equals(Optional.of(object.version()));
            found.put(object.key(), isSame ? before : look(object.key()));
        }
        known = found;
        extents.clear();
        known.values().stream()
                .flatMap(one -> one.manifest().stream())
                .forEach(manifest ->
                        extent(manifest, sizes).ifPresent(extent -> extents.put(manifest.object(), extent)));
    }

    /** The manifest of the newest delivery of each report's period: reading three a day for years would take long. */
    private Collection<StoredObject> newest(Collection<StoredObject> objects) {
        Map<String, StoredObject> newest = new LinkedHashMap<>();
        for (StoredObject object : objects) {
            newest.merge(place(object.key()).group(), object, this::newer);
        }
        return newest.values();
    }

    private StoredObject newer(StoredObject first, StoredObject second) {
        boolean isOfPeriod = place(first.key()).isOfPeriod();
        if (isOfPeriod != place(second.key()).isOfPeriod()) {
            return isOfPeriod ? first : second;
        }
        return time(second).isBefore(time(first)) ? first : second;
    }

    private static Instant time(StoredObject manifest) {
        return DeliveryFolder.of(manifest.key()).map(DeliveryFolder::time).orElse(manifest.lastModified());
    }

    /** Reads the manifests that may have been rewritten; false if a listing is needed. */
    private boolean poll(Instant now, List<SourceException> errors) {
        Map<String, Known> polled = new HashMap<>();
        for (Map.Entry<String, Known> entry : known.entrySet()) {
            if (isPolled(entry.getKey(), entry.getValue(), now)) {
                try {
                    Optional<FetchedObject> changed =
                            fetch(entry.getKey(), entry.getValue().version());
                    if (changed.isPresent() && config.deliveries() == Deliveries.ALL) {
                        // The delivery has a folder of its own now, and an earlier one may have one, too.
                        return false;
                    }
                    changed.ifPresent(fetched -> polled.put(entry.getKey(), understand(fetched)));
                } catch (SourceException.Missing e) {
                    return false;
                } catch (SourceException e) {
                    if (entry.getValue().manifest().isPresent()) {
                        errors.add(e);
                    } else {
                        polled.put(entry.getKey(), new Known(Optional.empty(), Optional.empty(), Optional.of(e)));
                    }
                }
            }
        }
        known.putAll(polled);
        return true;
    }

    private boolean isPolled(String key, Known one, Instant now) {
        if (one.manifest().isEmpty()) {
            return one.error().isPresent();
        }
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return place(key).isOfPeriod() && !one.manifest().get().periodEnd().isBefore(today.minusMonths(MONTHS_POLLED));
    }

    private Known look(String key) {
        try {
            return understand(fetch(key, Optional.empty()).orElseThrow());
        } catch (SourceException e) {
            return new Known(Optional.empty(), Optional.empty(), Optional.of(e));
        }
    }

    private Known understand(FetchedObject fetched) {
        try {
            return new Known(Optional.of(fetched.object().version()), parse(fetched), Optional.empty());
        } catch (SourceException e) {
            // Temporary errors and missing files are checked again although the manifest is unchanged.
            boolean isFinal = e instanceof SourceException.Malformed;
            Optional<String> version = Optional.of(fetched.object().version()).filter(any -> isFinal);
            return new Known(version, Optional.empty(), Optional.of(e));
        }
    }

    private Optional<Manifest> parse(FetchedObject fetched) {
        StoredObject object = fetched.object();
        try {
            return Manifest.parse(
                    files.store().uri(object.key()),
                    object,
                    fetched.content(),
                    listedFiles -> files.firstRow(object, listedFiles));
        } catch (DeliveryChangedException e) {
            throw new SourceException.Unavailable(
                    files.store().uri(object.key()), "is being rewritten: " + e.getMessage(), e);
        }
    }

    private Optional<FetchedObject> fetch(String key, Optional<String> version) {
        for (int attempt = 1; ; attempt++) {
            try {
                return files.store().fetchIfChanged(key, version);
            } catch (DeliveryChangedException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw new SourceException.Unavailable(
                            files.store().uri(key), "is being rewritten again and again", e);
                }
            }
        }
    }

    private List<Manifest> chosen(List<Manifest> taken) {
        Map<String, List<Manifest>> scopes = new TreeMap<>();
        for (Manifest manifest : taken) {
            scopes.computeIfAbsent(manifest.periodStart() + "/" + manifest.scope(), scope -> new ArrayList<>())
                    .add(manifest);
        }
        List<Manifest> chosen = new ArrayList<>();
        for (List<Manifest> manifests : scopes.values()) {
            chosen.addAll(config.deliveries() == Deliveries.ALL ? all(manifests) : List.of(newestOf(manifests)));
        }
        return chosen;
    }

    private Manifest newestOf(List<Manifest> manifests) {
        return manifests.stream()
                .filter(this::isOfPeriod)
                .max(BY_TIME)
                .orElseGet(() -> manifests.stream().max(BY_TIME).orElseThrow());
    }

    private List<Manifest> all(List<Manifest> manifests) {
        Map<String, Manifest> byId = new LinkedHashMap<>();
        for (Manifest manifest : manifests) {
            byId.merge(manifest.id(), manifest, (first, second) -> isOfPeriod(first) ? second : first);
        }
        return byId.values().stream().sorted(BY_TIME).toList();
    }

    private boolean isOfPeriod(Manifest manifest) {
        return place(manifest.object().key()).isOfPeriod();
    }

    /** By its URI: the input may lie within the folder of a period. */
    private ManifestPlace place(String key) {
        return ManifestPlace.of(files.store().uri(key));
    }
}
