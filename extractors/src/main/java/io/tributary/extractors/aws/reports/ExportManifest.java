package io.tributary.extractors.aws.reports;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.SourceException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads manifests of Data Exports. AWS documents their place and not their fields; {@code executionId}, {@code
 * exportArn}, {@code columns} and {@code dataFiles} were seen. What a manifest lacks is derived from its place, then
 * from the columns and the first row of its first file.
 *
 * <p>Source: https://docs.aws.amazon.com/cur/latest/userguide/dataexports-export-delivery.html
 */
final class ExportManifest {

    private static final Pattern ARN = Pattern.compile("arn:[^:]+:[^:]+:[^:]*:(\\d{12}):export/(.+)");
    private static final Pattern UUID_AT_END = Pattern.compile("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");

    /** A billing period as a day, a month or a moment begins, with hyphens or without. */
    private static final Pattern MONTH = Pattern.compile("(\\d{4})-?(0[1-9]|1[0-2])(\\D.*|\\d\\d.*)?");

    private static final Pattern FOCUS_TABLE = Pattern.compile("FOCUS_(\\d+)_(\\d+)_AWS(?:_PREVIEW)?");
    private static final Pattern FROM = Pattern.compile("\\bFROM\\s+([A-Za-z0-9_]+)", Pattern.CASE_INSENSITIVE);
    private static final String REPORT_TABLE = "COST_AND_USAGE_REPORT";
    private static final List<String> FILE_FIELDS =
            List.of("filePath", "path", "key", "s3Key", "objectKey", "uri", "s3Uri", "url", "fileName", "name");

    private final ManifestFields fields;
    private final StoredObject object;
    private final ManifestPlace place;
    private final List<String> files;
    private final Function<List<String>, FirstRow> look;

    /** Read at most once, and only if it is needed. */
    private FirstRow firstRow;

    ExportManifest(ManifestFields fields, StoredObject object, Function<List<String>, FirstRow> look) {
        this.fields = requireNonNull(fields, "fields");
        this.object = requireNonNull(object, "object");
        this.look = requireNonNull(look, "look");
        this.place = ManifestPlace.of(fields.uri());
        this.files = dataFiles();
    }

    /** Whether a manifest is of a Data Export, and not of a legacy report. */
    static boolean isOne(ManifestFields fields) {
        return !fields.tree().has("reportKeys")
                && (fields.tree().has("dataFiles")
                        || fields.find("exportArn", "executionId").isPresent());
    }

    /**
     * The manifest; empty if the export is not a bill.
     *
     * @throws SourceException.Malformed naming what is missing or wrong
     */
    Optional<Manifest> read() {
        Optional<String> table = table();
        Optional<DataSet> dataSet = dataSet(table);
        if (dataSet.isEmpty()) {
            return Optional.empty();
        }
        Optional<DeliveryFolder> folder = folder();
        YearMonth month = month();
        return Optional.of(new Manifest(
                object,
                dataSet.get(),
                table.flatMap(ExportManifest::version),
                fields.find("executionId", "execution_id")
                        .or(() -> folder.map(DeliveryFolder::executionId))
                        .orElseGet(() -> object.lastModified().toString()),
                folder.map(DeliveryFolder::time).orElse(object.lastModified()),
                account(dataSet.get()),
                report(),
                month.atDay(1),
                month.plusMonths(1).atDay(1),
                fields.tree().toString().toLowerCase(Locale.ROOT).contains("parquet"),
                files));
    }

    private List<String> dataFiles() {
        JsonNode listed = fields.tree().path("dataFiles");
        if (!listed.isArray()) {
            throw fields.malformed("has no dataFiles");
        }
        List<String> keys = new ArrayList<>();
        for (JsonNode file : listed) {
            keys.add(FileKeys.key(name(file)));
        }
        return keys;
    }

