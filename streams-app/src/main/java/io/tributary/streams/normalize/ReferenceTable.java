package io.tributary.streams.normalize;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A reference table that ships with the application: lines of columns, separated by tabs, and remarks after a #. */
public final class ReferenceTable {

    private ReferenceTable() {}

    /**
     * The lines of a table.
     *
     * @param user a class of the package in which the table lies
     * @param resource the table's file name
     * @param columns the columns that each line has
     */
    public static List<String[]> lines(Class<?> user, String resource, int columns) {
        try (InputStream stream = user.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line(resource, line, columns))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(resource, unreadable);
        }
    }

    private static String[] line(String resource, String line, int columns) {
        String[] values = line.split("\t", -1);
        if (values.length != columns) {
            throw new IllegalStateException(
                    resource + " has the line '" + line + "': expected " + columns + " columns");
        }
        return values;
    }
}
