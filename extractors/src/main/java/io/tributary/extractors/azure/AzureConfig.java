package io.tributary.extractors.azure;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.tributary.extractors.azure.AzureCredentials.Kind;
import io.tributary.extractors.azure.CostManagementConfig.Api;
import io.tributary.extractors.azure.api.ApiConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Settings of the Azure source.
 *
 * @param costs which of the views of the same costs are taken
 * @param scope the billing scope of exports that do not state theirs; empty: as their manifests or rows say
 * @param deliveries which deliveries of a period are taken
 * @param cloud which of Azure's clouds is asked
 * @param credentials credentials of the requests
 * @param transport how requests are sent
 * @param costManagement settings of the paths that ask Cost Management's interfaces
 */
public record AzureConfig(
        Costs costs,
        Optional<BillingScope> scope,
        Deliveries deliveries,
        AzureCloud cloud,
        AzureCredentials credentials,
        AzureTransport transport,
        CostManagementConfig costManagement) {

    /** Which of the views of the same costs are taken. */
    public enum Costs {
        /** Of each period what is there and states the costs best: {@link CostViews}. */
        AUTO,
        /** Amortized costs, and the purchases among the actual ones. */
        AMORTIZED_AND_ACTUAL,
        /** Actual costs alone. */
        ACTUAL,
        /** Amortized costs alone. */
        AMORTIZED,
        /** Microsoft's own FOCUS export alone. */
        FOCUS;

        /** As the setting has it. */
        String text() {
            return this == AMORTIZED_AND_ACTUAL ? "amortized+actual" : name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which deliveries of a period are taken. */
    public enum Deliveries {
        /** The newest run. */
        NEWEST,
        /** Every run that is there, from the oldest to the newest. */
        ALL
    }

    public static final String COSTS = "azure.costs";
    public static final String SCOPE = "azure.scope";
    static final String DELIVERIES = "azure.deliveries";
    static final String API = "azure.api";
    public static final String CLOUD = "azure.cloud";
    private static final String RESOURCE_MANAGER = "azure.resource.manager.endpoint";
    public static final String CREDENTIALS = "azure.credentials";
    public static final String TENANT = "azure.tenant.id";
    public static final String CLIENT = "azure.client.id";
    public static final String CLIENT_SECRET = "azure.client.secret";
    public static final String ACCOUNT_KEY = "azure.blob.account.key";
    static final String SAS_TOKEN = "azure.blob.sas.token";
    private static final String CONNECT_TIMEOUT = "azure.connect.timeout.ms";
    private static final String READ_TIMEOUT = "azure.read.timeout.ms";
    private static final String POOL_SIZE = "azure.connection.pool.size";
    private static final String ATTEMPTS = "azure.request.attempts";
    private static final String REQUESTS_PER_MINUTE = "azure.requests.per.minute";
    private static final String QUERY_UNITS = "azure.query.units";
    private static final String REQUESTS_CONCURRENT = "azure.requests.concurrent";
    private static final String REQUESTS_PER_SCOPE = "azure.requests.per.scope";
    private static final String THROTTLE_WAIT = "azure.throttle.wait.ms";

    public AzureConfig {
        requireNonNull(costs, "costs");
        requireNonNull(scope, "scope");
        requireNonNull(deliveries, "deliveries");
        requireNonNull(cloud, "cloud");
        requireNonNull(credentials, "credentials");
        requireNonNull(transport, "transport");
        requireNonNull(costManagement, "costManagement");
    }

    /** Adds the settings to {@code settings}. */
    public static ConfigDef define(ConfigDef settings) {
        return defineTransport(defineCredentials(defineApi(settings.define(
                        COSTS,
                        STRING,
                        "auto",
                        ConfigDef.CaseInsensitiveValidString.in(
                                "auto", "amortized+actual", "actual", "amortized", "focus"),
                        HIGH,
                        "Which of the views of the same costs are taken: amortized+actual, all amortized rows and the"
                                + " purchases of commitments among the actual ones; actual; amortized; focus,"
                                + " Microsoft's own FOCUS export; or auto, of each period amortized+actual where both"
                                + " are there, else focus, else actual, else amortized.")
                .define(
                        SCOPE,
                        STRING,
                        "",
                        ConfigDef.LambdaValidator.with(AzureConfig::checkScope, () -> BillingScope.EXPECTED),
                        MEDIUM,
                        "The billing scope of exports, such as subscriptions/<id>. Empty: as their manifests say, or"
                                + " all rows of files whose manifest does not, or that have none.")
                .define(
                        DELIVERIES,
                        STRING,
                        "newest",
                        ConfigDef.CaseInsensitiveValidString.in("newest", "all"),
                        HIGH,
                        "Which deliveries of a billing period are taken: newest, the run that was submitted last; or"
                                + " all, every run that is there, in their order."))));
    }

    private static ConfigDef defineApi(ConfigDef settings) {
        return ApiConfig.define(settings.define(
                        API,
                        STRING,
                        "report",
                        ConfigDef.CaseInsensitiveValidString.in("report", "query", "usage-details"),
                        HIGH,
                        "What is asked for an input azure://scope: report, a cost details report; query, the Query"
                                + " interface, whose rows are aggregated; or usage-details, Consumption's usage"
                                + " details.")
                .define(
                        CLOUD,
                        STRING,
                        "public",
                        ConfigDef.CaseInsensitiveValidString.in("public", "usgovernment", "china"),
                        MEDIUM,
                        "Which of Azure's clouds is asked: public, usgovernment or china.")
                .define(
                        RESOURCE_MANAGER,
                        STRING,
                        "",
                        ConfigDef.LambdaValidator.with(
                                AzureConfig::checkEndpoint, () -> "http:// or https:// URI, or empty"),
                        LOW,
                        "Where Resource Manager is, if it is not where azure.cloud has it.")
                .define(
                        REQUESTS_PER_MINUTE,
                        INT,
                        RequestLimits.DEFAULTS.perMinute(),
                        between(1, 10_000),
                        LOW,
                        "Requests to Cost Management in a minute, of all scopes of this process together.")
                .define(
                        QUERY_UNITS,
                        STRING,
                        "12,60,600",
                        ConfigDef.LambdaValidator.with(
                                AzureConfig::checkQueryUnits, () -> "three numbers from 1 to 999999"),
                        LOW,
                        "Query units in ten seconds, in a minute and in an hour, of all scopes of this process"
                                + " together: a month that is queried costs one.")
                .define(
                        REQUESTS_CONCURRENT,
                        INT,
                        RequestLimits.DEFAULTS.concurrent(),
                        between(1, 64),
                        LOW,
                        "Requests to Cost Management that are under way at the same time, of all scopes of this process"
                                + " together: so many may be lost to one throttle.")
                .define(
                        REQUESTS_PER_SCOPE,
                        INT,
                        RequestLimits.DEFAULTS.concurrentPerScope(),
                        between(1, 64),
                        LOW,
                        "Of the requests to Cost Management that are under way at the same time, those of one scope.")
                .define(
                        THROTTLE_WAIT,
                        LONG,
                        RequestLimits.DEFAULTS.longestThrottle().toMillis(),
                        between(1, 86_400_000),
                        LOW,
                        "How long a request may be kept waiting because Cost Management throttles."));
    }

    private static ConfigDef defineCredentials(ConfigDef settings) {
        return settings.define(
                        CREDENTIALS,
                        STRING,
                        "default",
                        ConfigDef.CaseInsensitiveValidString.in("default", "client-secret", "managed-identity", "none"),
                        MEDIUM,
                        "Where tokens come from: client-secret; managed-identity; none; or default, a client secret"
                                + " where one is set, else what the Azure SDK's default chain finds.")
                .define(
                        TENANT,
                        STRING,
                        "",
                        MEDIUM,
                        "The directory that issues tokens. Empty: as the Azure SDK finds it.")
                .define(
                        CLIENT,
                        STRING,
                        "",
                        MEDIUM,
                        "The application, or the managed identity where a machine has several.")
                .define(CLIENT_SECRET, PASSWORD, "", MEDIUM, "The application's secret.")
                .define(
                        ACCOUNT_KEY,
                        PASSWORD,
                        "",
                        MEDIUM,
                        "Key of the storage account that the exports are in, which is used instead of a token.")
                .define(
                        SAS_TOKEN,
                        PASSWORD,
                        "",
                        MEDIUM,
                        "A shared access signature for the exports' container, which is used instead of a token: what"
                                + " comes after the question mark of its URL.");
    }

    private static ConfigDef defineTransport(ConfigDef settings) {
        return settings.define(
                        CONNECT_TIMEOUT,
                        LONG,
                        10_000L,
                        between(1, 600_000),
                        LOW,
                        "How long a connection to Azure may take to be made.")
                .define(READ_TIMEOUT, LONG, 60_000L, between(1, 600_000), LOW, "How long Azure may say nothing.")
                .define(
                        POOL_SIZE,
                        INT,
                        16,
                        between(1, 1_000),
                        LOW,
                        "Connections to Azure that are open at the same time.")
                .define(ATTEMPTS, INT, 8, between(1, 100), LOW, "How often a request to Azure is tried in all.");
    }

    /** The settings as parsed by a definition that {@link #define} added to. */
    public static AzureConfig from(Map<String, Object> parsed) {
        AzureCloud cloud = constant(AzureCloud.class, parsed, CLOUD);
        return new AzureConfig(
                costs((String) parsed.get(COSTS)),
                text(parsed, SCOPE).map(BillingScope::of),
                constant(Deliveries.class, parsed, DELIVERIES),
                cloud,
                new AzureCredentials(
                        constant(Kind.class, parsed, CREDENTIALS),
                        text(parsed, TENANT),
                        text(parsed, CLIENT),
                        secret(parsed, CLIENT_SECRET),
                        secret(parsed, ACCOUNT_KEY),
                        secret(parsed, SAS_TOKEN)),
                new AzureTransport(
                        duration(parsed, CONNECT_TIMEOUT),
                        duration(parsed, READ_TIMEOUT),
                        (Integer) parsed.get(POOL_SIZE),
                        (Integer) parsed.get(ATTEMPTS)),
                new CostManagementConfig(
                        constant(Api.class, parsed, API),
                        text(parsed, RESOURCE_MANAGER).map(URI::create).orElse(cloud.resourceManager()),
                        new RequestLimits(
                                (Integer) parsed.get(REQUESTS_PER_MINUTE),
                                queryUnits((String) parsed.get(QUERY_UNITS)),
                                (Integer) parsed.get(REQUESTS_CONCURRENT),
                                (Integer) parsed.get(REQUESTS_PER_SCOPE),
                                duration(parsed, THROTTLE_WAIT)),
                        ApiConfig.from(parsed)));
    }

    /** Problems of settings that are each valid, but not together. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        boolean hasSecret = credentials.clientSecret().isPresent();
        if (credentials.kind() == Kind.CLIENT_SECRET && !hasSecret) {
            problems.add(CREDENTIALS + " is client-secret, and " + CLIENT_SECRET + " is not set");
        }
        if (hasSecret
                && (credentials.tenantId().isEmpty() || credentials.clientId().isEmpty())) {
            problems.add(CLIENT_SECRET + " is set: expected " + TENANT + " and " + CLIENT + " with it");
        }
        if (credentials.blobAccountKey().isPresent()
                && credentials.blobSasToken().isPresent()) {
            problems.add(ACCOUNT_KEY + " and " + SAS_TOKEN + " are both set: expected one of them");
        }
        return problems;
    }

    private static Costs costs(String text) {
        return text.equalsIgnoreCase(Costs.AMORTIZED_AND_ACTUAL.text())
                ? Costs.AMORTIZED_AND_ACTUAL
                : Costs.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Map<String, Object> parsed, String name) {
        return Enum.valueOf(
                type, ((String) parsed.get(name)).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Duration duration(Map<String, Object> parsed, String name) {
        return Duration.ofMillis((Long) parsed.get(name));
    }

    private static Optional<String> text(Map<String, Object> parsed, String name) {
        return Optional.of(((String) parsed.get(name)).strip()).filter(value -> !value.isEmpty());
    }

    private static Optional<Password> secret(Map<String, Object> parsed, String name) {
        return Optional.of((Password) parsed.get(name))
                .filter(value -> !value.value().isBlank());
    }

    private static List<Integer> queryUnits(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .map(Integer::valueOf)
                .toList();
    }

    private static void checkQueryUnits(String name, Object value) {
        if (!value.toString().matches("(\\s*[1-9]\\d{0,5}\\s*,){2}\\s*[1-9]\\d{0,5}\\s*")) {
            throw new ConfigException(name, value, "expected three numbers from 1 to 999999, such as 12,60,600");
        }
    }

    private static void checkScope(String name, Object value) {
        if (value.toString().isBlank()) {
            return;
        }
        try {
            BillingScope.of(value.toString());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, "expected " + BillingScope.EXPECTED);
        }
    }

    private static void checkEndpoint(String name, Object value) {
        String text = value.toString().strip();
        if (text.isEmpty()) {
            return;
        }
        String expected = "expected a URI like https://management.azure.com";
        try {
            URI uri = new URI(text);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!isHttp || uri.getHost() == null) {
                throw new ConfigException(name, value, expected);
            }
        } catch (URISyntaxException e) {
            throw new ConfigException(name, value, expected + ": " + e.getReason());
        }
    }
}
