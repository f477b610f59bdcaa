package io.tributary.samples.gcp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of one dump of a table: rows go into them by turns, as no dump promises an order. */
final class TableFolder implements AutoCloseable {

    private final Path root;
    private final String prefix;
    private final GcpDataSet dataSet;
    private final GcpSampleSettings settings;
    private final Instant schemaChange;
    private final Map<String, TableFile> files = new TreeMap<>();
    private long rows;
    private String lastKey;

    /**
     * @param name what the names of the files begin with
     * @param schemaChange rows that were exported before have the columns of 2022, in separate files
     */
    TableFolder(
            Path root,
            String account,
            GcpDataSet dataSet,
            String name,
            Instant schemaChange,
            GcpSampleSettings settings) {
        this.root = root;
        this.prefix = dataSet.table(account) + "/" + name;
        this.dataSet = dataSet;
        this.settings = settings;
        this.schemaChange = schemaChange;
    }

    void write(GcpRow row) throws IOException {
        boolean isOld = isOld(row);
        lastKey = prefix
                + (isOld ? "old-" : "")
                + "%012d".formatted(rows % settings.parts())
                + settings.format().suffix();
        TableFile file = files.get(lastKey);
        if (file == null) {
            file = new TableFile(root.resolve(lastKey), settings.format(), GcpColumn.of(dataSet, isOld));
            files.put(lastKey, file);
        }
        file.row(row);
        rows++;
    }

    /** Whether the row is in a file with the columns of 2022. */
    boolean isOld(GcpRow row) {
        return row.exported().isBefore(schemaChange);
    }

    /** The key of the file that has the last row. */
    String lastKey() {
        return lastKey;
    }

    /** The place of the last row in that file, from 0. */
    long lastRow() {
        return files.get(lastKey).rows() - 1;
    }

    /** Completes the files; returns their keys. */
    List<String> complete(Instant time) throws IOException {
        List<String> keys = new ArrayList<>(files.keySet());
        close();
        for (String key : keys) {
            Files.setLastModifiedTime(root.resolve(key), FileTime.from(time));
        }
        return keys;
    }

    @Override
    public void close() throws IOException {
        for (TableFile file : files.values()) {
            file.close();
        }
        files.clear();
    }
}
