package io.tributary.streams;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes CSV as providers do: quoted only where RFC 4180 asks for it. */
public final class Csv {

    private Csv() {}

    public static String line(Collection<String> fields) {
        return fields.stream().map(Csv::field).collect(Collectors.joining(","));
    }

    static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** A row's columns with some of them changed. Names and values alternate. */
    static Map<String, String> with(Map<String, String> columns, String... changes) {
        Map<String, String> changed = new LinkedHashMap<>(columns);
        for (int i = 0; i < changes.length; i += 2) {
            changed.put(changes[i], changes[i + 1]);
        }
        return changed;
    }

    /** The columns' values in the order of {@code header}; blank where a row has no such column. */
    static String row(List<String> header, Map<String, String> columns) {
        return line(header.stream().map(name -> columns.getOrDefault(name, "")).toList());
    }
}
