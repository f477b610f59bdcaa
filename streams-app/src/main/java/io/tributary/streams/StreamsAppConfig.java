package io.tributary.streams;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.DOUBLE;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;
import static org.apache.kafka.common.config.ConfigDef.ValidString.in;

import io.tributary.streams.normalize.ProviderDataSets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Settings of the streams application.
 *
 * @param bootstrapServers the Kafka cluster
 * @param applicationId name of the consumer group, and prefix of changelogs and transactional ids
 * @param instanceId name of this instance, kept over restarts, so that a restart need not wait for a session to time
 *     out; empty where it is to be made, see {@link InstanceId}
 * @param stateDirectory where RocksDB keeps its files
 * @param threads stream threads
 * @param standbyReplicas copies of each store that other instances keep up to date
 * @param rocksCacheBytes memory of RocksDB, for all stores of the process together
 * @param rocksWriteBufferBytes memory of RocksDB for what has not been written to disk yet; counts towards the cache
 * @param window length of a window of the row store
 * @param memory how long a statement is known after the window in which it was last complete
 * @param cachedRows known rows that may stay on the heap between pages
 * @param commitInterval how often transactions are committed
 * @param partitions partitions of topics that are created
 * @param replicationFactor copies of topics that are created; -1 for the cluster's default
 * @param largestRecord bytes that a cost record may have
 * @param heldShare share of a statement's live records that a delivery may withdraw without confirmation, from 0 to 1
 * @param ledger whether the ledger is kept
 * @param kafka settings passed on to Kafka's clients, without their prefix
 * @param settings all settings, for the serdes and for the rules of providers
 */
