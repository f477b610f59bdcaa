package io.tributary.extractors.gcp;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.bigquery.BigQuerySource;
import io.tributary.extractors.gcp.files.BucketObjects;
import io.tributary.extractors.gcp.files.FilesSource;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import java.time.InstantSource;

/** Chooses how a Google Cloud input is read. */
public final class GcpSource {

    private GcpSource() {}

    /**
     * Opens an input.
     *
     * @param input a directory, {@code gs://bucket/prefix}, or tables as {@link BigQueryAddress} has them
     * @param limits how large a page may be
     * @param parallelism files that are read ahead at the same time
     * @throws SourceException.Missing where the directory is not there
     */
    public static BillingSource open(String input, GcpConfig config, PageLimits limits, int parallelism) {
        requireNonNull(config, "config");
        requireNonNull(limits, "limits");
        if (input.startsWith(BigQueryAddress.SCHEME)) {
            return BigQuerySource.open(input, config, limits, InstantSource.system());
        }
        ObjectStore store = input.startsWith(BucketObjects.SCHEME)
                ? BucketObjects.open(input, config, Pause.REAL)
                : LocalObjects.open(input);
        return FilesSource.open(input, config.tables(), store, limits);
    }
}