    private String name(JsonNode file) {
        if (file.isTextual() && !file.asText().isBlank()) {
            return file.asText();
        }
        for (String field : FILE_FIELDS) {
            if (!file.path(field).asText("").isBlank()) {
                return file.path(field).asText();
            }
        }
        throw fields.malformed(
                "lists " + file + " in dataFiles: expected the key or URI of a file, or an object with filePath");
    }

    /** The table that was exported: by name, or as the query has it. */
    private Optional<String> table() {
        Optional<String> named = fields.find("tableName", "table", "table.name", "dataQuery.tableName");
        if (named.isPresent()) {
            return named.map(name -> name.toUpperCase(Locale.ROOT));
        }
        return fields.find("queryStatement", "query", "dataQuery.queryStatement", "export.dataQuery.queryStatement")
                .map(FROM::matcher)
                .filter(Matcher::find)
                .map(from -> from.group(1).toUpperCase(Locale.ROOT));
    }

    private Optional<DataSet> dataSet(Optional<String> table) {
        if (table.isPresent()) {
            if (FOCUS_TABLE.matcher(table.get()).matches()) {
                return Optional.of(DataSet.FOCUS);
            }
            return table.get().equals(REPORT_TABLE) ? Optional.of(DataSet.CUR_2) : Optional.empty();
        }
        List<String> columns = columns();
        return DataSet.ofExport(columns.isEmpty() ? firstRow().header() : CsvHeader.of(fields.uri(), columns));
    }

    private List<String> columns() {
        List<String> names = new ArrayList<>();
        for (JsonNode column : fields.tree().path("columns")) {
            names.add(column.isTextual() ? column.asText() : column.path("name").asText(""));
        }
        return names;
    }

    private static Optional<String> version(String table) {
        Matcher focus = FOCUS_TABLE.matcher(table);
        return focus.matches() ? Optional.of(focus.group(1) + "." + focus.group(2)) : Optional.empty();
    }

    private Optional<DeliveryFolder> folder() {
        return DeliveryFolder.of(object.key())
                .or(() -> files.stream().findFirst().flatMap(DeliveryFolder::of));
    }

    /** The month that the folder names, which is how exports are partitioned; else the one that the manifest states. */
    private YearMonth month() {
        return place.month()
                .or(() -> files.stream()
                        .findFirst()
                        .flatMap(file -> ManifestPlace.of(file).month()))
                .or(() -> fields.find(
                                "billingPeriod",
                                "billingPeriod.start",
                                "billingPeriod.startDate",
                                "billing_period",
                                "timeRange.start",
                                "timeRange.startDate",
                                "timePeriod.start",
                                "partition")
                        .map(MONTH::matcher)
                        .filter(Matcher::matches)
                        .map(month -> YearMonth.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)))))
                .orElseThrow(() -> fields.malformed(
                        "has no billing period: expected to lie in a folder like BILLING_PERIOD=2024-04, or"
                                + " billingPeriod"));
    }

    private String account(DataSet dataSet) {
        Optional<String> ofArn = arn().map(arn -> arn.group(1));
        return ofArn.or(() ->
                        fields.find("account", "accountId", "payerAccountId", "payer_account_id", "billingAccountId"))
                .or(() -> firstRow().payer(dataSet))
                .orElseThrow(() -> fields.malformed(
                        "has no exportArn with an account, and its first file no row that names the payer"));
    }

    private String report() {
        return fields.find("exportName", "export.name", "reportName")
                .or(place::report)
                .or(() -> arn().map(arn -> UUID_AT_END.matcher(arn.group(2)).replaceFirst("")))
                .orElseThrow(() -> fields.malformed("has no exportName, and no name like export-Manifest.json"));
    }

    private Optional<Matcher> arn() {
        return fields.find("exportArn", "export_arn", "export.exportArn", "arn")
                .map(ARN::matcher)
                .filter(Matcher::matches);
    }

    private FirstRow firstRow() {
        if (firstRow == null) {
            firstRow = look.apply(files);
        }
        return firstRow;
    }
}
