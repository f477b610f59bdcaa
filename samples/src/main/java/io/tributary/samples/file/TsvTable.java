package io.tributary.samples.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A table of tab-separated text. The first line names the columns, the first column names the rows; lines that begin
 * with {@code #} are comments. A cell may be empty, but no line has more or fewer cells than there are columns.
 */
public final class TsvTable {

    private final String file;
    private final List<Row> rows = new ArrayList<>();

    TsvTable(String file, String text) {
        this.file = file;
        List<String> columns = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.startsWith("#")) {
                continue;
            }
            List<String> cells = Arrays.asList(line.split("\t", -1));
            if (columns == null) {
                columns = cells;
            } else {
                rows.add(row(file + ", line " + number, columns, cells));
            }
        }
    }

    /**
     * Reads a file that lies beside a class.
     *
     * @throws IllegalStateException where there is none, or it is no table
     */
    public static TsvTable beside(Class<?> owner, String file) {
        try (InputStream bytes = owner.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException(file + ": no such file beside " + owner.getName());
            }
            return new TsvTable(file, new String(bytes.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static Row row(String place, List<String> columns, List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalStateException(
                    place + ": " + cells.size() + " cells, expected " + columns.size() + ": " + columns);
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), cells.get(i));
        }
        return new Row(place, cells.get(0), row);
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The first row of a name. */
    public Row row(String name) {
        return rows.stream()
                .filter(row -> row.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(file + ": no row " + name));
    }

    /**
     * A line of the table. Every getter throws an {@link IllegalStateException} that names file, line and column where
     * the cell cannot be read.
     */
    public static final class Row {

        private final String place;
        private final String name;
        private final Map<String, String> cells;

        private Row(String place, String name, Map<String, String> cells) {
            this.place = place;
            this.name = name;
            this.cells = cells;
        }

        /** The row's name: its first cell. */
        public String name() {
            return name;
        }

        /** A cell as it is; may be empty. */
        public String text(String column) {
            String text = cells.get(column);
            if (text == null) {
                throw new IllegalStateException(place + ": no column " + column);
            }
            return text;
        }

        public int integer(String column) {
            return parsed(column, "a whole number", Integer::valueOf);
        }

        public BigDecimal decimal(String column) {
            return parsed(column, "a number", BigDecimal::new);
        }

        /** Whether a cell is {@code yes}; otherwise it is empty. */
        public boolean flag(String column) {
            return parsed(column, "yes or nothing", text -> {
                if (!text.isEmpty() && !text.equals("yes")) {
                    throw new IllegalArgumentException(text);
                }
                return !text.isEmpty();
            });
        }

        /** The constant that a cell names. */
        public <E extends Enum<E>> E constant(String column, Class<E> type) {
            return parsed(
                    column, "one of " + Arrays.toString(type.getEnumConstants()), text -> Enum.valueOf(type, text));
        }

        private <T> T parsed(String column, String expected, Function<String, T> parser) {
            String text = text(column);
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        place + ", column " + column + ": '" + text + "', expected " + expected, e);
            }
        }
    }
}
