package io.tributary.extractors.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Settings of single buckets, in the manner of Hadoop's S3A: {@code aws.bucket.<bucket>.role.arn} holds for that
 * bucket in place of {@code aws.role.arn}. Names of buckets may have dots; the end of the name identifies the setting.
 */
final class BucketSettings {

    private static final String COMMON = "aws.";
    private static final String OF_BUCKET = "aws.bucket.";

    /**
     * New names have 3 to 63 lower-case letters, digits, dots and hyphens; old names may be longer and have other
     * characters.
     */
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{3,255}");

    private static final ConfigDef SETTINGS = AwsSettings.define(new ConfigDef());

    private BucketSettings() {}

    /** A setting of a bucket: {@code bucket} is its name, and {@code common} the setting that it stands in for. */
    private record Setting(String bucket, String common) {}

    static boolean isOfBucket(String setting) {
        return setting.startsWith(OF_BUCKET);
    }

    /** The name of a bucket's setting. */
    static String name(String bucket, String common) {
        return OF_BUCKET + bucket + "." + common.substring(COMMON.length());
    }

    static List<String> problems(Map<String, String> settings) {
        List<String> problems = new ArrayList<>();
        for (String name : new TreeSet<>(settings.keySet())) {
            if (isOfBucket(name) && parse(name).isEmpty()) {
                problems.add("Unknown setting " + name + ": expected " + OF_BUCKET + "<bucket>. and one of "
                        + String.join(", ", ends()));
            }
        }
        for (ConfigValue value : definition(settings).validate(settings)) {
            problems.addAll(value.errorMessages());
        }
        return problems;
    }

    /** The settings of each bucket, under their common names. */
    static Map<String, Map<String, Object>> parse(Map<String, Object> common, Map<String, String> settings) {
        Map<String, Map<String, Object>> buckets = new TreeMap<>();
        definition(settings)
                .parse(settings)
                .forEach((name, value) -> parse(name)
                        .ifPresent(setting -> buckets.computeIfAbsent(setting.bucket(), bucket -> new HashMap<>(common))
                                .put(setting.common(), value)));
        return buckets;
    }

    /** Definitions of the settings of buckets that are given, derived from the common ones. */
    private static ConfigDef definition(Map<String, String> settings) {
        ConfigDef definition = new ConfigDef();
        for (String name : new TreeSet<>(settings.keySet())) {
            parse(name)
                    .map(setting -> SETTINGS.configKeys().get(setting.common()))
                    .ifPresent(key -> definition.define(
                            name, key.type, key.defaultValue, key.validator, key.importance, key.documentation));
        }
        return definition;
    }

    private static Optional<Setting> parse(String name) {
        if (!isOfBucket(name)) {
            return Optional.empty();
        }
        String rest = name.substring(OF_BUCKET.length());
        return ends().stream()
                .filter(end -> rest.endsWith("." + end))
                .map(end -> new Setting(rest.substring(0, rest.length() - end.length() - 1), COMMON + end))
                .filter(setting -> BUCKET.matcher(setting.bucket()).matches())
                .findFirst();
    }

    private static List<String> ends() {
        return SETTINGS.names().stream()
                .map(name -> name.substring(COMMON.length()))
                .sorted()
                .toList();
    }
}
