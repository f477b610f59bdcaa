package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run of an export as Azure states it. Manifests of version 2021-01-01 state the files alone; those of 2024-04-01
 * the export and the run, too.
 *
 * <p>Source: https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-improved-exports
 *
 * @param exportName name of the export
 * @param resourceId Resource Manager id of the export, which begins with its scope
 * @param type what it holds, such as {@code ActualCost}
 * @param dataVersion version of its columns
 * @param isToDate whether it holds the days up to the run
 * @param period the days that it is about
 * @param runId id of the run
 * @param submitted when the run was asked for
 * @param blobs its files, in order
 */
record ExportManifest(
        Optional<String> exportName,
        Optional<String> resourceId,
        Optional<String> type,
        Optional<String> dataVersion,
        boolean isToDate,
        Optional<Period> period,
        Optional<String> runId,
        Optional<Instant> submitted,
        List<Blob> blobs) {

    /**
     * A file of a run.
     *
     * @param name its name in the container
     * @param bytes its size as stated
     * @param rows its rows as stated
     */
    record Blob(String name, OptionalLong bytes, OptionalLong rows) {

        Blob {
            requireNonNull(name, "name");
            requireNonNull(bytes, "bytes");
            requireNonNull(rows, "rows");
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    ExportManifest {
        blobs = List.copyOf(blobs);
    }

    /**
     * Reads a manifest.
     *
     * @param uri what it is called in messages
     * @throws SourceException.Malformed if it is not a manifest, or contradicts itself
     */
    static ExportManifest parse(String uri, byte[] content) {
        JsonNode tree;
        try {
            tree = JSON.readTree(content);
        } catch (JsonProcessingException e) {
            throw new SourceException.Malformed(uri, "is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can be read", e);
        }
        if (tree == null || !tree.path("blobs").isArray()) {
            throw new SourceException.Malformed(uri, "has no blobs: expected the manifest of an export");
        }
        return new Reader(uri, tree).read();
    }

    /** Reads values of a manifest's tree. Errors name the value. */
    private record Reader(String uri, JsonNode tree) {

        ExportManifest read() {
            JsonNode config = tree.path("exportConfig");
            JsonNode run = tree.path("runInfo");
            List<Blob> blobs = blobs();
            verify("blobCount", count(tree, "blobCount"), OptionalLong.of(blobs.size()));
            verify(
                    "byteCount",
                    count(tree, "byteCount"),
                    sum(blobs.stream().map(Blob::bytes).toList()));
            verify(
                    "dataRowCount",
                    count(tree, "dataRowCount"),
                    sum(blobs.stream().map(Blob::rows).toList()));
            Optional<LocalDate> start = day(run, "startDate");
            Optional<LocalDate> end = day(run, "endDate");
            return new ExportManifest(
                    text(config, "exportName"),
                    text(config, "resourceId"),
                    text(config, "type"),
                    text(config, "dataVersion"),
                    text(config, "timeFrame")
                            .filter(frame ->
                                    frame.toLowerCase(Locale.ROOT).matches("(billing)?monthtodate|thecurrentmonth"))
                            .isPresent(),
                    start.flatMap(first -> end.map(last -> new Period(first, last.plusDays(1)))),
                    text(run, "runId"),
                    time(run, "submittedTime"),
                    blobs);
        }

        private List<Blob> blobs() {
            List<Blob> blobs = new ArrayList<>();
            for (JsonNode blob : tree.path("blobs")) {
                String name = text(blob, "blobName")
                        .orElseThrow(() -> new SourceException.Malformed(uri, "lists a blob without a blobName"));
                blobs.add(new Blob(name, count(blob, "byteCount"), count(blob, "dataRowCount")));
            }
            return blobs;
        }

        private void verify(String name, OptionalLong stated, OptionalLong counted) {
            if (stated.isPresent() && counted.isPresent() && stated.getAsLong() != counted.getAsLong()) {
                throw new SourceException.Malformed(
                        uri,
                        "states a " + name + " of " + stated.getAsLong() + ": expected " + counted.getAsLong()
                                + ", as its blobs have together");
            }
        }

        private OptionalLong count(JsonNode node, String name) {
            JsonNode value = node.path(name);
            if (value.isMissingNode() || value.isNull()) {
                return OptionalLong.empty();
            }
            if (!value.isIntegralNumber() || value.asLong() < 0) {
                throw new SourceException.Malformed(uri, "states a " + name + " of " + value + ": expected a count");
            }
            return OptionalLong.of(value.asLong());
        }

        private Optional<LocalDate> day(JsonNode node, String name) {
            return time(node, name).map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC));
        }

        /** A time such as {@code 2024-07-29T03:04:05.1234567Z}, of UTC even where it does not say so. */
        private Optional<Instant> time(JsonNode node, String name) {
            Optional<String> text = text(node, name);
            try {
                return text.map(time -> time.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                        ? Instant.parse(time)
                        : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                throw new SourceException.Malformed(
                        uri, name + " is '" + text.orElseThrow() + "': expected a time like 2024-07-01T00:00:00", e);
            }
        }

        private static Optional<String> text(JsonNode node, String name) {
            return Optional.of(node.path(name).asText("").strip()).filter(text -> !text.isEmpty());
        }

        private static OptionalLong sum(List<OptionalLong> counts) {
            return counts.stream().allMatch(OptionalLong::isPresent)
                    ? OptionalLong.of(
                            counts.stream().mapToLong(OptionalLong::getAsLong).sum())
                    : OptionalLong.empty();
        }
    }
}
