package io.tributary.schemas.wire;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Settings of serdes and registry client, by Confluent's names.
 *
 * @param serde whose classes write and read values: tributary or confluent
 * @param registryUrls where the registry answers, in the order in which they are tried; without user info
 * @param userInfo {@code user:password} for basic authentication, if any
 * @param registersSchemas whether a schema that a subject lacks is registered
 * @param usesLatestVersion whether the subject's latest version counts, where schemas are not registered
 * @param normalizesSchemas whether the registry is asked to normalize schemas before it compares them
 * @param subjectNaming under which subject a topic's value schema is kept
 * @param connectTimeout how long connecting to one URL may take
 * @param requestTimeout how long one request to one URL may take, connecting included
 * @param maxRetries how often all URLs are tried again after I/O faults and answers that ask for patience
 * @param retryWait pause before the first of these rounds; it doubles with each, with jitter
 * @param retryMaxWait the longest such pause
 */
public record WireConfig(
        String serde,
        List<URI> registryUrls,
        Optional<Password> userInfo,
        boolean registersSchemas,
        boolean usesLatestVersion,
        boolean normalizesSchemas,
        SubjectNaming subjectNaming,
        Duration connectTimeout,
        Duration requestTimeout,
        int maxRetries,
        Duration retryWait,
        Duration retryMaxWait) {

    static final String SERDE = "serde";
    static final String TRIBUTARY = "tributary";
    static final String CONFLUENT = "confluent";
    /** The setting that names the registry. */
    public static final String URL = "schema.registry.url";

    static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
    static final String USER_INFO = "basic.auth.user.info";
    static final String VALUE_NAMING = "value.subject.name.strategy";

    /**
     * Settings of Confluent's client that would change what is written or how the registry is reached, and that ours
     * has not.
     */
    private static final List<String> NOT_OURS = List.of(
            "schema.registry.ssl.",
            "schema.registry.basic.auth.",
            "bearer.auth.",
            "proxy.host",
            "use.schema.id",
            "avro.remove.java.properties",
            "rule.executors");

    private static final String FROM_URL = "URL";
    private static final String FROM_USER_INFO = "USER_INFO";

    /** What may be set. */
    public static final ConfigDef SETTINGS = new ConfigDef()
            .define(
                    SERDE,
                    STRING,
                    TRIBUTARY,
                    ValidString.in(TRIBUTARY, CONFLUENT),
                    MEDIUM,
                    "Whose classes write and read values: tributary, or confluent where Confluent's jars"
                            + " are on the class path.")
            .define(
                    URL,
                    LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    HIGH,
                    "URLs of the Schema Registry, separated by commas; mock://name keeps schemas in this JVM.")
            .define(
                    CREDENTIALS_SOURCE,
                    STRING,
                    FROM_URL,
                    ValidString.in(FROM_URL, FROM_USER_INFO),
                    MEDIUM,
                    "Where the credentials for the registry are: URL (https://user:password@host) or USER_INFO.")
            .define(USER_INFO, PASSWORD, new Password(""), MEDIUM, "user:password for the registry, with USER_INFO.")
            .define(
                    "auto.register.schemas",
                    BOOLEAN,
                    true,
                    MEDIUM,
                    "Register a schema that its subject lacks. With false, it must be there already.")
            .define(
                    "use.latest.version",
                    BOOLEAN,
                    false,
                    MEDIUM,
                    "With auto.register.schemas=false: write under the id of the subject's latest version,"
                            + " which must encode as ours does.")
            .define(
                    "normalize.schemas",
                    BOOLEAN,
                    false,
                    LOW,
                    "Have the registry normalize schemas before comparing them.")
            .define(
                    VALUE_NAMING,
                    ConfigDef.Type.STRING,
                    SubjectNaming.TOPIC.confluentClass(),
                    LOW,
                    "Subject name strategy, by Confluent's class name.")
            .define(
                    "http.connect.timeout.ms",
                    LONG,
                    10_000L,
                    atLeast(1),
                    LOW,
                    "How long connecting to the registry may take.")
            .define(
                    "http.read.timeout.ms",
                    LONG,
                    30_000L,
                    atLeast(1),
                    LOW,
                    "How long one request to the registry may take.")
            .define(
                    "max.retries",
                    INT,
                    3,
                    atLeast(0),
                    LOW,
                    "How often a failed request to the registry is tried again.")
            .define("retries.wait.ms", LONG, 500L, atLeast(0), LOW, "Pause before the first such retry; it doubles.")
            .define("retries.max.wait.ms", LONG, 10_000L, atLeast(0), LOW, "The longest such pause.");

    public WireConfig {
        registryUrls = List.copyOf(registryUrls);
    }

    /**
     * Reads these settings and ignores others.
     *
     * @throws ConfigException naming the first setting that is missing, wrong, or of Confluent's own client alone
     */
    public static WireConfig from(Map<String, ?> settings) {
        refuseWhatIsNotOurs(settings);
        Map<String, Object> known = new HashMap<>();
        settings.forEach((name, value) -> {
            if (SETTINGS.names().contains(name) && value != null) {
                known.put(name, value instanceof Class<?> type ? type.getName() : value);
            }
        });
        AbstractConfig config = new AbstractConfig(SETTINGS, known, false);
        List<URI> urls = config.getList(URL).stream().map(WireConfig::url).toList();
        if (urls.isEmpty()) {
            throw new ConfigException(URL, "", "expected at least one URL");
        }
        return new WireConfig(
                config.getString(SERDE),
                urls.stream().map(WireConfig::withoutUserInfo).toList(),
                credentials(config, urls),
                config.getBoolean("auto.register.schemas"),
                config.getBoolean("use.latest.version"),
                config.getBoolean("normalize.schemas"),
                SubjectNaming.of(VALUE_NAMING, config.getString(VALUE_NAMING)),
                Duration.ofMillis(config.getLong("http.connect.timeout.ms")),
                Duration.ofMillis(config.getLong("http.read.timeout.ms")),
                config.getInt("max.retries"),
                Duration.ofMillis(config.getLong("retries.wait.ms")),
                Duration.ofMillis(config.getLong("retries.max.wait.ms")));
    }

    /** Whether the schemas are kept in this JVM. */
    boolean isInMemory() {
        return registryUrls.get(0).getScheme().equals("mock");
    }

    /** Whether Confluent's classes are asked for, whose settings are theirs to judge. */
    static boolean asksForConfluent(Map<String, ?> settings) {
        return CONFLUENT.equals(settings.get(SERDE));
    }

    private static void refuseWhatIsNotOurs(Map<String, ?> settings) {
        settings.keySet().stream()
                .filter(name -> NOT_OURS.stream().anyMatch(name::startsWith))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new ConfigException("Setting " + name
                            + " is known to Confluent's client only: leave it out, or use that"
                            + " client with serde=confluent");
                });
    }

    private static URI url(String text) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            // Not quoted: it may hold a password.
            throw new ConfigException("Invalid value for configuration " + URL + ": not a URL");
        }
        boolean known = List.of("http", "https", "mock").contains(String.valueOf(uri.getScheme()));
        if (!known || uri.getHost() == null && uri.getAuthority() == null) {
            throw new ConfigException("Invalid value for configuration " + URL
                    + ": expected http://host:port, https://host:port or mock://name");
        }
        return uri;
    }

    private static URI withoutUserInfo(URI url) {
        String text = url.toString();
        String bare = url.getRawUserInfo() == null ? text : text.replace(url.getRawUserInfo() + "@", "");
        return URI.create(bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare);
    }

    private static Optional<Password> credentials(AbstractConfig config, List<URI> urls) {
        if (config.getString(CREDENTIALS_SOURCE).equals(FROM_URL)) {
            return urls.stream()
                    .map(URI::getUserInfo)
                    .filter(userInfo -> userInfo != null)
                    .findFirst()
                    .map(Password::new);
        }
        Password userInfo = config.getPassword(USER_INFO);
        if (!userInfo.value().contains(":")) {
            throw new ConfigException("Invalid value for configuration " + USER_INFO
                    + ": expected user:password, because " + CREDENTIALS_SOURCE + " is " + FROM_USER_INFO);
        }
        return Optional.of(userInfo);
    }
}
