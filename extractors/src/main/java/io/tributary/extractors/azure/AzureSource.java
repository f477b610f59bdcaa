package io.tributary.extractors.azure;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.exports.BlobObjects;
import io.tributary.extractors.azure.exports.ExportsSource;
import io.tributary.extractors.azure.http.AzureResourceManager;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Chooses how an Azure input is read. */
public final class AzureSource {

    private AzureSource() {}

    /**
     * Opens an input.
     *
     * @param input a directory, the URL of a prefix in Blob storage, or {@code azure://scope}
     * @param limits how large a page may be
     * @param parallelism files that are read ahead at the same time
     * @param clock tells which billing periods are open
     * @throws SourceException.Missing where the directory is not there
     */
    public static BillingSource open(
            String input, AzureConfig config, PageLimits limits, int parallelism, InstantSource clock) {
        requireNonNull(config, "config");
        requireNonNull(limits, "limits");
        if (input.startsWith(ApiSource.SCHEME)) {
            return ApiSource.open(
                    input,
                    config.costs(),
                    config.costManagement().api(),
                    config.costManagement().questions(),
                    new ApiSource.Means(
                            AzureResourceManager.of(config),
                            limits,
                            parallelism,
                            clock,
                            Pause.REAL,
                            new SecureRandom()));
        }
        if (input.startsWith("https://") || input.startsWith("http://")) {
            return ExportsSource.open(input, BlobObjects.open(input, config), config, limits, parallelism);
        }
        return ExportsSource.open(input, LocalObjects.open(input), config, limits, parallelism);
    }
}
