package io.tributary.extractors.aws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a file that a manifest lists may lie. A manifest lists keys of the bucket it was written to; a directory, or
 * another bucket, may hold a copy of only a part of it.
 */
final class ReportKeys {

    private ReportKeys() {}

    /**
     * Keys under which the file may be found, the likeliest first: the key itself; its place relative to the period's
     * folder that holds the manifest; its place relative to the manifest; and, where it names no period, what is left of
     * it when leading folders are taken off.
     */
    static List<String> candidates(String manifestKey, String reportKey) {
        Set<String> candidates = new LinkedHashSet<>();
        candidates.add(reportKey);

        List<String> listed = segments(reportKey);
        List<String> manifest = segments(manifestKey);
        int periodOfListed = lastPeriod(listed);
        String folder = manifestKey.substring(0, manifestKey.lastIndexOf('/') + 1);
        if (periodOfListed >= 0) {
            int periodOfManifest = manifest.lastIndexOf(listed.get(periodOfListed));
            if (periodOfManifest >= 0) {
                candidates.add(join(manifest.subList(0, periodOfManifest), tail(listed, periodOfListed)));
            } else {
                candidates.add(folder + String.join("/", tail(listed, periodOfListed + 1)));
                candidates.add(folder + listed.get(listed.size() - 1));
            }
        } else {
            for (int from = 1; from < listed.size(); from++) {
                candidates.add(String.join("/", tail(listed, from)));
            }
            for (int from = 0; from < listed.size(); from++) {
                candidates.add(folder + String.join("/", tail(listed, from)));
            }
        }
        return new ArrayList<>(candidates);
    }

    private static List<String> segments(String key) {
        return Arrays.stream(key.split("/")).filter(part -> !part.isEmpty()).toList();
    }

    private static int lastPeriod(List<String> segments) {
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (Manifests.PERIOD.matcher(segments.get(i)).matches()) {
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
