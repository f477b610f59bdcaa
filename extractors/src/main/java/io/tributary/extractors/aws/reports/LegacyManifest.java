package io.tributary.extractors.aws.reports;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.SourceException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads manifests of legacy Cost and Usage Reports.
 *
 * <p>Source: https://docs.aws.amazon.com/cur/latest/userguide/understanding-report-versions.html, and manifests of
 * 2017 to 2019.
 */
final class LegacyManifest {

    private LegacyManifest() {}

    /** @throws SourceException.Malformed naming what is missing or wrong */
    static Manifest read(ManifestFields fields, StoredObject object) {
        LocalDate start = day(fields, "start");
        LocalDate end = day(fields, "end");
        if (!end.isAfter(start)) {
            throw fields.malformed("billingPeriod ends on " + end + ": expected a day after its start, " + start);
        }
        Manifest manifest = new Manifest(
                object,
                DataSet.LEGACY,
                Optional.empty(),
                fields.require("assemblyId"),
                object.lastModified(),
                fields.require("account"),
                fields.require("reportName"),
                start,
                end,
                isParquet(fields),
                reportKeys(fields));
        verifyCharset(fields);
        return manifest;
    }

    private static boolean isParquet(ManifestFields fields) {
        return (fields.find("compression").orElse("")
                        + fields.find("contentType").orElse(""))
                .toLowerCase(Locale.ROOT)
                .contains("parquet");
    }

    private static void verifyCharset(ManifestFields fields) {
        String charset = fields.find("charset").orElse("UTF-8");
        String known = charset.toUpperCase(Locale.ROOT);
        if (!known.equals("UTF-8") && !known.equals("US-ASCII")) {
            throw fields.malformed("charset is " + charset + ", which is not supported: expected UTF-8");
        }
    }

    /** A day such as {@code 20180101T000000.000Z}. */
    private static LocalDate day(ManifestFields fields, String name) {
        String text = fields.find("billingPeriod." + name).orElse("");
        try {
            return LocalDate.parse(text.substring(0, Math.min(8, text.length())), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException e) {
            throw new SourceException.Malformed(
                    fields.uri(),
                    "billingPeriod." + name + " is '" + text + "': expected a day like 20180101T000000.000Z",
                    e);
        }
    }

    private static List<String> reportKeys(ManifestFields fields) {
        JsonNode listed = fields.tree().path("reportKeys");
        if (!listed.isArray()) {
            throw fields.malformed("has no reportKeys");
        }
        List<String> keys = new ArrayList<>();
        for (JsonNode key : listed) {
            if (!key.isTextual() || key.asText().isBlank()) {
                throw fields.malformed("lists " + key + " in reportKeys: expected the key of a file");
            }
            keys.add(FileKeys.key(key.asText()));
        }
        return keys;
    }
}
