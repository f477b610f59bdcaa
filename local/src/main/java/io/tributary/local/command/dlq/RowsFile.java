package io.tributary.local.command.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.page.CsvRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/**
 * A file of rows that a person mended, as {@link RowsExport} wrote it. Every error is found before anything is
 * published: a column or an id that is missing, unknown or there twice. The file is in memory once.
 */
final class RowsFile {

    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final Pattern EXTRA = Pattern.compile(Pattern.quote(LetterRow.EXTRA) + "\\d+");
    private static final int NAMED = 20;
    private static final int JSON_COLUMNS = 3;

    /** Stands for a column where a row has more or fewer fields than its header. */
    private static final String NUMBER_OF_FIELDS = "number of fields";

    private final Path file;
    private final byte[] content;
    private final List<String> columns;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Set<String> found = new HashSet<>();

    private record Place(int start, int end) {}

    /**
     * What stands in for a row.
     *
     * @param content makes it, in the framing of its page, without a line end
     * @param columns those that have another value than was delivered
     */
    record MendedRow(Supplier<byte[]> content, List<String> columns) {

        MendedRow {
            columns = List.copyOf(columns);
        }
    }

    private RowsFile(Path file, byte[] content, List<String> columns) {
        this.file = file;
        this.content = content;
        this.columns = columns;
    }

