package io.tributary.samples.gcp;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/** Rows as JSON objects, nested as the paths of their columns say. What a row leaves out is not written. */
final class JsonLine {

    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private final List<GcpColumn> columns;

    JsonLine(List<GcpColumn> columns) {
        this.columns = columns;
    }

    void append(GcpRow row, StringBuilder line) {
        line.append('{');
        String open = "";
        boolean isFirst = true;
        for (GcpColumn column : columns) {
            String text = row.text(column);
            if (text == null) {
                continue;
            }
            int point = column.path().indexOf('.');
            String group = point < 0 ? "" : column.path().substring(0, point);
            if (!group.equals(open)) {
                line.append(open.isEmpty() ? "" : "}");
                line.append(isFirst ? "" : ",");
                line.append(group.isEmpty() ? "" : "\"" + group + "\":{");
                open = group;
            } else if (!isFirst) {
                line.append(',');
            }
            isFirst = false;
            line.append('"').append(column.path().substring(point + 1)).append("\":");
            value(row, column, text, line);
        }
        line.append(open.isEmpty() ? "}\n" : "}}\n");
    }

    private static void value(GcpRow row, GcpColumn column, String text, StringBuilder line) {
        boolean isPlain = column.kind() == GcpColumn.Kind.ARRAY
                || column.kind() == GcpColumn.Kind.NUMBER && !(row.isBroken() && column == GcpColumn.COST);
        if (isPlain) {
            line.append(text);
        } else {
            line.append('"').append(ENCODER.quoteAsString(text)).append('"');
        }
    }
}
