package io.tributary.local.command.console;

import io.tributary.local.command.console.Table.Column;
import io.tributary.local.command.console.Table.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How wide each column of a table is, and in which line of a row it stands.
 *
 * @param widths of each column
 * @param lines of each column, from 0
 */
record TableLayout(List<Integer> widths, List<Integer> lines) {

    private static final String GAP = "  ";
    private static final String INDENT = "    ";

    /** An id is not made shorter than this so that a row fits in one line. */
    private static final int SHORTEST_ID = 12;

    /** An id is made as short as this where a row has several lines. */
    private static final int SHORT_ID = 20;

    TableLayout {
        widths = List.copyOf(widths);
        lines = List.copyOf(lines);
    }

    /** Every cell whole, a row in one line. */
    static TableLayout whole(List<Column> columns, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int place = 0; place < columns.size(); place++) {
            int widest = columns.get(place).name().length();
            for (List<String> row : rows) {
                widest = Math.max(widest, row.get(place).length());
            }
            widths.add(widest);
        }
        return new TableLayout(widths, Collections.nCopies(columns.size(), 0));
    }

    /** The same in {@code width} columns: with shorter ids and, where that is not enough, several lines for a row. */
    static TableLayout fitted(List<Column> columns, List<List<String>> rows, int width) {
        List<Integer> whole = whole(columns, rows).widths();
        List<Integer> shorter = shorter(columns, whole, width);
        if (sum(shorter) <= width) {
            return new TableLayout(shorter, Collections.nCopies(columns.size(), 0));
        }
        List<Integer> widths = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        int line = 0;
        int used = 0;
        for (int place = 0; place < columns.size(); place++) {
            int own = columns.get(place).kind() == Kind.ID ? Math.min(whole.get(place), SHORT_ID) : whole.get(place);
            if (used > 0 && used + GAP.length() + own > width) {
                line++;
                used = INDENT.length();
            }
            used += GAP.length() + own;
            widths.add(own);
            lines.add(line);
        }
        return new TableLayout(widths, lines);
    }

    private static List<Integer> shorter(List<Column> columns, List<Integer> whole, int width) {
        List<Integer> widths = new ArrayList<>(whole);
        int excess = sum(widths) - width;
        while (excess > 0) {
            int widest = -1;
            for (int place = 0; place < widths.size(); place++) {
                boolean canShrink = columns.get(place).kind() == Kind.ID && widths.get(place) > SHORTEST_ID;
                if (canShrink && (widest < 0 || widths.get(place) > widths.get(widest))) {
                    widest = place;
                }
            }
            if (widest < 0) {
                return widths;
            }
            widths.set(widest, widths.get(widest) - 1);
            excess--;
        }
        return widths;
    }

    private static int sum(List<Integer> widths) {
        return widths.stream().mapToInt(width -> GAP.length() + width).sum();
    }

    /** The head, then the rows. */
    List<String> lines(List<Column> columns, List<List<String>> rows) {
        List<String> all =
                new ArrayList<>(row(columns, columns.stream().map(Column::name).toList()));
        rows.forEach(row -> all.addAll(row(columns, row)));
        return all;
    }

    /** A row's lines. */
    List<String> row(List<Column> columns, List<String> cells) {
        List<String> all = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int place = 0; place < cells.size(); place++) {
            if (place > 0 && lines.get(place) > lines.get(place - 1)) {
                all.add(line.toString().stripTrailing());
                line = new StringBuilder(INDENT);
            }
            String cell = Printable.shortened(cells.get(place), widths.get(place));
            String padding = " ".repeat(widths.get(place) - cell.length());
            line.append(GAP).append(columns.get(place).isNumber() ? padding + cell : cell + padding);
        }
        all.add(line.toString().stripTrailing());
        return all;
    }
}
