package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.aws.reports.DataSet;
import io.tributary.extractors.aws.reports.ManifestPlace;
import io.tributary.extractors.aws.reports.Manifests;
import io.tributary.extractors.aws.reports.ReaderSettings;
import io.tributary.extractors.aws.reports.ReportDelivery;
import io.tributary.extractors.aws.reports.ReportFiles;
import io.tributary.extractors.aws.s3.S3Clients;
import io.tributary.extractors.aws.s3.S3Objects;
import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;

/** Cost and Usage Reports, old and new, and FOCUS exports in a bucket, or in a directory with its layout. */
final class AwsSource implements BillingSource {

    static final String S3 = "s3://";

    /** Several times as long as the largest deliveries take to be written. */
    private static final Duration WRITING_TIME = Duration.ofHours(1);

    private final ReportFiles files;
    private final Manifests manifests;
    private final String input;
    private final AwsConfig config;

    AwsSource(ObjectStore store, String input, AwsConfig config, ReaderSettings settings) {
        this.files = new ReportFiles(store, settings);
        this.input = requireNonNull(input, "input");
        this.config = requireNonNull(config, "config");
        this.manifests = new Manifests(files, config);
    }

    /**
     * Opens an input.
     *
     * @param input a directory, or {@code s3://bucket/prefix}
     * @param limits how large a page may be
     * @param parallelism files that are read ahead at the same time
     * @param clock the time by which the input is listed again
     * @param pause waits before a bucket is asked again
     * @throws SourceException.Missing if the directory is not there
     */
    public static AwsSource open(
            String input, AwsConfig config, PageLimits limits, int parallelism, InstantSource clock, Pause pause) {
        boolean isBucket = input.startsWith(S3);
        AwsConfig own = isBucket ? config.forBucket(bucketAndPrefix(input)[0]) : config;
        ReaderSettings settings = new ReaderSettings(
                limits,
                parallelism,
                own.costSurvey(),
                isBucket ? WRITING_TIME : Duration.ZERO,
                own.requests().resumption(),
                pause,
                clock);
        return new AwsSource(storeOf(input, own, pause), input, own, settings);
    }

    /** Whether a key is that of a report's manifest. */
    public static boolean isManifest(String key) {
        return ManifestPlace.isManifest(key);
    }

    /** Whether these are the columns of a report, or of a FOCUS export of AWS. */
    public static boolean isReport(CsvHeader header) {
        return header.place(DataSet.UNBLENDED_COST).isPresent()
                || header.place("BilledCost").isPresent()
                        && header.place("x_ServiceCode").isPresent();
    }

    @Override
    public Discovery discover() {
        Manifests.Found found = manifests.find();
        List<SourceException> errors = new ArrayList<>(found.errors());
        if (found.manifests().isEmpty() && errors.isEmpty()) {
            errors.add(missing(found.others()));
        }
        List<SourceDelivery> deliveries = new ArrayList<>();
        found.manifests().forEach(manifest -> deliveries.add(new ReportDelivery(files, manifests, manifest)));
        return new Discovery(deliveries, errors);
    }

    @Override
    public Map<String, DoubleSupplier> gauges() {
        return files.store().gauges();
    }

    @Override
    public void close() {
        files.store().close();
    }

    private SourceException missing(int others) {
        if (others == 0) {
            return new SourceException.Missing(input, "has no manifest: expected one named like report-Manifest.json");
        }
        String expected = config.reports().isEmpty()
                ? "a legacy report, or an export of COST_AND_USAGE_REPORT or of FOCUS"
                : "one of " + new TreeSet<>(config.reports());
        return new SourceException.Missing(
                input,
                "has " + others + " manifests, and none of them is of a bill that is taken: expected " + expected);
    }

    private static ObjectStore storeOf(String input, AwsConfig config, Pause pause) {
        if (input.startsWith(S3)) {
            String[] parts = bucketAndPrefix(input);
            return new S3Objects(S3Clients.of(config, pause), pause, parts[0], parts.length > 1 ? parts[1] : "");
        }
        return LocalObjects.open(input);
    }

    private static String[] bucketAndPrefix(String input) {
        return input.substring(S3.length()).split("/", 2);
    }
}
