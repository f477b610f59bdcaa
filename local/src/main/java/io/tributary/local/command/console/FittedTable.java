package io.tributary.local.command.console;

import io.tributary.local.command.console.Table.Column;
import io.tributary.local.command.console.Table.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in the width of a terminal: columns that say nothing are left out, and sentences stand below their rows. */
final class FittedTable {

    private static final String INDENT = "      ";

    private final List<Column> columns;
    private final List<List<String>> rows;
    private final Set<Integer> quiet;
    private final int width;

    /** @param quiet numbers of rows whose sentences are left out */
    FittedTable(List<Column> columns, List<List<String>> rows, Set<Integer> quiet, int width) {
        this.columns = columns;
        this.rows = rows;
        this.quiet = quiet;
        this.width = width;
    }

    List<String> lines() {
        List<Integer> shown = places().filter(place -> !isSentence(place) && !saysNothing(place))
                .boxed()
                .toList();
        List<Column> shownColumns = shown.stream().map(columns::get).toList();
        List<List<String>> shownRows =
                rows.stream().map(row -> shown.stream().map(row::get).toList()).toList();
        TableLayout layout = TableLayout.fitted(shownColumns, shownRows, width);
        List<String> lines = new ArrayList<>(
                layout.row(shownColumns, shownColumns.stream().map(Column::name).toList()));
        for (int row = 0; row < rows.size(); row++) {
            lines.addAll(layout.row(shownColumns, shownRows.get(row)));
            if (!quiet.contains(row)) {
                lines.addAll(sentences(rows.get(row)));
            }
        }
        lines.addAll(leftOut());
        return lines;
    }

    private List<String> sentences(List<String> cells) {
        return places().filter(this::isSentence)
                .mapToObj(cells::get)
                .filter(cell -> !cell.isEmpty())
                .flatMap(cell -> Lines.wrapped(cell, width, INDENT, INDENT).stream())
                .toList();
    }

    private List<String> leftOut() {
        String text = places().filter(place -> !isSentence(place) && saysNothing(place))
                .mapToObj(columns::get)
                .filter(column -> !column.usual().isEmpty())
                .map(column -> column.name() + " " + column.usual())
                .collect(Collectors.joining(", "));
        return text.isEmpty()
                ? List.of()
                : Lines.wrapped("(all: " + text + "; --wide shows every column)", width, "  ", "   ");
    }

    private IntStream places() {
        return IntStream.range(0, columns.size());
    }

    private boolean isSentence(int place) {
        return columns.get(place).kind() == Kind.SENTENCE;
    }

    private boolean saysNothing(int place) {
        String usual = columns.get(place).usual();
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(place).equals(usual));
    }
}
