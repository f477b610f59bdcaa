package io.tributary.local.command.cluster;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Settings of the command itself, beside those of the applications that it runs.
 *
 * @param tolerance the share of a billed amount by which a total may differ from it, for example 0.001
 */
public record LocalConfig(BigDecimal tolerance) {

    /** The share of a billed amount by which a total may differ from it. */
    public static final String TOLERANCE = "reconcile.tolerance";

    private static final Pattern SHARE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*%");

    /** Every setting, with its default and what it means. */
    public static final ConfigDef SETTINGS = new ConfigDef()
            .define(
                    TOLERANCE,
                    Type.STRING,
                    "0.1%",
                    (name, value) -> share(name, value.toString()),
                    Importance.MEDIUM,
                    "Share of a billed amount, in percent, by which the total of its records may differ from it before"
                            + " `reconcile` and `run` call it a gap.");

    /** @throws ConfigException naming the setting and its value, if it is wrong */
    public static LocalConfig from(Map<String, String> settings) {
        AbstractConfig config = new AbstractConfig(SETTINGS, settings, false);
        return new LocalConfig(share(TOLERANCE, config.getString(TOLERANCE)));
    }

    /**
     * A share of percent.
     *
     * @throws ConfigException naming what it is of, if it is none
     */
    public static BigDecimal share(String name, String text) {
        Matcher share = SHARE.matcher(text.strip());
        if (share.matches()) {
            BigDecimal parsed = new BigDecimal(share.group(1)).movePointLeft(2);
            if (parsed.compareTo(BigDecimal.ONE) <= 0) {
                return parsed;
            }
        }
        throw new ConfigException(
                name + " is '" + text + "', expected a share in percent, such as 0.1%, of no more than 100%");
    }
}
