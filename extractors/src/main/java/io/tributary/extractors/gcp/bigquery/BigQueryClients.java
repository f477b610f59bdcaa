package io.tributary.extractors.gcp.bigquery;

import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryOptions;
import com.google.cloud.bigquery.DataFormatOptions;
import com.google.cloud.http.HttpTransportOptions;
import io.tributary.extractors.gcp.BigQueryConfig;
import io.tributary.extractors.gcp.GcpConfig;
import io.tributary.extractors.gcp.GcpCredentials;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes a client of BigQuery. */
final class BigQueryClients {

    /** Queries are jobs, which reading alone does not allow. */
    private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/bigquery");

    private static final int TOKEN_SECONDS = 3600;

    private BigQueryClients() {}

    /**
     * A client that never tries anything twice by itself.
     *
     * @param project the project that is asked where a request names none
     * @throws SourceException.Denied where there are no credentials
     */
    static BigQuery open(String project, GcpConfig config) {
        BigQueryConfig settings = config.bigQuery();
        BigQueryOptions.Builder options = BigQueryOptions.newBuilder()
                .setProjectId(settings.project().orElse(project))
                .setCredentials(credentials(project, config.credentials()))
                // Of all that can be asked for, microseconds as a whole number are the exact form.
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

    private static Credentials credentials(String project, GcpCredentials settings) {
        if (settings.kind() == GcpCredentials.Kind.NONE) {
            return NoCredentials.getInstance();
        }
        GoogleCredentials own = own(project, settings).createScoped(SCOPES);
        return settings.impersonated()
                .<Credentials>map(account -> ImpersonatedCredentials.create(own, account, null, SCOPES, TOKEN_SECONDS))
                .orElse(own);
    }

    private static GoogleCredentials own(String project, GcpCredentials settings) {
        if (settings.file().isEmpty()) {
            try {
                return GoogleCredentials.getApplicationDefault();
            } catch (IOException e) {
                throw new SourceException.Denied(
                        project,
                        "no application default credentials: " + e.getMessage()
                                + ": expected these, or a file in gcp.credentials.file",
                        e);
            }
        }
        Path file = Path.of(settings.file().get());
        try (InputStream in = Files.newInputStream(file)) {
            return GoogleCredentials.fromStream(in);
        } catch (IOException e) {
            throw new SourceException.Denied(
                    file.toString(), "holds no credentials that can be read: " + e.getMessage(), e);
        }
    }
}
