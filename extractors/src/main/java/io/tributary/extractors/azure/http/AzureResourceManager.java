package io.tributary.extractors.azure.http;

import static java.util.Objects.requireNonNull;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.azure.http.Traffic.Counters;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import java.io.InputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Azure Resource Manager over the SDK's pipeline. One instance has the budget of one tenant. */
public final class AzureResourceManager implements ResourceManager {

    /**
     * Cost Management counts requests by kind of client: a client that names itself does not share the quota of
     * unnamed ones.
     */
    private static final Map<String, String> WHO_ASKS = Map.of("ClientType", "Tributary", "User-Agent", "Tributary");

    private static final int UNAUTHORIZED = 401;
    private static final Logger LOGGER = LoggerFactory.getLogger(AzureResourceManager.class);

    private final HttpSettings settings;
    private final Traffic traffic = new Traffic();
    private final BudgetGovernor budget;
    private final BudgetGovernor downloads;
    private final Exchanges exchanges;
    private final Transport transport;

    AzureResourceManager(
            HttpSettings settings,
            Function<HttpClient, Optional<Credentials>> credential,
            Waiting waiting,
            UnaryOperator<reactor.netty.http.client.HttpClient> adaptation) {
        this.settings = requireNonNull(settings, "settings");
        if (!TrustedLinks.isPrivate(settings.endpoint())) {
            throw new SourceException.Malformed(
                    settings.endpoint().toString(), "is asked without TLS: expected https, or http on this machine");
        }
        this.budget =
                new BudgetGovernor(settings.budget(), waiting.clock(), waiting.pause(), waiting.random(), traffic);
        this.downloads = new BudgetGovernor(
                BudgetSettings.unmetered(settings.poolSize(), settings.budget().longestWait()),
                waiting.clock(),
                waiting.pause(),
                waiting.random(),
                traffic);
        this.exchanges = new Exchanges(settings, waiting.clock(), waiting.pause(), waiting.random(), traffic);
        this.transport = new Transport(settings, credential, adaptation);
    }

    /**
     * The sources of time and chance.
     *
     * @param clock tells it
     * @param pause waits
     * @param random source of jitter, so that many processes do not retry at the same time
     */
    public record Waiting(InstantSource clock, Pause pause, RandomGenerator random) {

        public Waiting {
            requireNonNull(clock, "clock");
            requireNonNull(pause, "pause");
            requireNonNull(random, "random");
        }

        /** The real ones, with what waits. */
        public static Waiting real(Pause pause) {
            return new Waiting(InstantSource.system(), pause, new SecureRandom());
        }
    }

    /**
     * Opens it with the source's settings. Sends nothing before the first request.
     *
     * @param pause waits until the next request may be sent
     */
    public static AzureResourceManager of(AzureConfig config, Pause pause) {
        return new AzureResourceManager(
                HttpSettings.of(config),
                client -> Credentials.of(config.credentials(), config.cloud(), client),
                Waiting.real(pause),
                UnaryOperator.identity());
    }

    /** Opens it with tokens of {@code credential}, or without tokens if it is empty. */
    public static AzureResourceManager of(
            HttpSettings settings, Optional<TokenCredential> credential, Waiting waiting) {
        return new AzureResourceManager(
                settings, client -> credential.map(Credentials::of), waiting, UnaryOperator.identity());
    }

    @Override
    public URI endpoint() {
        return settings.endpoint();
    }

    @Override
    public Response send(Request request) {
        URI uri = TrustedLinks.check(request.uri(), settings.endpoint());
        Map<String, String> headers = new LinkedHashMap<>(WHO_ASKS);
        headers.put("Accept", "application/json");
        if (request.body().isPresent()) {
            headers.put("Content-Type", "application/json");
        }
        Response response = sent(request, uri, headers);
        if (response.status() == UNAUTHORIZED && transport.forgetToken()) {
            LOGGER.warn("{}: {}: asking once more with a new token", request, Refusals.describe(response));
            response = sent(request, uri, headers);
        }
        if (response.status() == UNAUTHORIZED || response.status() == 403) {
            throw Refusals.denied(request.toString(), response);
        }
        return response;
    }

    private Response sent(Request request, URI uri, Map<String, String> headers) {
        return exchanges.exchange(
                request.toString(),
                TrustedLinks.origin(uri),
                budget.permit(request.scope(), request.queryUnits()),
                () -> transport.exchange(request.method(), uri, headers, request.body(), true));
    }

    @Override
    public InputStream download(URI link) {
        String object = TrustedLinks.withoutSecrets(link);
        if (link.getHost() == null || !TrustedLinks.isPrivate(link)) {
            throw new SourceException.Malformed(object, "leads away without TLS: expected a link over https");
        }
        String host = TrustedLinks.origin(link);
        Function<Map<String, String>, Response> get = headers -> exchanges.exchange(
                object,
                host,
                downloads.permit(host, 0),
                () -> transport.exchange("GET", link, headers, Optional.empty(), false));
        return new LinkedFile(object, settings.downloadPart(), get).opened();
    }

    /** What was sent until now. */
    Counters counters() {
        return traffic.counters();
    }

    @Override
    public void close() {
        transport.close();
    }
}
