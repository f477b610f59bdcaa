package io.tributary.extractors;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.tributary.extractors.backpressure.BackPressureConfig;
import io.tributary.extractors.publish.PublishConfig;
import io.tributary.extractors.schedule.ScheduleConfig;
import io.tributary.schemas.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Settings of an extractor.
 *
 * @param input what is read: a directory, or an input in a form of one of the providers
 * @param provider whose bills a directory holds; empty: as the input's form or a look into the directory shows
 * @param pageBytes bytes of content that a page may have, unless a single row has more
 * @param pageRows rows that a page may have
 * @param parallelism files that are read ahead at the same time
 * @param topicPartitions partitions of topics that do not exist yet
 * @param topicReplicationFactor replicas of topics that do not exist yet; -1: the cluster's default
 * @param providers the providers that can be read, each with its own settings
 * @param schedule when deliveries are taken
 * @param backPressure settings of back-pressure
 * @param publish settings of publication
 */
public record ExtractorConfig(
        String input,
        Optional<Provider> provider,
        int pageBytes,
        int pageRows,
        int parallelism,
        int topicPartitions,
        short topicReplicationFactor,
        Map<Provider, ConfiguredProvider<?>> providers,
        ScheduleConfig schedule,
        BackPressureConfig backPressure,
        PublishConfig publish) {

    public static final String INPUT = "extractor.input";
    public static final String PROVIDER = "extractor.provider";
    private static final String NAME = "extractor.name";
    private static final String PAGE_BYTES = "extractor.page.bytes";
    private static final String PAGE_ROWS = "extractor.page.rows";
    private static final String PARALLELISM = "extractor.parallelism";
    private static final String TRANSACTION_BYTES = "extractor.transaction.bytes";
    private static final String TRANSACTION_PAGES = "extractor.transaction.pages";
    private static final String TRANSACTION_TIME = "extractor.transaction.ms";
    private static final String TOPIC_PARTITIONS = "topic.partitions";
    private static final String TOPIC_REPLICATION_FACTOR = "topic.replication.factor";
    public static final String INTERVAL = "extractor.interval.ms";
    private static final String CLOSING_DAYS = "extractor.closing.days";
    private static final String STARVATION = "extractor.starvation.ms";
    private static final String BACKPRESSURE_GROUP = "extractor.backpressure.group";
    private static final String BACKPRESSURE_PAGES = "extractor.backpressure.pages";
    private static final String BACKPRESSURE_BYTES = "extractor.backpressure.bytes";
    private static final String BACKPRESSURE_POLL = "extractor.backpressure.poll.ms";
    private static final String APPLICATION_ID = "streams.application.id";
    private static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
    private static final String KAFKA = "kafka.";
    private static final String OWN = "extractor.";
    private static final String AUTO = "auto";

    /** Every setting with its meaning, its default and its bounds. */
    public static final ConfigDef SETTINGS = withProviders(new ConfigDef()
            .define(
                    INPUT,
                    STRING,
                    NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with(ExtractorConfig::checkInput, Inputs::expected),
                    HIGH,
                    "What is read: a directory, laid out as the provider writes it, or a URL that one of the providers"
                            + " takes, such as s3://bucket/prefix.")
            .define(
                    PROVIDER,
                    STRING,
                    AUTO,
                    ConfigDef.CaseInsensitiveValidString.in(providersAndAuto()),
                    MEDIUM,
                    "Whose bills a directory holds: the name of a provider, such as aws; or auto, as a look into it"
                            + " shows.")
            .define(
                    NAME,
                    STRING,
                    "tributary-extractor",
                    new ConfigDef.NonEmptyString(),
                    MEDIUM,
                    "Name of this extractor. Of two with one name on one cluster, the one that was started first"
                            + " stops.")
            .define(
                    PAGE_BYTES,
                    INT,
                    1_000_000,
                    between(1, 8 * 1024 * 1024),
                    LOW,
                    "Bytes of content that a page may have. A row that has more is a page of its own.")
            .define(PAGE_ROWS, INT, 10_000, between(1, 10_000), LOW, "Rows that a page may have.")
            .define(PARALLELISM, INT, 2, between(1, 32), MEDIUM, "Files that are read ahead at the same time.")
            .define(
                    TRANSACTION_BYTES,
                    INT,
                    8 * 1024 * 1024,
                    between(1, 32 * 1024 * 1024),
                    LOW,
                    "Bytes of content after which pages are published: they become visible together.")
            .define(
                    TRANSACTION_PAGES,
                    INT,
                    100,
                    between(1, 10_000),
                    LOW,
                    "Pages after which pages are published: they become visible together.")
            .define(
                    TRANSACTION_TIME,
                    LONG,
                    5_000L,
                    between(1, 600_000),
                    LOW,
                    "Time after which pages are published, looked at whenever a page has been read.")
            .define(
                    INTERVAL,
                    LONG,
                    0L,
                    between(0, Duration.ofDays(366).toMillis()),
                    HIGH,
                    "How long a daemon waits after it has looked for deliveries until it looks again. 0: the extractor"
                            + " looks once, takes what there is, and ends.")
            .define(
                    CLOSING_DAYS,
                    INT,
                    15,
                    between(0, 366),
                    MEDIUM,
                    "Days after its end for which a billing period is closing: its deliveries are taken before those"
                            + " of the open period.")
            .define(
                    STARVATION,
                    LONG,
                    3_600_000L,
                    between(1, Duration.ofDays(366).toMillis()),
                    LOW,
                    "How long a delivery may wait behind more urgent ones: then it is taken out of turn, one delivery"
                            + " at a time.")
            .define(
                    BACKPRESSURE_GROUP,
                    STRING,
                    "tributary-streams",
                    MEDIUM,
                    "The consumer group that extraction waits for while it lags too far behind on the raw topic:"
                            + " streams.application.id, which is taken where it is set beside this. Empty: none.")
            .define(
                    BACKPRESSURE_PAGES,
                    LONG,
                    50_000L,
                    between(1, Long.MAX_VALUE),
                    MEDIUM,
                    "Pages by which that group may lag behind.")
            .define(
                    BACKPRESSURE_BYTES,
                    LONG,
                    10L * 1024 * 1024 * 1024,
                    between(1, Long.MAX_VALUE),
                    MEDIUM,
                    "Bytes by which that group may lag behind, before compression.")
            .define(
                    BACKPRESSURE_POLL,
                    LONG,
                    1_000L,
                    between(1, 600_000),
                    LOW,
                    "How often the cluster is asked at most how far that group has come.")
            .define(
                    BOOTSTRAP_SERVERS,
                    STRING,
                    NO_DEFAULT_VALUE,
                    new ConfigDef.NonEmptyString(),
                    HIGH,
                    "The Kafka cluster. Any other setting that begins with kafka. goes to Kafka's clients without it.")
            .define(TOPIC_PARTITIONS, INT, 4, between(1, 10_000), LOW, "Partitions of topics that do not exist yet.")
            .define(
                    TOPIC_REPLICATION_FACTOR,
                    INT,
                    -1,
                    between(-1, 32),
                    LOW,
                    "Replicas of topics that do not exist yet; -1: as the cluster has it."));

    public ExtractorConfig {
        requireNonNull(input, "input");
        requireNonNull(provider, "provider");
        providers = Map.copyOf(requireNonNull(providers, "providers"));
        requireNonNull(schedule, "schedule");
        requireNonNull(backPressure, "backPressure");
        requireNonNull(publish, "publish");
    }

    /** The inputs that are read, each by a source of its own. */
    public List<String> inputs() {
        return Inputs.all(input);
    }

    /**
     * The settings of a provider.
     *
     * @param type their type, which is one provider's alone
     */
    public <C> C providerConfig(Class<C> type) {
        return providers.values().stream()
                .map(ConfiguredProvider::config)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No provider has settings of " + type));
    }

    /** A provider with its settings. */
    ConfiguredProvider<?> configured(Provider of) {
        ConfiguredProvider<?> configured = providers.get(of);
        if (configured == null) {
            throw new IllegalArgumentException("No extractor reads bills of " + of);
        }
        return configured;
    }

    /** Whether a name is that of a setting: one of {@link #SETTINGS}, or one of a provider that has a free part. */
    public static boolean isSetting(String name) {
        return SETTINGS.names().contains(name)
                || ProviderExtractors.all().stream().anyMatch(extractor -> extractor.isSetting(name));
    }

    /**
     * Reads settings. Those of other programs and of the schema registry may be among them.
     *
     * @throws ConfigException naming every setting that is absent, unknown or out of bounds
     */
    public static ExtractorConfig from(Map<String, String> settings) {
        List<String> problems = new ArrayList<>();
        for (ConfigValue value : SETTINGS.validate(settings)) {
            problems.addAll(value.errorMessages());
        }
        for (String name : new TreeMap<>(settings).keySet()) {
            if (isOurs(name) && !isSetting(name)) {
                problems.add("Unknown setting " + name);
            }
        }
        ProviderExtractors.all().forEach(extractor -> problems.addAll(extractor.validate(settings)));
        throwIfAny(problems);
        ExtractorConfig config = from(SETTINGS.parse(settings), settings);
        ProviderExtractors.all()
                .forEach(extractor ->
                        problems.addAll(config.configured(extractor.provider()).problems()));
        config.problemOfProvider().ifPresent(problems::add);
        throwIfAny(problems);
        return config;
    }

    /** The names of all providers, for messages: {@code aws, azure or gcp}. */
    static String providerNames() {
        List<String> names = names();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static List<String> names() {
        return ProviderExtractors.all().stream()
                .map(extractor -> extractor.provider().name())
                .toList();
    }

    private static String[] providersAndAuto() {
        return Stream.concat(Stream.of(AUTO), names().stream()).toArray(String[]::new);
    }

    private static ConfigDef withProviders(ConfigDef settings) {
        for (ProviderExtractor<?> extractor : ProviderExtractors.all()) {
            extractor.settings().configKeys().values().forEach(settings::define);
        }
        return settings;
    }

    /** Whether a name must be that of a setting of an extractor, by its beginning. */
    private static boolean isOurs(String name) {
        return name.startsWith(OWN) || names().stream().anyMatch(provider -> name.startsWith(provider + "."));
    }

    private static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("; ", problems));
        }
    }

    private Optional<String> problemOfProvider() {
        boolean isOther = provider.isPresent()
                && Inputs.provider(input)
                        .filter(of -> !of.equals(provider.get()))
                        .isPresent();
        return isOther
                ? Optional.of(PROVIDER + " is " + provider.get() + ", and " + INPUT + " is " + input
                        + ": expected an input of that provider")
                : Optional.empty();
    }

    private static Optional<Provider> provider(String name) {
        return ProviderExtractors.all().stream()
                .map(ProviderExtractor::provider)
                .filter(provider -> provider.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static Map<Provider, ConfiguredProvider<?>> providers(
            Map<String, Object> parsed, Map<String, String> settings) {
        Map<Provider, ConfiguredProvider<?>> providers = new LinkedHashMap<>();
        for (ProviderExtractor<?> extractor : ProviderExtractors.all()) {
            providers.put(extractor.provider(), ConfiguredProvider.of(extractor, parsed, settings));
        }
        return providers;
    }

    private static ExtractorConfig from(Map<String, Object> parsed, Map<String, String> settings) {
        Map<String, String> kafka = new TreeMap<>();
        Map<String, String> serde = new TreeMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(KAFKA)) {
                kafka.put(name.substring(KAFKA.length()), value);
            } else if (!isSetting(name)) {
                serde.put(name, value);
            }
        });
        return new ExtractorConfig(
                ((String) parsed.get(INPUT)).strip(),
                provider((String) parsed.get(PROVIDER)),
                (Integer) parsed.get(PAGE_BYTES),
                (Integer) parsed.get(PAGE_ROWS),
                (Integer) parsed.get(PARALLELISM),
                (Integer) parsed.get(TOPIC_PARTITIONS),
                ((Integer) parsed.get(TOPIC_REPLICATION_FACTOR)).shortValue(),
                providers(parsed, settings),
                new ScheduleConfig(
                        duration(parsed, INTERVAL), (Integer) parsed.get(CLOSING_DAYS), duration(parsed, STARVATION)),
                new BackPressureConfig(
                        group(parsed, settings),
                        (Long) parsed.get(BACKPRESSURE_PAGES),
                        (Long) parsed.get(BACKPRESSURE_BYTES),
                        duration(parsed, BACKPRESSURE_POLL)),
                new PublishConfig(
                        (String) parsed.get(NAME),
                        (Integer) parsed.get(TRANSACTION_BYTES),
                        (Integer) parsed.get(TRANSACTION_PAGES),
                        duration(parsed, TRANSACTION_TIME),
                        kafka,
                        serde));
    }

    /** The group that is set; else the streams application's, whose settings may be beside these. */
    private static Optional<String> group(Map<String, Object> parsed, Map<String, String> settings) {
        String group = settings.containsKey(BACKPRESSURE_GROUP)
                ? (String) parsed.get(BACKPRESSURE_GROUP)
                : settings.getOrDefault(APPLICATION_ID, (String) parsed.get(BACKPRESSURE_GROUP));
        return Optional.of(group.strip()).filter(name -> !name.isEmpty());
    }

    private static Duration duration(Map<String, Object> parsed, String name) {
        return Duration.ofMillis((Long) parsed.get(name));
    }

    private static void checkInput(String name, Object value) {
        Optional<String> problem =
                Inputs.problem(value == null ? "" : value.toString().strip());
        if (problem.isPresent()) {
            throw new ConfigException(name + " " + problem.get());
        }
    }
}
