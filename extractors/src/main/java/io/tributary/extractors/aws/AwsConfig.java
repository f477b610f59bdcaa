package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings of the AWS source.
 *
 * @param endpoint where S3 is, if it is not Amazon's
 * @param region the bucket's region; empty: as the SDK's own settings say
 * @param pathStyle whether buckets are addressed by path, as S3-compatible stores mostly want
 * @param deliveries which deliveries of a period are taken
 * @param costSurvey whether a delivery with net columns is read once before its first page is published
 */
public record AwsConfig(
        Optional<URI> endpoint, Optional<String> region, boolean pathStyle, Deliveries deliveries, boolean costSurvey) {

    /** Which deliveries of a period are taken. */
    public enum Deliveries {
        /** The one that the period's manifest names. */
        NEWEST,
        /** Every one whose manifest is there, from the oldest to the newest. */
        ALL
    }

    private static final String ENDPOINT = "aws.s3.endpoint";
    private static final String REGION = "aws.s3.region";
    private static final String PATH_STYLE = "aws.s3.path.style";
    private static final String DELIVERIES = "aws.deliveries";
    private static final String COST_SURVEY = "aws.cost.survey";

    public AwsConfig {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(region, "region");
        requireNonNull(deliveries, "deliveries");
    }

    /** Adds the settings to {@code settings}. */
    public static ConfigDef define(ConfigDef settings) {
        return settings.define(
                        ENDPOINT,
                        STRING,
                        "",
                        ConfigDef.LambdaValidator.with(
                                AwsConfig::checkEndpoint, () -> "http:// or https:// URI, or empty"),
                        MEDIUM,
                        "Where S3 is, if it is not Amazon's: the URI of an S3-compatible endpoint.")
                .define(REGION, STRING, "", MEDIUM, "The bucket's region. Empty: as the AWS SDK finds it.")
                .define(
                        PATH_STYLE,
                        BOOLEAN,
                        false,
                        LOW,
                        "Whether buckets are addressed by path instead of by host name, as S3-compatible stores mostly want.")
                .define(
                        DELIVERIES,
                        STRING,
                        "newest",
                        ConfigDef.CaseInsensitiveValidString.in("newest", "all"),
                        HIGH,
                        "Which deliveries of a billing period are taken: newest, the one that the period's manifest names; or"
                                + " all, every one whose manifest is there, in their order.")
                .define(
                        COST_SURVEY,
                        BOOLEAN,
                        true,
                        LOW,
                        "Whether a delivery with net columns is read once before its first page is published, to learn which"
                                + " cost basis holds for it.");
    }

    /** The settings as parsed by a definition that {@link #define} added to. */
    public static AwsConfig from(Map<String, Object> parsed) {
        return new AwsConfig(
                text(parsed, ENDPOINT).map(URI::create),
                text(parsed, REGION),
                (Boolean) parsed.get(PATH_STYLE),
                Deliveries.valueOf(((String) parsed.get(DELIVERIES)).toUpperCase(Locale.ROOT)),
                (Boolean) parsed.get(COST_SURVEY));
    }

    private static Optional<String> text(Map<String, Object> parsed, String name) {
        return Optional.of(((String) parsed.get(name)).strip()).filter(value -> !value.isEmpty());
    }

    private static void checkEndpoint(String name, Object value) {
        String text = value.toString().strip();
        if (text.isEmpty()) {
            return;
        }
        try {
            URI uri = new URI(text);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!isHttp || uri.getHost() == null) {
                throw new ConfigException(name, value, "expected a URI like https://s3.example.com");
            }
        } catch (URISyntaxException e) {
            throw new ConfigException(name, value, "expected a URI like https://s3.example.com: " + e.getReason());
        }
    }
}
