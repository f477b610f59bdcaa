package io.tributary.extractors.gcp.files;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the path of a dumped file shows. */
final class FileNames {

    private static final Pattern DATA = Pattern.compile(".*\\.(jsonl|ndjson|csv|avro|parquet)(\\.gz)?");
    private static final Pattern TABLE = Pattern.compile(
            "gcp_billing_export_(?:resource_v1|v1|focus)_" + "(?:[0-9A-Fa-f]{6}_[0-9A-Fa-f]{6}_[0-9A-Fa-f]{6}|\\w+)");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9A-F]{6}_[0-9A-F]{6}_[0-9A-F]{6}$");
    private static final Pattern OTHER = Pattern.compile("(^|.*/)[._][^/]*|.*\\.(md|txt|sql|crc|log|yaml|yml)");

    /**
     * Numbers of the parts of one dump: BigQuery's twelve digits, and {@code part-00001-of-00010} of other programs.
     */
    private static final Pattern PART =
            Pattern.compile("\\d{12}(?=\\.|$)|(?<=[-_.])\\d{1,5}-of-\\d{1,5}|(?<=part[-_]?)\\d{1,5}(?=[-_.]|$)");

    private FileNames() {}

    /** Whether a file may hold rows of an export: by its ending, or because its path names a table. */
    static boolean isData(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return !OTHER.matcher(name).matches()
                && (DATA.matcher(name).matches() || table(key).isPresent());
    }

    /** Whether only Google Cloud's dumps have such an ending. */
    static boolean isOnlyOurs(String key) {
        return key.toLowerCase(Locale.ROOT).matches(".*\\.(jsonl|ndjson|avro)(\\.gz)?");
    }

    /** The billing account that a table is named after. */
    static Optional<String> account(String table) {
        Matcher account = ACCOUNT.matcher(table);
        return account.find() ? Optional.of(account.group().replace('_', '-')) : Optional.empty();
    }

    /** The table that the path names, the file's name before its folders. */
    static Optional<String> table(String key) {
        String rest = key;
        while (true) {
            int slash = rest.lastIndexOf('/');
            Matcher table = TABLE.matcher(rest.substring(slash + 1));
            if (table.find()) {
                return Optional.of(table.group());
            }
            if (slash < 0) {
                return Optional.empty();
            }
            rest = rest.substring(0, slash);
        }
    }

    /** What the parts of one dump have in common: the path without the number of the part. */
    static String dump(String key) {
        int slash = key.lastIndexOf('/') + 1;
        return key.substring(0, slash) + PART.matcher(key.substring(slash)).replaceAll(Matcher.quoteReplacement("*"));
    }
}
