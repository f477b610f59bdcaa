package io.tributary.local.command.console;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lays out text in columns, numbers to the right, as wide as it needs or as wide as a terminal is. */
public final class Table {

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> quiet = new HashSet<>();

    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** What a column holds. */
    enum Kind {
        /** Text that is shown whole. */
        TEXT,
        /** Ids and names whose middle may be left out. */
        ID,
        /** Numbers: to the right, and never cut. */
        NUMBER,
        /** Sentences: below their row where the width is limited. */
        SENTENCE
    }

    /**
     * A column.
     *
     * @param name its head
     * @param kind what it holds
     * @param usual the cell that says nothing; a column that has no other is left out where the width is limited
     */
    public record Column(String name, Kind kind, String usual) {

        public static Column text(String name) {
            return new Column(name, Kind.TEXT, "");
        }

        public static Column id(String name) {
            return new Column(name, Kind.ID, "");
        }

        public static Column number(String name) {
            return new Column(name, Kind.NUMBER, "");
        }

        public static Column sentence(String name) {
            return new Column(name, Kind.SENTENCE, "");
        }

        /** The same, where {@code cell} says nothing. */
        public Column usually(String cell) {
            return new Column(name, kind, cell);
        }

        boolean isNumber() {
            return kind == Kind.NUMBER;
        }
    }

    /** Adds a row of as many cells as there are columns. */
    public void add(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells, expected " + columns.size());
        }
        rows.add(cells.stream().map(Printable::text).toList());
    }

    /** Adds a row whose sentences say nothing that its other cells do not: they are shown only in whole tables. */
    public void addQuiet(List<String> cells) {
        quiet.add(rows.size());
        add(cells);
    }

    /** The head, then the rows, with every column and cell whole. */
    public List<String> lines() {
        return TableLayout.whole(columns, rows).lines(columns, rows);
    }

    /** The same in lines of at most {@code width} columns, unless a number is longer. */
    public List<String> lines(int width) {
        return width == Terminal.UNLIMITED ? lines() : new FittedTable(columns, rows, quiet, width).lines();
    }
}
