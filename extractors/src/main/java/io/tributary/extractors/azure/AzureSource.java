package io.tributary.extractors.azure;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.exports.BlobObjects;
import io.tributary.extractors.azure.exports.ExportsSource;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.SourceException;

/** Chooses how an Azure input is read. */
public final class AzureSource {

    /** What the paths that ask Cost Management begin with. */
    private static final String COST_MANAGEMENT = "azure://";

    private AzureSource() {}

    /**
     * Opens an input.
     *
     * @param input a directory, the URL of a prefix in Blob storage, or {@code azure://scope}
     * @param limits how large a page may be
     * @param parallelism files that are read ahead at the same time
     * @throws SourceException.Missing where the directory is not there
     */
    public static BillingSource open(String input, AzureConfig config, PageLimits limits, int parallelism) {
        requireNonNull(config, "config");
        requireNonNull(limits, "limits");
        if (input.startsWith(COST_MANAGEMENT)) {
            throw new SourceException.Malformed(input, "is not supported yet: expected exports");
        }
        if (input.startsWith("https://") || input.startsWith("http://")) {
            return ExportsSource.open(input, BlobObjects.open(input, config), config, limits, parallelism);
        }
        return ExportsSource.open(input, LocalObjects.open(input), config, limits, parallelism);
    }
}
