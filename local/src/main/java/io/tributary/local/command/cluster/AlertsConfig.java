package io.tributary.local.command.cluster;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * Settings of alerts.
 *
 * @param webhook where alerts are sent; empty for nowhere. A secret as a whole: a chat's webhook is open to whoever
 *     knows its URL
 * @param authorization value of the header Authorization, a secret; empty for none
 * @param timeout how long an answer is waited for
 * @param attempts how often one alert is sent before it is left to the next time
 */
public record AlertsConfig(Optional<URI> webhook, Optional<String> authorization, Duration timeout, int attempts) {

    private static final String URL = "alerts.webhook.url";
    private static final String AUTHORIZATION = "alerts.webhook.authorization";
    private static final String TIMEOUT = "alerts.webhook.timeout.ms";
    private static final String ATTEMPTS = "alerts.webhook.attempts";

    /** Every setting, with its default and what it means. */
    public static final ConfigDef SETTINGS = new ConfigDef()
            .define(
                    URL,
                    PASSWORD,
                    "",
                    MEDIUM,
                    "Where an alert is sent when it opens and when it closes: an http or https URL that takes JSON with"
                            + " a text, as Slack's incoming webhooks do. It is kept secret. Empty: nowhere.")
            .define(
                    AUTHORIZATION,
                    PASSWORD,
                    "",
                    MEDIUM,
                    "Value of the header Authorization, such as Bearer and a token. Empty: no such header.")
            .define(TIMEOUT, LONG, 10_000L, between(100, 300_000), LOW, "How long the webhook's answer is waited for.")
            .define(
                    ATTEMPTS,
                    INT,
                    3,
                    between(1, 20),
                    LOW,
                    "How often an alert is sent before it is left to the next evaluation.");

    /**
     * Reads the settings.
     *
     * @throws ConfigException naming a setting that is wrong, without its value where that is secret
     */
    public static AlertsConfig from(Map<String, String> settings) {
        AbstractConfig parsed = new AbstractConfig(SETTINGS, settings, false);
        return new AlertsConfig(
                text(parsed.getPassword(URL)).map(AlertsConfig::webhook),
                text(parsed.getPassword(AUTHORIZATION)),
                Duration.ofMillis(parsed.getLong(TIMEOUT)),
                parsed.getInt(ATTEMPTS));
    }

    private static Optional<String> text(Password secret) {
        return Optional.of(secret.value().strip()).filter(text -> !text.isEmpty());
    }

    private static URI webhook(String url) {
        try {
            URI uri = new URI(url);
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException noUri) {
            // Said below, without the URL.
        }
        throw new ConfigException(URL + " is no URL that can be sent to: expected http or https, and a host, without a"
                + " user's name (" + AUTHORIZATION + " has credentials)");
    }
}
