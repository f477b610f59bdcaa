package io.tributary.extractors.aws.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places where a file that a manifest lists may be. A manifest lists keys of the bucket it was written to; a
 * directory or another bucket may hold a copy of a part of that bucket.
 */
final class FileKeys {

    private static final Pattern URI = Pattern.compile("(?i)(s3|https?)://([^/]+)/(.+)");
    private static final Pattern HOST_WITHOUT_BUCKET =
            Pattern.compile("(?i)s3[.-].*|[0-9.]+(:\\d+)?|localhost(:\\d+)?|\\[.*");

    private FileKeys() {}

    /**
     * The key of a file as a manifest names it: by its key, or by a URI such as {@code s3://bucket/key} or
     * {@code https://bucket.s3.eu-west-1.amazonaws.com/key}.
     */
    static String key(String listed) {
        Matcher uri = URI.matcher(listed);
        if (!uri.matches()) {
            return listed;
        }
        String key = uri.group(3);
        if (uri.group(1).equalsIgnoreCase("s3")) {
            return key;
        }
        boolean isByPath = HOST_WITHOUT_BUCKET.matcher(uri.group(2)).matches();
        String withoutQuery = key.replaceFirst("\\?.*$", "");
        String path = isByPath ? withoutQuery.substring(withoutQuery.indexOf('/') + 1) : withoutQuery;
        // A plus sign is one in a path.
        return URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
    }

    /**
     * Keys under which the file may be found, the likeliest first: the key itself; its place relative to the period's
     * folder that holds the manifest, beside which Parquet of a legacy report and data of an export lie; its place
     * relative to the manifest; and, where it names no period, what is left of it when leading folders are taken off.
     */
    static List<String> candidates(String manifestKey, String reportKey) {
        Set<String> candidates = new LinkedHashSet<>();
        candidates.add(reportKey);

        List<String> listed = segments(reportKey);
        List<String> manifest = segments(manifestKey);
        int periodOfListed = lastPeriod(listed);
        String folder = manifestKey.substring(0, manifestKey.lastIndexOf('/') + 1);
        if (periodOfListed >= 0) {
            int periodOfManifest = lastPeriod(manifest);
            boolean isSame = periodOfManifest >= 0
                    && manifest.get(periodOfManifest).equalsIgnoreCase(listed.get(periodOfListed));
            if (isSame && isMetadata(manifest, periodOfManifest) && periodOfListed > 0) {
                candidates.add(join(manifest.subList(0, periodOfManifest - 1), tail(listed, periodOfListed - 1)));
            } else if (isSame) {
                candidates.add(join(manifest.subList(0, periodOfManifest), tail(listed, periodOfListed)));
            } else {
                candidates.add(folder + String.join("/", tail(listed, periodOfListed + 1)));
                candidates.add(folder + listed.get(listed.size() - 1));
            }
        } else {
            addPartition(candidates, manifest, listed);
            for (int from = 1; from < listed.size(); from++) {
                candidates.add(String.join("/", tail(listed, from)));
            }
            for (int from = 0; from < listed.size(); from++) {
                candidates.add(folder + String.join("/", tail(listed, from)));
            }
        }
        return new ArrayList<>(candidates);
    }

    /**
     * Parquet of a legacy report lies in {@code report/report/year=2018/month=1}, its manifest in {@code
     * report/period}.
     */
    private static void addPartition(Set<String> candidates, List<String> manifest, List<String> listed) {
        int period = lastPeriod(manifest);
        int year = 0;
        while (year < listed.size() && !listed.get(year).startsWith("year=")) {
            year++;
        }
        if (period >= 0 && year > 0 && year < listed.size()) {
            candidates.add(join(manifest.subList(0, period), tail(listed, year - 1)));
        }
    }

    /** Whether the period is one of those folders of an export that hold manifests only. */
    private static boolean isMetadata(List<String> manifest, int period) {
        return period > 0 && manifest.get(period - 1).equalsIgnoreCase("metadata");
    }

    private static List<String> segments(String key) {
        return Arrays.stream(key.split("/")).filter(part -> !part.isEmpty()).toList();
    }

    private static int lastPeriod(List<String> segments) {
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (ManifestPlace.isPeriod(segments.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> tail(List<String> segments, int from) {
        return segments.subList(from, segments.size());
    }

    private static String join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return String.join("/", all);
    }
}
