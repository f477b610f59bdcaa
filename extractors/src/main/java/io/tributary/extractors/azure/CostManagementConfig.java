package io.tributary.extractors.azure;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;

/**
 * Settings of the paths that ask Cost Management's interfaces.
 *
 * @param api which interface is asked
 * @param endpoint where Resource Manager is
 * @param periods billing periods that are read, the current one and those before it
 * @param limits how much is asked
 * @param reportTimeout how long a cost details report may take to be made
 */
public record CostManagementConfig(Api api, URI endpoint, int periods, RequestLimits limits, Duration reportTimeout) {

    /** An interface of Cost Management. */
    public enum Api {
        /** Cost details reports, made on demand. */
        REPORT,
        /** The Query interface: aggregated rows. */
        QUERY,
        /** Consumption's usage details. */
        USAGE_DETAILS
    }

    public CostManagementConfig {
        requireNonNull(api, "api");
        requireNonNull(endpoint, "endpoint");
        requireNonNull(limits, "limits");
        requireNonNull(reportTimeout, "reportTimeout");
    }
}
