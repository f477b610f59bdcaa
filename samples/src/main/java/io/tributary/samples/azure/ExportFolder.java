package io.tributary.samples.azure;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The files of one run of an export: their places, and the order in which they are written. */
final class ExportFolder implements AutoCloseable {

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT);

    private final Path root;
    private final AzurePlan.Delivery delivery;
    private final AzureDataSet dataSet;
    private final AzureSampleSettings settings;
    private final long rowsInPart;
    private final List<Blob> blobs = new ArrayList<>();
    private List<AzureColumn> columns;
    private PartFile part;
    private long rowsOfPart;

    /**
     * A data file.
     *
     * @param key its path, relative to the container
     * @param rows rows in it
     */
    record Blob(String key, long rows) {}

    /** Starts a folder without files. Removes the files of an earlier run where the layout overwrites them. */
    ExportFolder(Path root, AzurePlan.Delivery delivery, AzureDataSet dataSet, AzureSampleSettings settings)
            throws IOException {
        this.root = root;
        this.delivery = delivery;
        this.dataSet = dataSet;
        this.settings = settings;
        int parts = settings.layout() == ExportLayout.SINGLE_FILE ? 1 : settings.parts();
        this.rowsInPart = parts == 1 ? Long.MAX_VALUE : Math.max(delivery.fewestRows() / parts, 1);
        if (settings.layout() == ExportLayout.OVERWRITE) {
            removeEarlierRuns();
        }
        Files.createDirectories(root.resolve(runFolder()));
    }

    void write(Charge charge) throws IOException {
        boolean more = blobs.size() + 1 < settings.parts();
        if (part == null || rowsOfPart == rowsInPart && more) {
            begin();
        }
        String[] values = new String[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).text().of(charge, dataSet);
        }
        part.row(values);
        rowsOfPart++;
    }

    /** The key of the current file. */
    String key() {
        return key(blobs.size());
    }

    /** Rows in the current file. */
    long rowsInLastFile() {
        return rowsOfPart;
    }

    /** Completes the last file, and writes the manifest; returns its key, empty where the layout has none. */
    String complete() throws IOException {
        finishPart();
        Instant time = delivery.time(dataSet);
        for (Blob blob : blobs) {
            Files.setLastModifiedTime(root.resolve(blob.key()), FileTime.from(time.plusSeconds(30)));
        }
        if (settings.layout() == ExportLayout.SINGLE_FILE) {
            return "";
        }
        boolean described = settings.layout().isDescribed();
        String key = runFolder() + (described ? "/manifest.json" : "/_manifest.json");
        ExportManifest manifest = new ExportManifest(root, delivery, dataSet, settings, rootFolder(), blobs);
        Files.writeString(root.resolve(key), described ? manifest.described() : manifest.old());
        Files.setLastModifiedTime(root.resolve(key), FileTime.from(time.plusSeconds(60)));
        return key;
    }

    /** The files, once complete. */
    List<String> keys() {
        return blobs.stream().map(Blob::key).toList();
    }

    @Override
    public void close() throws IOException {
        finishPart();
    }

    private void begin() throws IOException {
        finishPart();
        int number = blobs.size();
        columns = Columns.of(settings.agreement(), dataSet, number);
        Path path = root.resolve(key(number));
        // An earlier sample with fewer deliveries may have been here.
        Files.deleteIfExists(path);
        boolean marked = number % 2 == 0;
        part = switch (settings.format()) {
            case CSV -> new CsvPart(path, false, marked, columns);
            case CSV_GZIP -> new CsvPart(path, true, marked, columns);
            case PARQUET -> new ParquetPart(path, dataSet, columns);
        };
        rowsOfPart = 0;
    }

    private void finishPart() throws IOException {
        if (part != null) {
            part.close();
            part = null;
            blobs.add(new Blob(key(blobs.size()), rowsOfPart));
        }
    }

    private String key(int part) {
        String suffix = settings.format().suffix();
        String runId = delivery.runId(dataSet);
        return runFolder()
                + switch (settings.layout()) {
                    case PARTITIONED, OVERWRITE -> "/part_" + part + "_0001" + suffix;
                    case OLD_MANIFEST -> "/%06d%s".formatted(part + 1, suffix);
                    case SINGLE_FILE -> "/" + dataSet.exportName() + "_" + runId + suffix;
                };
    }

    private String runFolder() {
        String runId = delivery.runId(dataSet);
        return periodFolder()
                + switch (settings.layout()) {
                    case PARTITIONED, OVERWRITE -> "/" + runId;
                    case OLD_MANIFEST ->
                        "/" + MINUTE.format(delivery.time(dataSet).atOffset(ZoneOffset.UTC)) + "/" + runId;
                    case SINGLE_FILE -> "";
                };
    }

    /** Both days of the folder's name are days of the period. */
    private String periodFolder() {
        return rootFolder() + "/" + dataSet.exportName() + "/" + DAY.format(delivery.start()) + "-"
                + DAY.format(delivery.lastDay());
    }

    private String rootFolder() {
        return settings.agreement() == Agreement.MOSA
                ? "exports/" + delivery.scope().subscriptions().get(0).guid()
                : "exports";
    }

    private void removeEarlierRuns() throws IOException {
        Path folder = root.resolve(periodFolder());
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
