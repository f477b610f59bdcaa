package io.tributary.streams.normalize.gcp;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * FOCUS's words for the units that Google writes: {@code gibibyte month} is GiB-Months, {@code byte-seconds}
 * Byte-Seconds.
 */
final class Units {

    private static final Map<String, String> SIZES = Map.ofEntries(
            Map.entry("kibibyte", "KiB"),
            Map.entry("mebibyte", "MiB"),
            Map.entry("gibibyte", "GiB"),
            Map.entry("tebibyte", "TiB"),
            Map.entry("pebibyte", "PiB"),
            Map.entry("gibibit", "Gib"),
            Map.entry("tebibit", "Tib"),
            Map.entry("kilobyte", "KB"),
            Map.entry("megabyte", "MB"),
            Map.entry("gigabyte", "GB"),
            Map.entry("terabyte", "TB"));

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("byte", "Byte"),
            Map.entry("bit", "Bit"),
            Map.entry("second", "Second"),
            Map.entry("minute", "Minute"),
            Map.entry("hour", "Hour"),
            Map.entry("day", "Day"),
            Map.entry("month", "Month"),
            Map.entry("year", "Year"),
            Map.entry("request", "Request"));

    private static final Pattern SEPARATOR = Pattern.compile("[ -]");

    private Units() {}

    /** The unit in FOCUS's words; as it is where one of its words is not known. */
    static String of(String delivered) {
        String[] words = SEPARATOR.split(delivered.toLowerCase(Locale.ROOT));
        StringBuilder unit = new StringBuilder();
        for (int i = 0; i < words.length; i++) {
            boolean last = i == words.length - 1;
            String word = word(words[i], last);
            if (word.isEmpty()) {
                return delivered;
            }
            unit.append(word).append(last ? "" : "-");
        }
        return unit.toString();
    }

    private static String word(String word, boolean last) {
        if (word.equals("count")) {
            return "Count";
        }
        if (SIZES.containsKey(word)) {
            return SIZES.get(word);
        }
        String one = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        String name = NAMES.getOrDefault(one, "");
        return name.isEmpty() || !last ? name : name + "s";
    }
}
