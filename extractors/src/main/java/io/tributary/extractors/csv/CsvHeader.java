package io.tributary.extractors.csv;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The columns of a CSV file. Names are compared by their letters and digits without case, so that
 * {@code lineItem/UnblendedCost} and {@code line_item_unblended_cost} are the same.
 */
public final class CsvHeader {

    /** What other programs write between columns. Of each its name, for a tab shows nothing in a message. */
    private static final Map<Character, String> OTHER_SEPARATORS =
            Map.of(';', "semicolon", '\t', "tab", '|', "vertical bar");

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String object;
    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();

    private CsvHeader(String object, List<String> names) {
        this.object = object;
        this.names = names.stream()
                .map(name -> name.startsWith(BYTE_ORDER_MARK) ? name.substring(1) : name)
                .toList();
        for (int place = 0; place < names.size(); place++) {
            places.putIfAbsent(comparable(names.get(place)), place);
        }
    }

    /**
     * Reads a header line.
     *
     * @param object name of the file
     * @param line the line in UTF-8
     * @throws SourceException.Malformed if this is not a header line of a CSV file
     */
    static CsvHeader of(String object, byte[] line) {
        requireNonNull(object, "object");
        String text = new String(line, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            throw new SourceException.Malformed(object, "is empty: expected a CSV header");
        }
        if (text.startsWith("version https://git-lfs")) {
            throw new SourceException.Malformed(
                    object, "is a Git LFS pointer: expected the CSV file that it points to");
        }
        if (text.startsWith("PAR1")) {
            throw new SourceException.Malformed(
                    object, "is Parquet, though its name or its manifest says otherwise: expected CSV");
        }
        if (text.chars().anyMatch(letter -> letter < ' ' && letter != '\t' && letter != '\r' && letter != '\n')
                || text.indexOf('\uFFFD') >= 0) {
            throw new SourceException.Malformed(object, "is binary: expected CSV in UTF-8");
        }
        if (text.stripLeading().startsWith("<")) {
            throw new SourceException.Malformed(object, "looks like HTML or XML: expected CSV");
        }
        CsvHeader header = new CsvRows(line).readHeader(object);
        header.requireCommas();
        return header;
    }

    /** The columns of {@code object} by their names, in order. */
    public static CsvHeader of(String object, List<String> names) {
        return new CsvHeader(object, names);
    }

    /**
     * Programs for tables of some countries save CSV with semicolons, and then also amounts and days in that country's
     * way: {@code 1,234} may be either amount, {@code 01.10.2026} either day. Such a file is refused, not guessed.
     */
    private void requireCommas() {
        OTHER_SEPARATORS.forEach((separator, word) -> {
            long found = names.stream()
                    .flatMapToInt(String::chars)
                    .filter(letter -> letter == separator)
                    .count();
            if (found >= names.size()) {
                throw new SourceException.Malformed(
                        object,
                        "has " + count(found, word) + " and " + (names.size() == 1 ? "no" : names.size() - 1)
                                + " commas in its header: expected columns that are separated by commas, as the"
                                + " provider delivers them. A file that another program saved again may also have"
                                + " decimal commas and days in another order, which cannot be told from others");
            }
        });
    }

    private static String count(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    /** The names of the columns as they were delivered, in order. */
    public List<String> names() {
        return names;
    }

    /** Place of a column, from 0; empty if there is none. */
    public OptionalInt place(String name) {
        Integer place = places.get(comparable(name));
        return place == null ? OptionalInt.empty() : OptionalInt.of(place);
    }

    /** @throws SourceException.Malformed naming each of {@code names} that is not a column */
    public void require(List<String> names) {
        List<String> absent = new ArrayList<>(names);
        absent.removeIf(name -> place(name).isPresent());
        if (!absent.isEmpty()) {
            throw new SourceException.Malformed(
                    object, "has no column " + String.join(", ", absent) + " among its " + places.size() + " columns");
        }
    }

    private static String comparable(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
