package io.tributary.extractors.gcp;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.tributary.extractors.gcp.GcpCredentials.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings of the Google Cloud source.
 *
 * @param tables which of the exports of the same costs is taken
 * @param from the partition that a table is read from; empty: the first day of the month before last
 * @param rescanDays partitions before the newest export that are looked at again
 * @param credentials credentials of the requests
 * @param bigQuery settings of the requests to BigQuery
 * @param storageEndpoint where Cloud Storage is, if it is not Google's; empty: Google's
 */
public record GcpConfig(
        Tables tables,
        Optional<LocalDate> from,
        int rescanDays,
        GcpCredentials credentials,
        BigQueryConfig bigQuery,
        Optional<URI> storageEndpoint) {

    /** Which of the exports of the same costs is taken. */
    public enum Tables {
        /** For each billing account and month the first that has it whole: detailed, standard, FOCUS. */
        AUTO,
        /** Detailed usage costs alone. */
        DETAILED,
        /** Standard usage costs alone. */
        STANDARD,
        /** Google's own FOCUS export alone. */
        FOCUS
    }

    public static final String TABLES = "gcp.tables";
    public static final String FROM = "gcp.from";
    public static final String RESCAN_DAYS = "gcp.rescan.days";
    static final String PROJECT = "gcp.query.project";
    private static final String LOCATION = "gcp.location";
    public static final String MAXIMUM_BYTES_BILLED = "gcp.maximum.bytes.billed";
    public static final String QUERY_ROWS = "gcp.query.rows";
    private static final String QUERY_TIMEOUT = "gcp.query.timeout.ms";
    private static final String ENDPOINT = "gcp.bigquery.endpoint";
    public static final String STORAGE_ENDPOINT = "gcp.storage.endpoint";
    public static final String CREDENTIALS = "gcp.credentials";
    static final String CREDENTIALS_FILE = "gcp.credentials.file";
    static final String IMPERSONATED = "gcp.impersonate.service.account";
    private static final String CONNECT_TIMEOUT = "gcp.connect.timeout.ms";
    private static final String READ_TIMEOUT = "gcp.read.timeout.ms";
    private static final String ATTEMPTS = "gcp.request.attempts";

    public GcpConfig {
        requireNonNull(tables, "tables");
        requireNonNull(from, "from");
        requireNonNull(credentials, "credentials");
        requireNonNull(bigQuery, "bigQuery");
        requireNonNull(storageEndpoint, "storageEndpoint");
    }

    /** Adds the settings to {@code settings}. */
    public static ConfigDef define(ConfigDef settings) {
        return defineTransport(defineQueries(settings.define(
                        TABLES,
                        STRING,
                        "auto",
                        ConfigDef.CaseInsensitiveValidString.in("auto", "detailed", "standard", "focus"),
                        HIGH,
                        "Which of the exports of a billing account is taken, all of which state the same costs:"
                                + " detailed; standard; focus, Google's own FOCUS export; or auto, for each invoice"
                                + " month the first of these that has the month whole.")
                .define(
                        FROM,
                        STRING,
                        "",
                        ConfigDef.LambdaValidator.with(GcpConfig::checkFrom, () -> "a date like 2026-09-01, or empty"),
                        MEDIUM,
                        "The day whose partition a table is read from. Empty: the first day of the month before last.")
                .define(
                        RESCAN_DAYS,
                        INT,
                        10,
                        between(0, 3660),
                        MEDIUM,
                        "Days before the newest export that was taken, whose partitions are looked at again for slices"
                                + " that are new or changed.")));
    }

    private static ConfigDef defineQueries(ConfigDef settings) {
        return settings.define(
                        PROJECT,
                        STRING,
                        "",
                        MEDIUM,
                        "The project that queries run in and are billed to. Empty: the one that the table is in.")
                .define(
                        LOCATION,
                        STRING,
                        "",
                        MEDIUM,
                        "Where queries run, such as EU. Empty: where BigQuery finds the data set.")
                .define(
                        MAXIMUM_BYTES_BILLED,
                        LONG,
                        0L,
                        between(0, Long.MAX_VALUE),
                        MEDIUM,
                        "Bytes that a single query may be billed for; one that would need more fails, and costs"
                                + " nothing. 0: as many as it takes.")
                .define(
                        QUERY_ROWS,
                        LONG,
                        1_000_000L,
                        between(1, Long.MAX_VALUE),
                        LOW,
                        "Rows after which the slices of a partition are read by another query, which scans the"
                                + " partition once more.")
                .define(QUERY_TIMEOUT, LONG, 600_000L, between(1, 86_400_000), LOW, "How long a query may take.")
                .define(
                        ENDPOINT,
                        STRING,
                        "",
                        ConfigDef.LambdaValidator.with(
                                GcpConfig::checkEndpoint, () -> "http:// or https:// URI, or empty"),
                        LOW,
                        "Where BigQuery is, if it is not Google's.")
                .define(
                        STORAGE_ENDPOINT,
                        STRING,
                        "",
                        ConfigDef.LambdaValidator.with(
                                GcpConfig::checkEndpoint, () -> "http:// or https:// URI, or empty"),
                        LOW,
                        "Where Cloud Storage is, if it is not Google's.")
                .define(
                        CREDENTIALS,
                        STRING,
                        "default",
                        ConfigDef.CaseInsensitiveValidString.in("default", "none"),
                        LOW,
                        "Where tokens come from: none; or default, " + CREDENTIALS_FILE + " where it is set, else"
                                + " application default credentials.")
                .define(
                        CREDENTIALS_FILE,
                        STRING,
                        "",
                        MEDIUM,
                        "JSON file with the key of a service account, or with any other credentials of Google's. Empty:"
                                + " application default credentials.")
                .define(
                        IMPERSONATED,
                        STRING,
                        "",
                        MEDIUM,
                        "Email of the service account that the credentials act as. Empty: as themselves.");
    }

    private static ConfigDef defineTransport(ConfigDef settings) {
        return settings.define(
                        CONNECT_TIMEOUT,
                        LONG,
                        10_000L,
                        between(1, 600_000),
                        LOW,
                        "How long a connection to Google Cloud may take to be made.")
                .define(READ_TIMEOUT, LONG, 60_000L, between(1, 600_000), LOW, "How long Google Cloud may say nothing.")
                .define(ATTEMPTS, INT, 8, between(1, 100), LOW, "How often a request to Google Cloud is tried in all.");
    }

    /** The settings as parsed by a definition that {@link #define} added to. */
    public static GcpConfig from(Map<String, Object> parsed) {
        return new GcpConfig(
                constant(Tables.class, parsed, TABLES),
                text(parsed, FROM).map(LocalDate::parse),
                (Integer) parsed.get(RESCAN_DAYS),
                new GcpCredentials(
                        constant(Kind.class, parsed, CREDENTIALS),
                        text(parsed, CREDENTIALS_FILE),
                        text(parsed, IMPERSONATED)),
                new BigQueryConfig(
                        text(parsed, ENDPOINT).map(URI::create),
                        text(parsed, PROJECT),
                        text(parsed, LOCATION),
                        Optional.of((Long) parsed.get(MAXIMUM_BYTES_BILLED)).filter(bytes -> bytes > 0),
                        (Long) parsed.get(QUERY_ROWS),
                        duration(parsed, QUERY_TIMEOUT),
                        duration(parsed, CONNECT_TIMEOUT),
                        duration(parsed, READ_TIMEOUT),
                        (Integer) parsed.get(ATTEMPTS)),
                text(parsed, STORAGE_ENDPOINT).map(URI::create));
    }

    /** Problems of settings that are each valid, but not together. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (credentials.kind() == Kind.NONE && credentials.file().isPresent()) {
            problems.add(CREDENTIALS + " is none, and " + CREDENTIALS_FILE + " is set: expected one of them");
        }
        if (credentials.kind() == Kind.NONE && credentials.impersonated().isPresent()) {
            problems.add(CREDENTIALS + " is none, and " + IMPERSONATED + " is set: expected one of them");
        }
        return problems;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Map<String, Object> parsed, String name) {
        return Enum.valueOf(type, ((String) parsed.get(name)).toUpperCase(Locale.ROOT));
    }

    private static Duration duration(Map<String, Object> parsed, String name) {
        return Duration.ofMillis((Long) parsed.get(name));
    }

    private static Optional<String> text(Map<String, Object> parsed, String name) {
        return Optional.of(((String) parsed.get(name)).strip()).filter(value -> !value.isEmpty());
    }

    private static void checkFrom(String name, Object value) {
        if (value.toString().isBlank()) {
            return;
        }
        try {
            LocalDate.parse(value.toString().strip());
        } catch (DateTimeParseException e) {
            throw new ConfigException(name, value, "expected a date like 2026-09-01");
        }
    }

    private static void checkEndpoint(String name, Object value) {
        String text = value.toString().strip();
        if (text.isEmpty()) {
            return;
        }
        String expected = "expected a URI like https://bigquery.googleapis.com";
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
