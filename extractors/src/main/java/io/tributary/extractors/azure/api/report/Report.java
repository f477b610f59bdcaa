package io.tributary.extractors.azure.api.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A cost details report that was made: files, each behind a link that expires.
 *
 * @param location where its manifest is
 * @param files its files in order; none if there are no costs
 */
record Report(URI location, List<File> files) {

    private static final ObjectMapper JSON = new ObjectMapper();

    Report {
        requireNonNull(location, "location");
        files = List.copyOf(files);
    }

    /**
     * A file.
     *
     * @param name its URI without the signature
     * @param link its URI with it
     * @param version its length according to the manifest
     */
    record File(String name, URI link, String version) {

        File {
            requireNonNull(name, "name");
            requireNonNull(link, "link");
            requireNonNull(version, "version");
        }
    }

    /** The state of a report. */
    enum State {
        /** It is being made. */
        UNDER_WAY,
        /** It is made. */
        MADE,
        /** There are no costs. */
        EMPTY
    }

    /**
     * The state of the report according to an answer.
     *
     * @throws SourceException.Unavailable if it failed
     * @throws SourceException.Malformed if the answer has no known state
     */
    static State state(String object, byte[] body) {
        JsonNode root = parse(object, body);
        String status = root.path("status").asText();
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "completed", "readytodownload" -> State.MADE;
            case "nodatafound", "nodata" -> State.EMPTY;
            case "queued", "inprogress", "notstarted", "running" -> State.UNDER_WAY;
            case "failed", "timedout" ->
                throw new SourceException.Unavailable(
                        object, "the report was not made: " + status + " " + root.path("error"), null);
            default ->
                throw new SourceException.Malformed(
                        object, "the report's status is '" + status + "': expected Completed");
        };
    }

    /** The files that the manifest of a report that is made lists. */
    static Report made(String object, URI location, byte[] body) {
        JsonNode manifest = parse(object, body).path("manifest");
        String format = manifest.path("dataFormat").asText("Csv");
        if (!format.equalsIgnoreCase("csv")) {
            throw new SourceException.Malformed(object, "dataFormat is " + format + ": expected Csv");
        }
        List<File> files = new ArrayList<>();
        for (JsonNode blob : manifest.path("blobs")) {
            files.add(file(object, blob));
        }
        int count = manifest.path("blobCount").asInt(files.size());
        if (files.isEmpty() || files.size() != count) {
            throw new SourceException.Malformed(
                    object, "the manifest lists " + files.size() + " files: expected " + Math.max(1, count));
        }
        return new Report(location, files);
    }

    private static File file(String object, JsonNode blob) {
        try {
            URI link = new URI(blob.path("blobLink").asText());
            if (link.getHost() != null) {
                String name = new URI(link.getScheme(), link.getAuthority(), link.getPath(), null, null).toString();
                return new File(name, link, blob.path("byteCount").asText(""));
            }
        } catch (URISyntaxException e) {
            throw new SourceException.Malformed(object, "a file's link is no URI: " + e.getReason());
        }
        throw new SourceException.Malformed(object, "a file's link leads nowhere: expected an absolute URI");
    }

    private static JsonNode parse(String object, byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new SourceException.Malformed(object, "the answer cannot be read: " + e.getMessage(), e);
        }
    }
}
