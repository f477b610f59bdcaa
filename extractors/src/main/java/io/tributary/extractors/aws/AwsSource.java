package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Legacy Cost and Usage Reports in a bucket, or in a directory with its layout. */
public final class AwsSource implements BillingSource {

    private static final String S3 = "s3://";
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(20), 8);

    private final ObjectStore store;
    private final String input;
    private final AwsConfig config;
    private final ReadSettings settings;

    AwsSource(ObjectStore store, String input, AwsConfig config, ReadSettings settings) {
        this.store = requireNonNull(store, "store");
        this.input = requireNonNull(input, "input");
        this.config = requireNonNull(config, "config");
        this.settings = requireNonNull(settings, "settings");
    }

    /**
     * Opens an input.
     *
     * @param input a directory, or {@code s3://bucket/prefix}
     * @param limits how large a page may be
     * @param parallelism files that are read ahead at the same time
     * @throws SourceException.Missing where the directory is not there
     */
    public static AwsSource open(String input, AwsConfig config, PageLimits limits, int parallelism) {
        AwsConfig own = input.startsWith(S3) ? config.forBucket(bucketAndPrefix(input)[0]) : config;
        ReadSettings settings = new ReadSettings(limits, parallelism, own.costSurvey(), BACKOFF, Pause.REAL);
        return new AwsSource(storeOf(input, own), input, own, settings);
    }

    /** Whether a key is that of a report's manifest. */
    public static boolean isManifest(String key) {
        return Manifests.isManifest(key);
    }

    /** Whether columns are those of a report. */
    public static boolean isReport(CsvHeader header) {
        return header.place(CurColumns.UNBLENDED_COST).isPresent();
    }

    @Override
    public Discovery discover() {
        List<SourceException> errors = new ArrayList<>();
        List<SourceDelivery> deliveries = new ArrayList<>();
        for (Manifest manifest : new Manifests(store).find(config.deliveries(), errors)) {
            deliveries.add(new LegacyCurDelivery(store, manifest, settings));
        }
        if (deliveries.isEmpty() && errors.isEmpty()) {
            errors.add(new SourceException.Missing(
                    input, "has no manifest: expected one named like report-Manifest.json"));
        }
        return new Discovery(deliveries, errors);
    }

    @Override
    public Map<String, DoubleSupplier> gauges() {
        return store.gauges();
    }

    @Override
    public void close() {
        store.close();
    }

    private static ObjectStore storeOf(String input, AwsConfig config) {
        if (input.startsWith(S3)) {
            String[] parts = bucketAndPrefix(input);
            return new S3Objects(S3Clients.of(config), parts[0], parts.length > 1 ? parts[1] : "");
        }
        return LocalObjects.open(input);
    }

    private static String[] bucketAndPrefix(String input) {
        return input.substring(S3.length()).split("/", 2);
    }
}
