package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What AWS says that a delivery of a legacy Cost and Usage Report consists of.
 *
 * <p>Source: https://docs.aws.amazon.com/cur/latest/userguide/understanding-report-versions.html, and manifests of 2017 to
 * 2019.
 *
 * @param object the manifest itself
 * @param assemblyId AWS's id of the delivery
 * @param account the payer, as written
 * @param reportName name of the report
 * @param periodStart first day of the billing period
 * @param periodEnd first day after it
 * @param compression GZIP, ZIP or Parquet, as written
 * @param charset charset of the files, as written
 * @param reportKeys keys of the data files, in order
 */
record Manifest(
        StoredObject object,
        String assemblyId,
        String account,
        String reportName,
        LocalDate periodStart,
        LocalDate periodEnd,
        String compression,
        String charset,
        List<String> reportKeys) {

    static final String DATA_SET = "aws.cur.legacy";

    private static final ObjectMapper JSON = new ObjectMapper();

    Manifest {
        requireNonNull(object, "object");
        reportKeys = List.copyOf(reportKeys);
    }

    /**
     * Reads a manifest.
     *
     * @param uri name of the manifest, for messages
     * @throws SourceException.Malformed naming what is missing or wrong
     */
    static Manifest parse(String uri, StoredObject object, byte[] content) {
        return new Reader(uri, readTree(uri, content)).read(object);
    }

    /** What the delivery is a complete statement of. */
    String scope() {
        return Keys.scope("aws", DATA_SET, account, periodStart, reportName);
    }

    private static JsonNode readTree(String uri, byte[] content) {
        try {
            JsonNode tree = JSON.readTree(content);
            if (tree != null && tree.isObject()) {
                return tree;
            }
            throw new SourceException.Malformed(uri, "is no manifest: expected a JSON object");
        } catch (JsonProcessingException e) {
            String beginning = new String(content, 0, Math.min(content.length, 100), StandardCharsets.UTF_8);
            String what = beginning.startsWith("version https://git-lfs") ? "is a Git LFS pointer" : "is no JSON";
            throw new SourceException.Malformed(uri, what + ": expected a manifest: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new SourceException.Malformed(uri, "is no JSON: expected a manifest: " + e.getMessage(), e);
        }
    }

    /** Takes a manifest's fields, and says which one is wrong. */
    private record Reader(String uri, JsonNode tree) {

        Manifest read(StoredObject object) {
            if (tree.has("dataFiles") && !tree.has("reportKeys")) {
                throw new SourceException.Malformed(
                        uri,
                        "is of a Data Export (CUR 2.0 or FOCUS), which is not supported yet: expected a legacy report");
            }
            LocalDate start = day("start");
            LocalDate end = day("end");
            if (!end.isAfter(start)) {
                throw new SourceException.Malformed(
                        uri, "billingPeriod ends on " + end + ": expected a day after its start, " + start);
            }
            Manifest manifest = new Manifest(
                    object,
                    text("assemblyId"),
                    text("account"),
                    text("reportName"),
                    start,
                    end,
                    tree.path("compression").asText(""),
                    tree.path("charset").asText("UTF-8"),
                    reportKeys());
            verifySupported(manifest);
            return manifest;
        }

        private void verifySupported(Manifest manifest) {
            if (manifest.compression.toLowerCase(Locale.ROOT).contains("parquet")) {
                throw new SourceException.Malformed(
                        uri,
                        "compression is " + manifest.compression
                                + ", which is not supported yet: expected GZIP or ZIP");
            }
            String charset = manifest.charset.toUpperCase(Locale.ROOT);
            if (!charset.equals("UTF-8") && !charset.equals("US-ASCII")) {
                throw new SourceException.Malformed(
                        uri, "charset is " + manifest.charset + ", which is not supported: expected UTF-8");
            }
        }

        private String text(String name) {
            String text = tree.path(name).asText("");
            if (text.isBlank()) {
                throw new SourceException.Malformed(uri, "has no " + name);
            }
            return text;
        }

        /** A day such as {@code 20180101T000000.000Z}. */
        private LocalDate day(String name) {
            String text = tree.path("billingPeriod").path(name).asText("");
            try {
                return LocalDate.parse(text.substring(0, Math.min(8, text.length())), DateTimeFormatter.BASIC_ISO_DATE);
            } catch (DateTimeParseException e) {
                throw new SourceException.Malformed(
                        uri,
                        "billingPeriod." + name + " is '" + text + "': expected a day like 20180101T000000.000Z",
                        e);
            }
        }

        private List<String> reportKeys() {
            if (!tree.path("reportKeys").isArray()) {
                throw new SourceException.Malformed(uri, "has no reportKeys");
            }
            List<String> keys = new ArrayList<>();
            for (JsonNode key : tree.path("reportKeys")) {
                if (!key.isTextual() || key.asText().isBlank()) {
                    throw new SourceException.Malformed(
                            uri, "lists " + key + " in reportKeys: expected the key of a file");
                }
                keys.add(key.asText());
            }
            return keys;
        }
    }
}
