package io.tributary.schemas.focus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** A file of tab-separated lines beside this class. Lines that begin with {@code #} are comments. */
final class RuleTable {

    private RuleTable() {}

    /**
     * What the lines of a file say.
     *
     * @param header the columns that the file must have, in order
     * @param line reads the cells of a line
     * @throws IllegalStateException if the file is not as it should be, with the line
     */
    static <T> List<T> read(String file, List<String> header, Function<List<String>, T> line) {
        try (InputStream bytes = RuleTable.class.getResourceAsStream(file);
                BufferedReader text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            List<String> lines =
                    text.lines().filter(one -> !one.startsWith("#")).toList();
            if (lines.isEmpty() || !cells(lines.get(0)).equals(header)) {
                throw new IllegalStateException(file + " does not begin with the columns " + header);
            }
            return lines.stream()
                    .skip(1)
                    .map(one -> read(file, header, one, line))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file, unreadable);
        }
    }

    private static <T> T read(String file, List<String> header, String text, Function<List<String>, T> line) {
        List<String> cells = cells(text);
        if (cells.size() != header.size()) {
            throw new IllegalStateException(
                    file + " has the line '" + text + "': expected " + header.size() + " cells");
        }
        try {
            return line.apply(cells);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(file + " has the line '" + text + "': " + wrong.getMessage(), wrong);
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.split("\t", -1));
    }
}
