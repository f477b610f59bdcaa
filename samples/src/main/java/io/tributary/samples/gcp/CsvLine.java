package io.tributary.samples.gcp;

import java.util.List;

/** Rows as lines of CSV, after RFC 4180. What a row leaves out is empty. */
final class CsvLine {

    private final List<GcpColumn> columns;

    CsvLine(List<GcpColumn> columns) {
        this.columns = columns;
    }

    void header(StringBuilder line) {
        columns.forEach(column -> field(column.path(), line));
        end(line);
    }

    void append(GcpRow row, StringBuilder line) {
        columns.forEach(column -> field(row.text(column), line));
        end(line);
    }

    private static void field(String value, StringBuilder line) {
        if (value != null) {
            boolean quoted = value.indexOf(',') >= 0 || value.indexOf('"') >= 0 || value.indexOf('\n') >= 0;
            line.append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
        }
        line.append(',');
    }

    private static void end(StringBuilder line) {
        line.setCharAt(line.length() - 1, '\n');
    }
}
