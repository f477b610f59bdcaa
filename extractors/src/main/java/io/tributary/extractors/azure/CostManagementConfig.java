package io.tributary.extractors.azure;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.api.ApiConfig;
import java.net.URI;

/**
 * Settings of the paths that ask Cost Management's interfaces.
 *
 * @param api which interface is asked
 * @param endpoint where Resource Manager is
 * @param limits limits of the requests
 * @param questions what is requested, and how answers are verified
 */
public record CostManagementConfig(Api api, URI endpoint, RequestLimits limits, ApiConfig questions) {

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
        requireNonNull(questions, "questions");
    }
}
