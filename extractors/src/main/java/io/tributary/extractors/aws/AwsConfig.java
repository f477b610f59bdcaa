package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Settings of the AWS source.
 *
 * @param s3 how buckets are reached
 * @param role which role reads them
 * @param requests rate limit, retries and circuit breaker
 * @param deliveries which deliveries of a period are taken
 * @param reports names of the reports and exports that are taken; empty: all
 * @param discoveryInterval how often a daemon lists a bucket again
 * @param costSurvey whether a delivery with net columns is read once before its first page is published
 * @param buckets the settings of those buckets that have some of their own
 */
public record AwsConfig(
        S3Config s3,
        AwsRole role,
        RequestPolicy requests,
        Deliveries deliveries,
        Set<String> reports,
        Duration discoveryInterval,
        boolean costSurvey,
        Map<String, AwsConfig> buckets) {

    /** Which deliveries of a period are taken. */
    public enum Deliveries {
        /** The one that the period's manifest names. */
        NEWEST,
        /** Every one whose manifest is there, from the oldest to the newest. */
        ALL
    }

    public AwsConfig {
        requireNonNull(s3, "s3");
        requireNonNull(role, "role");
        requireNonNull(requests, "requests");
        requireNonNull(deliveries, "deliveries");
        reports = Set.copyOf(requireNonNull(reports, "reports"));
        requireNonNull(discoveryInterval, "discoveryInterval");
        buckets = Map.copyOf(requireNonNull(buckets, "buckets"));
    }

    /** Adds the settings to {@code settings}. */
    public static ConfigDef define(ConfigDef settings) {
        return AwsSettings.define(settings);
    }

    /** Whether a setting is one of a single bucket, by its name: {@code aws.bucket.payer-b.role.arn}. */
    static boolean isOfBucket(String setting) {
        return BucketSettings.isOfBucket(setting);
    }

    /** Problems of the settings of single buckets, which no definition has: unknown names, and invalid values. */
    static List<String> problemsOfBuckets(Map<String, String> settings) {
        return BucketSettings.problems(settings);
    }

    /**
     * The settings as parsed by a definition that {@link #define} added to, with those of single buckets.
     *
     * @param settings all settings as they were given
     */
    public static AwsConfig from(Map<String, Object> parsed, Map<String, String> settings) {
        Map<String, AwsConfig> buckets = new TreeMap<>();
        BucketSettings.parse(parsed, settings)
                .forEach((bucket, parsedOfBucket) -> buckets.put(bucket, AwsSettings.read(parsedOfBucket, Map.of())));
        return AwsSettings.read(parsed, buckets);
    }

    /** The settings that hold for a bucket: its own, and for the rest the common ones. */
    public AwsConfig forBucket(String bucket) {
        return buckets.getOrDefault(bucket, this);
    }

    /** Whether a report or an export of that name is taken. */
    public boolean takes(String report) {
        return reports.isEmpty() || reports.contains(report);
    }

    /** Problems of settings that are each valid, but not together. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        boolean hasRole = role.arn().isPresent()
                || buckets.values().stream().anyMatch(of -> of.role().arn().isPresent());
        if (role.externalId().isPresent() && !hasRole) {
            problems.add(AwsSettings.ROLE_EXTERNAL_ID + " is given without " + AwsSettings.ROLE_ARN
                    + ": expected the role that it is shown for");
        }
        buckets.forEach((bucket, of) -> {
            boolean isOwn = !of.role().externalId().equals(role.externalId());
            if (isOwn && of.role().externalId().isPresent() && of.role().arn().isEmpty()) {
                problems.add(BucketSettings.name(bucket, AwsSettings.ROLE_EXTERNAL_ID)
                        + " is given, and the bucket is read in no role: expected "
                        + BucketSettings.name(bucket, AwsSettings.ROLE_ARN));
            }
        });
        return problems;
    }
}
