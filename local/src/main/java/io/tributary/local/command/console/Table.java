package io.tributary.local.command.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lays out text in columns, numbers to the right. */
public final class Table {

    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** A column's head and side. */
    public record Column(String name, boolean isNumber) {

        public static Column text(String name) {
            return new Column(name, false);
        }

        public static Column number(String name) {
            return new Column(name, true);
        }
    }

    /** Adds a row of as many cells as there are columns. */
    public void add(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells, expected " + columns.size());
        }
        rows.add(List.copyOf(cells));
    }

    /** The head, then the rows. */
    public List<String> lines() {
        List<List<String>> all = new ArrayList<>();
        all.add(columns.stream().map(Column::name).toList());
        all.addAll(rows);
        List<Integer> widths = new ArrayList<>(Collections.nCopies(columns.size(), 0));
        for (List<String> row : all) {
            for (int place = 0; place < row.size(); place++) {
                widths.set(place, Math.max(widths.get(place), row.get(place).length()));
            }
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int place = 0; place < row.size(); place++) {
            String padding = " ".repeat(widths.get(place) - row.get(place).length());
            line.append(GAP)
                    .append(columns.get(place).isNumber() ? padding + row.get(place) : row.get(place) + padding);
        }
        return line.toString().stripTrailing();
    }
}