public record StreamsAppConfig(
        String bootstrapServers,
        String applicationId,
        String instanceId,
        Path stateDirectory,
        int threads,
        int standbyReplicas,
        long rocksCacheBytes,
        long rocksWriteBufferBytes,
        Duration window,
        Duration memory,
        long cachedRows,
        Duration commitInterval,
        int partitions,
        short replicationFactor,
        int largestRecord,
        double heldShare,
        boolean ledger,
        Map<String, String> kafka,
        Map<String, String> settings) {

    /** The setting that names the cluster. */
    public static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";

    /** The setting that says where the stores are kept. */
    public static final String STATE_DIRECTORY = "streams.state.directory";

    static final String ROCKS_CACHE = "streams.rocksdb.cache.bytes";
    static final String ROCKS_WRITE_BUFFER = "streams.rocksdb.write.buffer.bytes";

    private static final String KAFKA_PREFIX = "kafka.";
    private static final String APPLICATION_ID = "streams.application.id";
    private static final String INSTANCE_ID = "streams.instance.id";
    private static final String THREADS = "streams.threads";
    private static final String STANDBY_REPLICAS = "streams.standby.replicas";
    private static final String WINDOW = "streams.window.ms";
    private static final String MEMORY = "streams.memory.ms";
    private static final String CACHED_ROWS = "streams.rows.cached";
    private static final String COMMIT_INTERVAL = "streams.commit.interval.ms";
    private static final String LARGEST_RECORD = "streams.record.max.bytes";
    private static final String HELD_SHARE = "streams.vanished.max.share";
    private static final String LEDGER = "streams.ledger";
    private static final String PARTITIONS = "topic.partitions";
    private static final String REPLICATION_FACTOR = "topic.replication.factor";

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long ROCKS_LEAST_FOR_READING = 16 * MEBIBYTE;

    /** Every setting, with its default and what it means. */
    public static final ConfigDef SETTINGS = new ConfigDef()
            .define(BOOTSTRAP_SERVERS, STRING, NO_DEFAULT_VALUE, HIGH, "The Kafka cluster, host:port, comma-separated.")
            .define(
                    APPLICATION_ID,
                    STRING,
                    "tributary-streams",
                    MEDIUM,
                    "Name of the consumer group, and prefix of changelog topics.")
            .define(
                    INSTANCE_ID,
                    STRING,
                    "",
                    MEDIUM,
                    "Name of this instance, another for each that runs at a time, the same over restarts. Empty: the"
                            + " host's name and a random id, which is kept in the state directory.")
            .define(STATE_DIRECTORY, STRING, NO_DEFAULT_VALUE, HIGH, "Folder of the state stores, on a local disk.")
            .define(THREADS, INT, 2, between(1, 64), MEDIUM, "Stream threads: as many as cores serve well.")
            .define(
                    STANDBY_REPLICAS,
                    INT,
                    0,
                    between(0, 10),
                    MEDIUM,
                    "Copies of each store that other instances keep up to date, to take over without restoring it."
                            + " There must be more instances than copies: 1 for production, 0 for one instance.")
            .define(
                    ROCKS_CACHE,
                    LONG,
                    256 * MEBIBYTE,
                    between(32 * MEBIBYTE, 1024 * 1024 * MEBIBYTE),
                    MEDIUM,
                    "Memory that RocksDB has for blocks, indexes, bloom filters and write buffers, outside the heap,"
                            + " for all stores of the process together.")
            .define(
                    ROCKS_WRITE_BUFFER,
                    LONG,
                    128 * MEBIBYTE,
                    between(16 * MEBIBYTE, 1024 * 1024 * MEBIBYTE),
                    MEDIUM,
                    "Of that memory, what write buffers may have: at most all of it but 16 MiB.")
            .define(
                    WINDOW,
                    LONG,
                    Duration.ofDays(45).toMillis(),
                    atLeast(Duration.ofDays(1).toMillis()),
                    MEDIUM,
                    "Length of a window of the row store. All that is known of an account's period stands in one"
                            + " window, and is moved into the next by the first complete delivery there.")
            .define(
                    MEMORY,
                    LONG,
                    Duration.ofDays(400).toMillis(),
                    atLeast(Duration.ofDays(1).toMillis()),
                    MEDIUM,
                    "How long an account's period is known after the window in which it was last complete. A delivery"
                            + " that comes later is FORGOTTEN: nothing of it is taken until `tributary deliveries"
                            + " rebuild`.")
            .define(
                    CACHED_ROWS,
                    LONG,
                    4_000_000L,
                    atLeast(0),
                    MEDIUM,
                    "Known rows that stay on the heap between pages, about 80 bytes each. The account's period that is"
                            + " worked is there whole, whatever its size.")
            .define(COMMIT_INTERVAL, LONG, 500L, between(10, 10_000), LOW, "How often transactions are committed.")
            .define(
                    LARGEST_RECORD,
                    INT,
                    900_000,
                    between(10_000, 900_000),
                    LOW,
                    "Bytes that a cost record may have; the row of a larger one is dead-lettered.")
            .define(
                    HELD_SHARE,
                    DOUBLE,
                    0.5,
                    between(0, 1),
                    MEDIUM,
                    "Share of an account's published records of a period by which a delivery may have"
                            + " fewer, and still have"
                            + " what it lacks withdrawn at once; beyond it, that stands until the next"
                            + " delivery lacks it, too.")
            .define(
                    LEDGER,
                    BOOLEAN,
                    false,
                    MEDIUM,
                    "Whether billing.ledger is written, too: signed entries that are never changed, so"
                            + " that a plain sum is always right. The stores then keep every record whole. Switched on"
                            + " later, the next delivery of each account's period charges what is live.")
            .define(PARTITIONS, INT, 4, between(1, 10_000), MEDIUM, "Partitions of topics that are created.")
            .define(
                    REPLICATION_FACTOR,
                    INT,
                    -1,
                    between(-1, 32_767),
                    MEDIUM,
                    "Copies of topics that are created; -1 for the cluster's default.");

    static {
        ProviderDataSets.found().stream()
                .flatMap(found -> found.settings().stream())
                .forEach(StreamsAppConfig::define);
    }

    public StreamsAppConfig {
        kafka = Map.copyOf(kafka);
        settings = Map.copyOf(settings);
    }

    /**
     * Reads the settings.
     *
     * @throws ConfigException naming every setting that is wrong
     */
    public static StreamsAppConfig from(Map<String, String> settings) {
        List<String> problems = new ArrayList<>();
        for (ConfigValue value : SETTINGS.validate(new HashMap<>(settings))) {
            problems.addAll(value.errorMessages());
        }
        settings.keySet().stream()
                .filter(key -> key.startsWith("streams.") && !SETTINGS.names().contains(key))
                .sorted()
                .forEach(key -> problems.add("Unknown setting " + key + ": expected one of " + SETTINGS.names()));
        requireNone(problems);
        AbstractConfig parsed = new AbstractConfig(SETTINGS, settings, false);
        requireNone(rocksProblems(parsed));
        Map<String, String> kafka = new HashMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(KAFKA_PREFIX)) {
                kafka.put(key.substring(KAFKA_PREFIX.length()), value);
            }
        });
        return new StreamsAppConfig(
                parsed.getString(BOOTSTRAP_SERVERS),
                parsed.getString(APPLICATION_ID),
                parsed.getString(INSTANCE_ID),
                Path.of(parsed.getString(STATE_DIRECTORY)),
                parsed.getInt(THREADS),
                parsed.getInt(STANDBY_REPLICAS),
                parsed.getLong(ROCKS_CACHE),
                parsed.getLong(ROCKS_WRITE_BUFFER),
                Duration.ofMillis(parsed.getLong(WINDOW)),
                Duration.ofMillis(parsed.getLong(MEMORY)),
                parsed.getLong(CACHED_ROWS),
                Duration.ofMillis(parsed.getLong(COMMIT_INTERVAL)),
                parsed.getInt(PARTITIONS),
                parsed.getInt(REPLICATION_FACTOR).shortValue(),
                parsed.getInt(LARGEST_RECORD),
                parsed.getDouble(HELD_SHARE),
                parsed.getBoolean(LEDGER),
                kafka,
                settings);
    }

    private static void requireNone(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("\n", problems));
        }
    }

    /** Write buffers are part of the cache: they must leave room for indexes and filters. */
    private static List<String> rocksProblems(AbstractConfig parsed) {
        long most = parsed.getLong(ROCKS_CACHE) - ROCKS_LEAST_FOR_READING;
        long writeBuffer = parsed.getLong(ROCKS_WRITE_BUFFER);
        return writeBuffer <= most
                ? List.of()
                : List.of("Invalid value " + writeBuffer + " for configuration " + ROCKS_WRITE_BUFFER
                        + ": expected at most " + most + ", which is " + ROCKS_CACHE + "="
                        + parsed.getLong(ROCKS_CACHE) + " without " + ROCKS_LEAST_FOR_READING);
    }

    /** The same settings, for the instance of this name. */
    StreamsAppConfig withInstanceId(String name) {
        return new StreamsAppConfig(
                bootstrapServers,
                applicationId,
                name,
                stateDirectory,
                threads,
                standbyReplicas,
                rocksCacheBytes,
                rocksWriteBufferBytes,
                window,
                memory,
                cachedRows,
                commitInterval,
                partitions,
                replicationFactor,
                largestRecord,
                heldShare,
                ledger,
                kafka,
                settings);
    }

    private static void define(ProviderDataSets.Setting setting) {
        String[] values = setting.values().toArray(String[]::new);
        SETTINGS.define(setting.name(), STRING, setting.defaultValue(), in(values), MEDIUM, setting.description());
    }
}
