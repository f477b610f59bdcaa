package io.tributary.extractors.gcp;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the requests to BigQuery.
 *
 * @param endpoint where BigQuery is, if it is not Google's; empty: Google's
 * @param project the project that queries run in and are billed to; empty: the one that the table is in
 * @param location where queries run; empty: where the data set is
 * @param maximumBytesBilled bytes that a query may be billed for; empty: as many as it takes
 * @param queryRows rows that one query should return, unless a single slice has more
 * @param jobTimeout how long a query may take
 * @param connectTimeout how long a connection may take to be made
 * @param readTimeout how long BigQuery may be silent
 * @param attempts how often a request is tried in all
 */
public record BigQueryConfig(
        Optional<URI> endpoint,
        Optional<String> project,
        Optional<String> location,
        Optional<Long> maximumBytesBilled,
        long queryRows,
        Duration jobTimeout,
        Duration connectTimeout,
        Duration readTimeout,
        int attempts) {

    public BigQueryConfig {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(project, "project");
        requireNonNull(location, "location");
        requireNonNull(maximumBytesBilled, "maximumBytesBilled");
        requireNonNull(jobTimeout, "jobTimeout");
        requireNonNull(connectTimeout, "connectTimeout");
        requireNonNull(readTimeout, "readTimeout");
    }
}
