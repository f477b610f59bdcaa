package io.tributary.benchmarks.command;

import io.tributary.samples.SampleTruth;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A bill in a directory, and what it is known to hold.
 *
 * @param directory the directory, which is the input
 * @param truth what it holds
 */
record Bill(Path directory, SampleTruth truth) {

    /** Rows of the newest deliveries, which are what a run takes. */
    long rows() {
        return truth.newest().stream()
                        .mapToLong(newest -> newest.totals().rows())
                        .sum()
                + truth.newestOfScopes().stream()
                        .mapToLong(SampleTruth.ScopeDelivery::rows)
                        .sum();
    }

    /** Deliveries, or slices, that a run takes. */
    long deliveries() {
        return truth.newest().stream()
                        .map(newest -> newest.account() + newest.period())
                        .distinct()
                        .count()
                + truth.newestOfScopes().size();
    }

    /** The data files, for a bill that has one delivery of each period. */
    List<Path> files() {
        return Stream.concat(
                        truth.deliveries().stream().map(SampleTruth.Delivery::files),
                        truth.newestOfScopes().stream().map(SampleTruth.ScopeDelivery::files))
                .flatMap(List::stream)
                .distinct()
                .map(directory::resolve)
                .toList();
    }

    /** Bytes of the data files when they are not compressed. */
    long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            try (InputStream content = open(file)) {
                bytes += content.transferTo(OutputStream.nullOutputStream());
            }
        }
        return bytes;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }
}
