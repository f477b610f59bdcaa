package io.tributary.extractors.aws.reports;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the place of a manifest or of a data file shows.
 *
 * <p>A period's folder has a manifest that is rewritten with every delivery and names the newest. If deliveries are
 * kept, each has a folder with a manifest of its own, which is not rewritten. Sources:
 * https://docs.aws.amazon.com/cur/latest/userguide/understanding-report-versions.html and
 * https://docs.aws.amazon.com/cur/latest/userguide/dataexports-export-delivery.html
 *
 * @param path names of the folders, and of the file
 */
public record ManifestPlace(List<String> path) {

    /** Folder of a legacy report's period: its first day, and the first day after it. */
    private static final Pattern DAYS = Pattern.compile("\\d{8}-\\d{8}");

    /** Folder of a Data Export's period; its name is written in either case. */
    private static final Pattern MONTH =
            Pattern.compile("billing_period=(\\d{4}-(?:0[1-9]|1[0-2]))", Pattern.CASE_INSENSITIVE);

    private static final String SUFFIX = "-Manifest.json";
    private static final String BARE = "Manifest.json";

    public ManifestPlace {
        path = List.copyOf(path);
    }

    /** @param uri a key, or a URI that ends with one */
    static ManifestPlace of(String uri) {
        return new ManifestPlace(
                Arrays.stream(uri.split("/")).filter(part -> !part.isEmpty()).toList());
    }

    /**
     * Whether a key is that of a manifest. Manifests for Redshift list the same files in another way and do not count.
     */
    public static boolean isManifest(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        return name.equals(BARE) || name.endsWith(SUFFIX) && !name.endsWith("Redshift" + SUFFIX);
    }

    /** Whether a folder is that of a period. */
    static boolean isPeriod(String folder) {
        return DAYS.matcher(folder).matches() || MONTH.matcher(folder).matches();
    }

    /** Whether it is in the folder of a period itself, where it is rewritten. */
    boolean isOfPeriod() {
        return path.size() > 1 && isPeriod(path.get(path.size() - 2));
    }

    /** Whether it is a data file that the next delivery overwrites, because its delivery has no folder. */
    boolean isOverwritten() {
        return isOfPeriod() || path.size() > 1 && path.get(path.size() - 2).startsWith("month=");
    }

    /** What the manifests of a report's period have in common. */
    String group() {
        int period = period();
        List<String> common = period < 0 ? path : path.subList(0, period + 1);
        return String.join("/", common) + "//" + name();
    }

    /** The month in the name of the folder of a Data Export's period. */
    Optional<YearMonth> month() {
        for (int i = path.size() - 2; i >= 0; i--) {
            Matcher month = MONTH.matcher(path.get(i));
            if (month.matches()) {
                return Optional.of(YearMonth.parse(month.group(1)));
            }
        }
        return Optional.empty();
    }

    /** The name of the report or export, which begins the manifest's name; empty if it does not. */
    Optional<String> report() {
        return name().endsWith(SUFFIX) && name().length() > SUFFIX.length()
                ? Optional.of(name().substring(0, name().length() - SUFFIX.length()))
                : Optional.empty();
    }

    private String name() {
        return path.isEmpty() ? "" : path.get(path.size() - 1);
    }

    private int period() {
        for (int i = path.size() - 2; i >= 0; i--) {
            if (isPeriod(path.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
