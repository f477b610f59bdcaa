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

import io.tributary.extractors.aws.AwsConfig;
import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.backpressure.BackPressureConfig;
import io.tributary.extractors.gcp.GcpConfig;
import io.tributary.extractors.publish.PublishConfig;
import io.tributary.extractors.schedule.ScheduleConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Settings of an extractor.
 *
 * @param input what is read: a directory, {@code s3://bucket/prefix} or several with commas between them, the URL of a prefix in Blob storage, {@code
 *     azure://scope}, or {@code bigquery://project/dataset}
 * @param provider whose bills a directory holds
 * @param pageBytes bytes of content that a page may have, unless a single row has more
 * @param pageRows rows that a page may have
 * @param parallelism files that are read ahead at the same time
 * @param topicPartitions partitions of topics that do not exist yet
 * @param topicReplicationFactor replicas of topics that do not exist yet; -1: as the cluster has it
 * @param aws settings of the AWS source
 * @param azure settings of the Azure source
 * @param gcp settings of the Google Cloud source
 * @param schedule when what is taken
 * @param backPressure settings of back-pressure
 * @param publish settings of publication
 */
public record ExtractorConfig(
        String input,
        Provider provider,
        int pageBytes,
        int pageRows,
        int parallelism,
        int topicPartitions,
        short topicReplicationFactor,
        AwsConfig aws,
        AzureConfig azure,
        GcpConfig gcp,
        ScheduleConfig schedule,
        BackPressureConfig backPressure,
        PublishConfig publish) {

    /** Whose bills an input holds. */
    public enum Provider {
        /** As the input's form or a look into the directory tells. */
        AUTO,
        /** Amazon Web Services. */
        AWS,
        /** Microsoft Azure. */
        AZURE,
        /** Google Cloud. */
        GCP
    }

    private static final String INPUT = "extractor.input";
    private static final String PROVIDER = "extractor.provider";
    private static final String NAME = "extractor.name";
    private static final String PAGE_BYTES = "extractor.page.bytes";
    private static final String PAGE_ROWS = "extractor.page.rows";
    private static final String PARALLELISM = "extractor.parallelism";
    private static final String TRANSACTION_BYTES = "extractor.transaction.bytes";
    private static final String TRANSACTION_PAGES = "extractor.transaction.pages";
    private static final String TRANSACTION_TIME = "extractor.transaction.ms";
    private static final String TOPIC_PARTITIONS = "topic.partitions";
    private static final String TOPIC_REPLICATION_FACTOR = "topic.replication.factor";
    private static final String INTERVAL = "extractor.interval.ms";
    private static final String CLOSING_DAYS = "extractor.closing.days";
    private static final String STARVATION = "extractor.starvation.ms";
    private static final String BACKPRESSURE_GROUP = "extractor.backpressure.group";
    private static final String BACKPRESSURE_PAGES = "extractor.backpressure.pages";
    private static final String BACKPRESSURE_BYTES = "extractor.backpressure.bytes";
    private static final String BACKPRESSURE_POLL = "extractor.backpressure.poll.ms";
    private static final String APPLICATION_ID = "streams.application.id";
    private static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
    private static final String KAFKA = "kafka.";
    private static final List<String> OURS = List.of("extractor.", "aws.", "azure.", "gcp.");

    /** Every setting with its meaning, its default and its bounds. */
    public static final ConfigDef SETTINGS = GcpConfig.define(AzureConfig.define(AwsConfig.define(new ConfigDef()
            .define(
                    INPUT,
                    STRING,
                    NO_DEFAULT_VALUE,
                    ConfigDef.LambdaValidator.with(ExtractorConfig::checkInput, () -> InputForm.EXPECTED),
                    HIGH,
                    "What is read: a directory, s3://bucket/prefix (several with commas between them), gs://bucket/prefix or"
                            + " https://account.blob.core.windows.net/container/prefix, each laid out as the provider"
                            + " writes it; azure://scope, Cost Management itself; or bigquery://project/dataset, billing"
                            + " exports in BigQuery.")
            .define(
                    PROVIDER,
                    STRING,
                    "auto",
                    ConfigDef.CaseInsensitiveValidString.in("auto", "aws", "azure", "gcp"),
                    MEDIUM,
                    "Whose bills a directory holds: aws, azure, gcp, or auto, as a look into it tells.")
            .define(
                    NAME,
                    STRING,
                    "tributary-extractor",
                    new ConfigDef.NonEmptyString(),
                    MEDIUM,
                    "Name of this extractor. Of two with one name on one cluster, the one that was started first stops.")
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
                    "How long a daemon waits after it has looked for deliveries until it looks again. 0: the extractor looks"
                            + " once, takes what there is, and ends.")
            .define(
                    CLOSING_DAYS,
                    INT,
                    15,
                    between(0, 366),
                    MEDIUM,
                    "Days after its end for which a billing period is closing: its deliveries are taken before those of the"
                            + " open period.")
            .define(
                    STARVATION,
                    LONG,
                    3_600_000L,
                    between(1, Duration.ofDays(366).toMillis()),
                    LOW,
                    "How long a delivery may wait behind more urgent ones: then it is taken out of turn, one delivery at a"
                            + " time.")
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
                    "Replicas of topics that do not exist yet; -1: as the cluster has it."))));

    public ExtractorConfig {
        requireNonNull(input, "input");
        requireNonNull(provider, "provider");
        requireNonNull(aws, "aws");
        requireNonNull(azure, "azure");
        requireNonNull(gcp, "gcp");
        requireNonNull(schedule, "schedule");
        requireNonNull(backPressure, "backPressure");
        requireNonNull(publish, "publish");
    }

    /** The inputs that are read, each by a source of its own. */
    public List<String> inputs() {
        return InputForm.all(input);
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
            boolean isOurs = OURS.stream().anyMatch(name::startsWith);
            if (isOurs && !SETTINGS.names().contains(name) && !AwsConfig.isOfBucket(name)) {
                problems.add("Unknown setting " + name);
            }
        }
        problems.addAll(AwsConfig.problemsOfBuckets(settings));
        throwIfAny(problems);
        ExtractorConfig config = from(SETTINGS.parse(settings), settings);
        problems.addAll(config.aws.problems());
        problems.addAll(config.azure.problems());
        problems.addAll(config.gcp.problems());
        config.problemOfProvider().ifPresent(problems::add);
        throwIfAny(problems);
        return config;
    }

    private static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("; ", problems));
        }
    }

    private Optional<String> problemOfProvider() {
        boolean isOther = provider != Provider.AUTO
                && ofForm(InputForm.of(input)).filter(of -> of != provider).isPresent();
        return isOther
                ? Optional.of(PROVIDER + " is " + provider.name().toLowerCase(Locale.ROOT) + ", and " + INPUT + " is "
                        + input + ": expected an input of that provider")
                : Optional.empty();
    }

    private static Optional<Provider> ofForm(InputForm form) {
        return switch (form) {
            case S3 -> Optional.of(Provider.AWS);
            case BLOB, COST_MANAGEMENT -> Optional.of(Provider.AZURE);
            case BIGQUERY, CLOUD_STORAGE -> Optional.of(Provider.GCP);
            case DIRECTORY -> Optional.empty();
        };
    }

    private static ExtractorConfig from(Map<String, Object> parsed, Map<String, String> settings) {
        Map<String, String> kafka = new TreeMap<>();
        Map<String, String> serde = new TreeMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(KAFKA)) {
                kafka.put(name.substring(KAFKA.length()), value);
            } else if (!SETTINGS.names().contains(name) && !AwsConfig.isOfBucket(name)) {
                serde.put(name, value);
            }
        });
        return new ExtractorConfig(
                ((String) parsed.get(INPUT)).strip(),
                Provider.valueOf(((String) parsed.get(PROVIDER)).toUpperCase(Locale.ROOT)),
                (Integer) parsed.get(PAGE_BYTES),
                (Integer) parsed.get(PAGE_ROWS),
                (Integer) parsed.get(PARALLELISM),
                (Integer) parsed.get(TOPIC_PARTITIONS),
                ((Integer) parsed.get(TOPIC_REPLICATION_FACTOR)).shortValue(),
                AwsConfig.from(parsed, settings),
                AzureConfig.from(parsed),
                GcpConfig.from(parsed),
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
                InputForm.problem(value == null ? "" : value.toString().strip());
        if (problem.isPresent()) {
            throw new ConfigException(name + " " + problem.get());
        }
    }
}
