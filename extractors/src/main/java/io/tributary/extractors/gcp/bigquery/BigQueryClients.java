package io.tributary.extractors.gcp.bigquery;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.DataFormatOptions;
import com.google.cloud.http.HttpTransportOptions;
import io.tributary.extractors.gcp.BigQueryConfig;
import io.tributary.extractors.gcp.GcpConfig;
import io.tributary.extractors.gcp.GoogleTokens;
import io.tributary.extractors.source.SourceException;
import java.util.List;

/** Makes a client of BigQuery. */
final class BigQueryClients {

    /** Queries are jobs, which a read-only scope does not allow. */
    private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/bigquery");

    private BigQueryClients() {}

    /**
     * A client without retries.
     *
     * @param project the project of requests that name none
     * @throws SourceException.Denied if there are no credentials
     */
    static BigQuery open(String project, GcpConfig config) {
        BigQueryConfig settings = config.bigQuery();
        BigQueryOptions.Builder options = BigQueryOptions.newBuilder()
                .setProjectId(settings.project().orElse(project))
                .setCredentials(
                        GoogleTokens.of(project, config.credentials(), SCOPES).orElseGet(NoCredentials::getInstance))
                // Whole microseconds are the only exact format of times.
                .setDataFormatOptions(
                        DataFormatOptions.newBuilder().useInt64Timestamp(true).build())
                .setRetrySettings(RetrySettings.newBuilder().setMaxAttempts(1).build())
                .setTransportOptions(HttpTransportOptions.newBuilder()
                        .setHttpTransportFactory(NetHttpTransport::new)
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setReadTimeout((int) settings.readTimeout().toMillis())
                        .build());
        settings.endpoint().ifPresent(endpoint -> options.setHost(endpoint.toString()));
        return options.build().getService();
    }
}
