package io.tributary.extractors.gcp.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.http.HttpCredentialsAdapter;
import io.tributary.extractors.gcp.BigQueryConfig;
import io.tributary.extractors.gcp.GcpConfig;
import io.tributary.extractors.gcp.GoogleTokens;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A bucket of Cloud Storage below a prefix, through its JSON interface. An object's version is its generation: reading
 * stops if the object was rewritten.
 *
 * <p>Source: https://cloud.google.com/storage/docs/json_api/v1/objects
 */
public final class BucketObjects implements ObjectStore {

    /** The scheme of the input. */
    public static final String SCHEME = "gs://";

    private static final URI GOOGLE = URI.create("https://storage.googleapis.com");
    private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/devstorage.read_only");
    private static final String FIELDS = "name,generation,updated,size";
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpRequestFactory requests;
    private final BigQueryConfig settings;
    private final Backoff backoff;
    private final Pause pause;
    private final String bucket;
    private final String prefix;
    private final String address;

    private BucketObjects(String input, GcpConfig config, Pause pause) {
        String[] parts = input.substring(SCHEME.length()).split("/", 2);
        this.bucket = parts[0];
        this.prefix = parts.length > 1 ? parts[1] : "";
        this.settings = config.bigQuery();
        this.backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, settings.attempts());
        this.pause = requireNonNull(pause, "pause");
        this.address = config.storageEndpoint().orElse(GOOGLE) + "/storage/v1/b/" + encoded(bucket) + "/o";
        NetHttpTransport transport = new NetHttpTransport();
        var credentials = GoogleTokens.of(input, config.credentials(), SCOPES);
        if (credentials.isPresent() && !address.startsWith("https://")) {
            throw new SourceException.Malformed(
                    address,
                    "is asked without TLS: expected https in " + GcpConfig.STORAGE_ENDPOINT + ", or "
                            + GcpConfig.CREDENTIALS + "=none");
        }
        this.requests = credentials
                .map(found -> transport.createRequestFactory(new HttpCredentialsAdapter(found)))
                .orElseGet(transport::createRequestFactory);
    }

    /**
     * Opens a bucket.
     *
     * @param input {@code gs://bucket/prefix}
     * @throws SourceException.Denied if there are no credentials
     */
    public static ObjectStore open(String input, GcpConfig config, Pause pause) {
        return new BucketObjects(input, config, pause);
    }

    @Override
    public void forEach(Predicate<String> isWanted, Consumer<StoredObject> consumer) {
        String query = "?prefix=" + encoded(prefix) + "&fields=nextPageToken,items(" + FIELDS + ")";
        Optional<String> token = Optional.empty();
        do {
            String page = token.map(next -> "&pageToken=" + encoded(next)).orElse("");
            JsonNode answer = patiently(uri(prefix), () -> json(uri(prefix), address + query + page));
            for (JsonNode item : answer.path("items")) {
                if (isWanted.test(item.path("name").asText())) {
                    consumer.accept(object(item));
                }
            }
            token = Optional.of(answer.path("nextPageToken").asText()).filter(next -> !next.isEmpty());
        } while (token.isPresent());
    }

    @Override
    public Optional<StoredObject> head(String key) {
        try {
            return Optional.of(patiently(
                    uri(key), () -> object(json(uri(key), address + "/" + encoded(key) + "?fields=" + FIELDS))));
        } catch (SourceException.Missing e) {
            return Optional.empty();
        }
    }

    /** The bytes as they are stored: content in gzip is not unpacked on the way. The caller retries. */
    @Override
    public InputStream open(StoredObject object, long offset) {
        String uri = uri(object.key());
        String url =
                address + "/" + encoded(object.key()) + "?alt=media&ifGenerationMatch=" + encoded(object.version());
        try {
            return get(uri, url, offset).getContent();
        } catch (SourceException.Missing e) {
            throw new DeliveryChangedException(uri, "was deleted while it was being read");
        } catch (IOException e) {
            throw new SourceException.Unavailable(uri, "Cloud Storage cannot be reached: " + e.getMessage(), e);
        }
    }

    private StoredObject object(JsonNode item) {
        String key = item.path("name").asText();
        try {
            return new StoredObject(
                    key,
                    item.path("generation").asText(),
                    Instant.parse(item.path("updated").asText()),
                    Long.parseLong(item.path("size").asText()));
        } catch (DateTimeException | NumberFormatException e) {
            throw new SourceException.Malformed(uri(key), "is described as " + item + ": expected " + FIELDS, e);
        }
    }

    private JsonNode json(String object, String url) {
        try {
            HttpResponse response = get(object, url, 0);
            try (InputStream content = response.getContent()) {
                return JSON.readTree(content);
            }
        } catch (IOException e) {
            throw new SourceException.Unavailable(object, "Cloud Storage cannot be reached: " + e.getMessage(), e);
        }
    }

    private HttpResponse get(String object, String url, long offset) throws IOException {
        HttpRequest request = requests.buildGetRequest(new GenericUrl(URI.create(url), true))
                .setNumberOfRetries(0)
                .setThrowExceptionOnExecuteError(false)
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setReadTimeout((int) settings.readTimeout().toMillis())
                .setResponseReturnRawInputStream(url.contains("alt=media"));
        if (offset > 0) {
            request.setHeaders(new HttpHeaders().setRange("bytes=" + offset + "-"));
        }
        HttpResponse response = request.execute();
        if (response.isSuccessStatusCode()) {
            return response;
        }
        RuntimeException refusal = refusal(object, response);
        response.disconnect();
        throw refusal;
    }

    private static RuntimeException refusal(String object, HttpResponse response) {
        int status = response.getStatusCode();
        String problem = "Cloud Storage says " + status;
        return switch (status) {
            case 401, 403 ->
                new SourceException.Denied(
                        object,
                        problem + ": expected the role Storage Object Viewer (roles/storage.objectViewer)",
                        null);
            case 404 -> new SourceException.Missing(object, problem);
            case 412 -> new DeliveryChangedException(object, "was rewritten while it was being read");
            case 429 -> new SourceException.Throttled(object, null, problem, null);
            default ->
                status >= 500 || status == 408
                        ? new SourceException.Unavailable(object, problem, null)
                        : new SourceException.Malformed(object, problem);
        };
    }

    /** Retries if that may help. */
    private <T> T patiently(String object, Supplier<T> question) {
        for (int failures = 1; ; failures++) {
            try {
                return question.get();
            } catch (SourceException.Unavailable | SourceException.Throttled e) {
                if (!backoff.admits(failures)) {
                    throw new SourceException.Unavailable(
                            object, "failed " + failures + " times, at last: " + e.getMessage(), e);
                }
                pause.pause(backoff.delay(failures, ThreadLocalRandom.current()));
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Override
    public String uri(String key) {
        return SCHEME + bucket + "/" + key;
    }

    @Override
    public void close() {
        // The JDK's connections end by themselves.
    }
}
