package io.tributary.extractors.azure.exports;

import io.tributary.extractors.source.SourceException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The layout of exports in a container.
 *
 * <p>{@code directory/export/20240701-20240731/run/part_0_0001.csv} with {@code manifest.json} beside it, the run's
 * folder being absent where runs overwrite each other in place; before 2024 {@code
 * directory/export/20230101-20230131/202301041442/guid/000001.csv} with {@code _manifest.json}; and without partitions
 * {@code directory/export/20230101-20230131/export_guid.csv} with no manifest.
 *
 * <p>Source: https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-improved-exports
 */
final class ExportPaths {

    private static final Pattern PERIOD = Pattern.compile("\\d{8}-\\d{8}");
    private static final Pattern STAMP = Pattern.compile("\\d{12}");
    private static final Pattern GUID =
            Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern GUID_AT_END = Pattern.compile(GUID.pattern() + "$");
    private static final Pattern PART = Pattern.compile("(part_\\d+_\\d+|\\d{6})\\..*");
    private static final Pattern SUFFIX = Pattern.compile("(?i)(\\.snappy)?\\.parquet$|\\.csv(\\.gz|\\.zip)?$");

    private ExportPaths() {}

    /** Whether a key is that of a manifest. */
    static boolean isManifest(String key) {
        String name = name(key);
        return name.equals("manifest.json") || name.equals("_manifest.json");
    }

    /** Whether a key is that of a file of costs. */
    static boolean isData(String key) {
        return SUFFIX.matcher(key).find() && !name(key).startsWith(".");
    }

    static boolean isParquet(String key) {
        return key.toLowerCase(Locale.ROOT).endsWith(".parquet");
    }

    /** Whether the bytes of a file are those of its rows. */
    static boolean isPlain(String key) {
        return key.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    /** Whether a file is named as one of several of a run. */
    static boolean isPart(String key) {
        return PART.matcher(name(key)).matches();
    }

    /** Whether a key has a folder of a billing period. */
    static boolean hasPeriod(String key) {
        return periodPlace(folders(key)) >= 0;
    }

    /** The key of the folder of a billing period that a key is in, with its slash; empty if there is none. */
    static String periodFolder(String key) {
        List<String> folders = folders(key);
        return String.join("/", folders.subList(0, periodPlace(folders) + 1)) + "/";
    }

    /**
     * The period that a key's folders state.
     *
     * @param uri what the key is called in messages
     * @throws SourceException.Malformed if they are not two days
     */
    static Optional<Period> period(String key, String uri) {
        List<String> folders = folders(key);
        int place = periodPlace(folders);
        if (place < 0) {
            return Optional.empty();
        }
        String[] days = folders.get(place).split("-");
        try {
            return Optional.of(new Period(day(days[0]), day(days[1]).plusDays(1)));
        } catch (DateTimeException e) {
            throw new SourceException.Malformed(
                    uri, "lies in " + folders.get(place) + ": expected two days like 20240701-20240731", e);
        }
    }

    /**
     * What the runs of one export for one period have in common, by the names that Azure gives to manifests and to
     * files without partitions; empty if the key is no such.
     */
    static Optional<String> runsOf(String key) {
        String name = GUID_AT_END.matcher(stem(key)).replaceFirst("");
        boolean isRun = isManifest(key) || !name.equals(stem(key));
        return Optional.of(periodFolder(key) + name).filter(runs -> hasPeriod(key) && isRun);
    }

    /** The name of the export, which is that of the folder that its periods are in; empty if there is none. */
    static Optional<String> export(String key) {
        List<String> folders = folders(key);
        int place = periodPlace(folders);
        return place > 0 ? Optional.of(folders.get(place - 1)) : Optional.empty();
    }

    /** The id of a run that is the name of the folder that a key is in. */
    static Optional<String> run(String key) {
        List<String> folders = folders(key);
        return folders.isEmpty()
                ? Optional.empty()
                : Optional.of(folders.get(folders.size() - 1))
                        .filter(folder -> GUID.matcher(folder).matches());
    }

    /** The time of a run, to the minute, that a key's folders state. */
    static Optional<Instant> runTime(String key) {
        for (String folder : folders(key)) {
            if (STAMP.matcher(folder).matches()) {
                try {
                    return Optional.of(LocalDateTime.parse(folder, DateTimeFormatter.ofPattern("uuuuMMddHHmm"))
                            .toInstant(ZoneOffset.UTC));
                } catch (DateTimeException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** The name of a file without its endings. */
    static String stem(String key) {
        return SUFFIX.matcher(name(key)).replaceFirst("");
    }

    /**
     * Where a file of a manifest may lie, the likeliest first: beside the manifest, as it is named, or in whatever
     * part of the container was copied.
     */
    static List<String> candidates(String manifestKey, String blobName) {
        List<String> candidates = new ArrayList<>();
        List<String> folders = folders(manifestKey);
        List<String> path = segments(blobName);
        candidates.add(join(folders, path.subList(path.size() - 1, path.size())));
        candidates.add(blobName);
        for (int from = 0; from < path.size(); from++) {
            for (int to = folders.size(); to >= 0; to--) {
                candidates.add(join(folders.subList(0, to), path.subList(from, path.size())));
            }
        }
        return candidates.stream().distinct().toList();
    }

    static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    private static int periodPlace(List<String> folders) {
        for (int i = folders.size() - 1; i >= 0; i--) {
            if (PERIOD.matcher(folders.get(i)).matches()) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> folders(String key) {
        return segments(key.substring(0, key.lastIndexOf('/') + 1));
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    }

    private static String join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return String.join("/", all);
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    }
}