    /**
     * Reads the file.
     *
     * @throws ConfigException if it is no file of rows
     */
    static RowsFile read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        CsvRows rows = new CsvRows();
        try {
            rows.open(content);
            RowsFile read = new RowsFile(file, content, rows.names());
            read.requireColumns();
            int id = read.columns.indexOf(RowsExport.LETTER);
            while (rows.next()) {
                read.add(rows, id);
            }
            if (read.places.isEmpty()) {
                throw new ConfigException(file + " has a header and no rows: there is nothing to redrive");
            }
            return read;
        } catch (RejectedPageException malformed) {
            throw new ConfigException(file + " cannot be read as CSV: " + malformed.getMessage());
        }
    }

    private void requireColumns() {
        Set<String> distinct = new HashSet<>();
        for (String column : columns) {
            if (!distinct.add(column)) {
                throw new ConfigException(file + " has column " + column + " twice: expected each once");
            }
        }
        if (!distinct.contains(RowsExport.LETTER)) {
            throw new ConfigException(file + " has no column " + RowsExport.LETTER + " among its " + columns.size()
                    + " columns: expected a file that `tributary dlq show --export` wrote, with commas between fields");
        }
        if (!distinct.contains(RowsExport.DIGEST)) {
            throw new ConfigException(file + " has no column " + RowsExport.DIGEST + ", which says what each row was"
                    + " when it was delivered: expected the column as `tributary dlq show --export` wrote it; export"
                    + " the rows again");
        }
    }

    private void add(CsvRows row, int id) {
        String letter = row.string(id).strip();
        if (row.fields() != columns.size()) {
            throw new ConfigException(file + ": the row of letter '" + letter + "' has " + row.fields()
                    + " fields: expected " + columns.size() + ", as the header has");
        }
        if (letter.isEmpty()) {
            throw new ConfigException(file + " has a row without a letter's id in " + RowsExport.LETTER);
        }
        if (places.put(letter, new Place(row.start(), row.end())) != null) {
            throw new ConfigException(file + " has letter " + letter + " twice: expected each once");
        }
    }

    boolean has(Letter letter) {
        return places.containsKey(letter.id());
    }

    /**
     * What stands in for the row of a letter of the file; empty where it is as it was delivered.
     *
     * @throws ConfigException if the file's columns are not the row's, or the row is none, or of another letter
     */
    Optional<MendedRow> mended(Letter letter) {
        found.add(letter.id());
        if (!letter.isRow()) {
            throw new ConfigException("Letter " + letter.id() + " of " + file
                    + " is about a whole page: hand its content in with --page");
        }
        requireSame(letter);
        LetterRow delivered;
        try {
            delivered = LetterRow.of(letter.content());
        } catch (RejectedPageException unreadable) {
            throw new ConfigException("Letter " + letter.id() + " is no row: " + unreadable.getMessage());
        }
        return delivered.framing() == LetterRow.Framing.CSV ? fields(letter, delivered) : text(letter, delivered);
    }

    /** Ids alone would take rows of another data directory, or of a file whose columns were sorted apart. */
    private void requireSame(Letter letter) {
        String stated = row(letter).string(columns.indexOf(RowsExport.DIGEST)).strip();
        String expected = LetterRow.digest(letter.content());
        if (!stated.equals(expected)) {
            throw new ConfigException("Letter " + letter.id() + " of " + file + ": " + RowsExport.DIGEST + " is '"
                    + stated + "', expected " + expected + ", which stands for the row that was delivered. The row of"
                    + " the file is of another letter, or of another data directory: export the rows again");
        }
    }

    private Optional<MendedRow> fields(Letter letter, LetterRow delivered) {
        int[] order = order(letter, delivered);
        CsvRows row = row(letter);
        List<String> changed = new ArrayList<>();
        for (int place = 0; place < order.length; place++) {
            if (!row.string(order[place]).equals(delivered.value(place))) {
                changed.add(delivered.name(place));
            }
        }
        List<String> extra = extra(row);
        for (int number = 0; number < Math.max(extra.size(), delivered.extra()); number++) {
            int place = delivered.names().size() + number;
            if (!(number < extra.size() ? extra.get(number) : "").equals(delivered.value(place))) {
                changed.add(LetterRow.EXTRA + (number + 1));
            }
        }
        boolean isFitting = extra.stream().allMatch(String::isEmpty);
        if (isFitting && delivered.values().size() != order.length) {
            // Cells that the delivered row lacks, or has too many of, look like blank ones.
            changed.add(NUMBER_OF_FIELDS);
        }
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        if (!isFitting) {
            throw new ConfigException("Letter " + letter.id() + " of " + file + " has values in " + LetterRow.EXTRA
                    + "1 and after it: expected them blank, since its header has " + order.length + " columns");
        }
        return Optional.of(new MendedRow(() -> CsvText.row(values(row(letter), order)), changed));
    }

    private static List<String> values(CsvRows row, int[] order) {
        List<String> values = new ArrayList<>(order.length);
        for (int column : order) {
            values.add(row.string(column));
        }
        return values;
    }

    /** The file's columns in the order of the row's. */
    private int[] order(Letter letter, LetterRow delivered) {
        Map<String, Integer> byName = new HashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            byName.put(columns.get(column), column);
        }
        Set<String> unknown = new TreeSet<>(byName.keySet());
        unknown.remove(RowsExport.LETTER);
        unknown.remove(RowsExport.DIGEST);
        unknown.removeIf(name -> EXTRA.matcher(name).matches());
        delivered.names().forEach(unknown::remove);
        List<String> missing = delivered.names().stream()
                .filter(name -> !byName.containsKey(name))
                .toList();
        if (!unknown.isEmpty() || !missing.isEmpty()) {
            throw new ConfigException(file + " has not the columns of letter " + letter.id() + ": missing "
                    + named(missing) + ", unknown " + named(List.copyOf(unknown))
                    + ". A file has rows of one header, all of its columns, and no others");
        }
        return delivered.names().stream().mapToInt(byName::get).toArray();
    }

    private static String named(List<String> columns) {
        return columns.isEmpty()
                ? "none"
                : String.join(", ", columns.stream().limit(NAMED).toList())
                        + (columns.size() > NAMED ? " and " + (columns.size() - NAMED) + " more" : "");
    }

    private List<String> extra(CsvRows row) {
        List<String> extra = new ArrayList<>();
        for (int number = 1; columns.contains(LetterRow.EXTRA + number); number++) {
            extra.add(row.string(columns.indexOf(LetterRow.EXTRA + number)));
        }
        return extra;
    }

    private Optional<MendedRow> text(Letter letter, LetterRow delivered) {
        if (!columns.contains(RowsExport.ROW) || columns.size() != JSON_COLUMNS) {
            throw new ConfigException(file + " has not the columns of letter " + letter.id() + ", whose row is JSON:"
                    + " expected " + RowsExport.LETTER + ", " + RowsExport.DIGEST + " and " + RowsExport.ROW
                    + ", found " + named(columns));
        }
        String text = row(letter).string(columns.indexOf(RowsExport.ROW));
        if (text.equals(LetterRow.text(letter.content().getContent()))) {
            return Optional.empty();
        }
        requireOne(letter, text, delivered.framing());
        return Optional.of(new MendedRow(
                () -> row(letter)
                        .string(columns.indexOf(RowsExport.ROW))
                        .strip()
                        .getBytes(UTF_8),
                List.of(RowsExport.ROW)));
    }

    private void requireOne(Letter letter, String text, LetterRow.Framing framing) {
        JsonToken expected = framing == LetterRow.Framing.JSON_OBJECT ? JsonToken.START_OBJECT : JsonToken.START_ARRAY;
        try (JsonParser parser = JSON.createParser(text)) {
            boolean isOne = parser.nextToken() == expected;
            parser.skipChildren();
            if (!isOne || parser.nextToken() != null) {
                throw new ConfigException("Letter " + letter.id() + " of " + file + ": expected one "
                        + (framing == LetterRow.Framing.JSON_OBJECT ? "object" : "array") + " of JSON in "
                        + RowsExport.ROW);
            }
        } catch (IOException malformed) {
            throw new ConfigException(
                    "Letter " + letter.id() + " of " + file + " is no JSON: " + malformed.getMessage());
        }
    }

    private CsvRows row(Letter letter) {
        Place place = places.get(letter.id());
        CsvRows row = new CsvRows();
        row.reset(content, place.start(), place.end() - place.start());
        row.next();
        return row;
    }

    @Override
    public String toString() {
        return file.toString();
    }

    /** Notes that a letter of the file was seen, though nothing of it is needed. */
    void seen(Letter letter) {
        found.add(letter.id());
    }

    /** @throws ConfigException if the file has an id that is no letter's */
    void requireAllFound() {
        List<String> missing =
                places.keySet().stream().filter(id -> !found.contains(id)).toList();
        if (!missing.isEmpty()) {
            throw new ConfigException(file + " has letters that are not known: " + named(missing)
                    + ". Expected ids that `tributary dlq list --letters --all` shows");
        }
    }
}
