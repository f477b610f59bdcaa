package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.aws.AwsConfig.Deliveries;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The manifests of an input, and which of them count.
 *
 * <p>A period's folder has a manifest that is rewritten with every delivery and names the newest; where deliveries are
 * kept, each folder of one has a manifest of its own, which stays.
 */
final class Manifests {

    /** Name of a period's folder: its first day, and the first day after it. */
    static final Pattern PERIOD = Pattern.compile("\\d{8}-\\d{8}");

    private static final String SUFFIX = "-Manifest.json";
    private static final Comparator<Manifest> BY_TIME = Comparator.comparing(
                    (Manifest manifest) -> manifest.object().lastModified())
            .thenComparing(manifest -> manifest.object().key());

    private final ObjectStore store;

    Manifests(ObjectStore store) {
        this.store = requireNonNull(store, "store");
    }

    /** Whether a key is that of a manifest. Those written for Redshift list the same files in another way. */
    static boolean isManifest(String key) {
        return key.endsWith(SUFFIX) && !key.endsWith("Redshift" + SUFFIX);
    }

    /**
     * Finds the manifests that count: scopes by period, and deliveries of a scope from the oldest to the newest.
     *
     * @param errors receives what is wrong with manifests that cannot be read
     */
    List<Manifest> find(Deliveries deliveries, List<SourceException> errors) {
        Map<String, List<Manifest>> scopes = new TreeMap<>();
        for (StoredObject object : store.list(Manifests::isManifest)) {
            try {
                Manifest manifest = read(object);
                scopes.computeIfAbsent(manifest.periodStart() + "/" + manifest.scope(), scope -> new ArrayList<>())
                        .add(manifest);
            } catch (SourceException e) {
                errors.add(e);
            }
        }
        List<Manifest> chosen = new ArrayList<>();
        for (List<Manifest> manifests : scopes.values()) {
            chosen.addAll(deliveries == Deliveries.ALL ? all(manifests) : List.of(newest(manifests)));
        }
        return chosen;
    }

    /** Reads a manifest. */
    Manifest read(StoredObject object) {
        String uri = store.uri(object.key());
        try (InputStream in = store.open(object, 0)) {
            return Manifest.parse(uri, object, in.readAllBytes());
        } catch (IOException e) {
            throw new SourceException.Unavailable(uri, "cannot be read: " + e.getMessage(), e);
        }
    }

    private Manifest newest(List<Manifest> manifests) {
        return manifests.stream()
                .filter(this::isOfPeriod)
                .max(BY_TIME)
                .orElseGet(() -> manifests.stream().max(BY_TIME).orElseThrow());
    }

    private List<Manifest> all(List<Manifest> manifests) {
        Map<String, Manifest> byAssembly = new LinkedHashMap<>();
        for (Manifest manifest : manifests) {
            byAssembly.merge(manifest.assemblyId(), manifest, (first, second) -> isOfPeriod(first) ? second : first);
        }
        return byAssembly.values().stream().sorted(BY_TIME).toList();
    }

    /** Whether a manifest lies in the folder of its period, and so is rewritten. */
    private boolean isOfPeriod(Manifest manifest) {
        String[] path = store.uri(manifest.object().key()).split("/");
        return path.length > 1 && PERIOD.matcher(path[path.length - 2]).matches();
    }
}
