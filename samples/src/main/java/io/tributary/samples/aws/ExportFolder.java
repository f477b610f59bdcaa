package io.tributary.samples.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.samples.SeededRandom;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The layout of Data Exports, after <a
 * href="https://docs.aws.amazon.com/cur/latest/userguide/dataexports-export-delivery.html">AWS's description</a>: data
 * and manifests apart, folders of deliveries named by time and execution.
 */
final class ExportFolder extends DeliveryFolder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final BillPlan.Delivery delivery;
    private final AwsSampleSettings settings;
    private final ReportFormat.Table table;

    ExportFolder(Path root, BillPlan.Delivery delivery, AwsSampleSettings settings) {
        super(root);
        this.delivery = delivery;
        this.settings = settings;
        this.table = settings.format().table();
    }

    @Override
    String dataKey() {
        return folder("data") + ownFolder() + "/" + delivery.report().name();
    }

    @Override
    Instant time() {
        return delivery.time().plusMillis(SeededRandom.below(1_000, delivery.seed()));
    }

    @Override
    List<String> manifestKeys() {
        String name = "/" + delivery.report().name() + "-Manifest.json";
        String period = folder("metadata");
        return settings.mode() == ReportMode.OVERWRITE
                ? List.of(period + name)
                : List.of(period + ownFolder() + name, period + name);
    }

    private String folder(String kind) {
        // The partitions of FOCUS are in lower case.
        String partition = table.isFocus() ? "billing_period" : "BILLING_PERIOD";
        return delivery.report().folder() + "/" + kind + "/" + partition + "=" + delivery.period();
    }

    private String ownFolder() {
        return settings.mode() == ReportMode.OVERWRITE
                ? ""
                : "/" + MILLISECONDS.format(time()) + "-" + delivery.assemblyId();
    }

    @Override
    ObjectNode manifest(List<String> keys) {
        String payer = delivery.report().payer();
        long seed = delivery.report().seed();
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("executionId", delivery.assemblyId())
                .put(
                        "exportArn",
                        "arn:aws:bcm-data-exports:us-east-1:" + payer + ":export/"
                                + delivery.report().name() + "-" + new UUID(seed, SeededRandom.mix(seed, 7)))
                .put("exportName", delivery.report().name());
        ObjectNode query = manifest.putObject("dataQuery");
        String columnNames = settings.columns() == ExportColumns.ALL
                ? "*"
                : CurLines.exportColumns(delivery, settings).stream()
                        .map(CurColumn::name)
                        .collect(Collectors.joining(", "));
        query.put("queryStatement", "SELECT " + columnNames + " FROM " + table);
        ObjectNode configuration = query.putObject("tableConfigurations").putObject(table.name());
        configuration.put("TIME_GRANULARITY", delivery.report().daily() ? "DAILY" : "HOURLY");
        if (table == ReportFormat.Table.COST_AND_USAGE_REPORT) {
            configuration
                    .put("INCLUDE_RESOURCES", "TRUE")
                    .put("INCLUDE_SPLIT_COST_ALLOCATION_DATA", settings.splitCost() ? "TRUE" : "FALSE")
                    .put(
                            "INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY",
                            settings.discounts() == DiscountStyle.ROWS ? "TRUE" : "FALSE");
        }
        ArrayNode columns = manifest.putArray("columns");
        if (table.isFocus()) {
            FocusColumn.of(table).forEach(column -> column(columns, column.columnName(), column.typeInManifest()));
        } else {
            CurLines.exportColumns(delivery, settings)
                    .forEach(column -> column(columns, column.name(), column.typeInManifest()));
        }
        manifest.putObject("billingPeriod")
                .put("start", midnight(delivery.period().atDay(1)))
                .put("end", midnight(delivery.period().plusMonths(1).atDay(1)));
        manifest.putObject("s3OutputConfigurations")
                .put("outputType", "CUSTOM")
                .put("format", settings.format().isParquet() ? "PARQUET" : "TEXT_OR_CSV")
                .put("compression", settings.format().isParquet() ? "PARQUET" : "GZIP")
                .put("overwrite", settings.mode() == ReportMode.OVERWRITE ? "OVERWRITE_REPORT" : "CREATE_NEW_REPORT");
        ArrayNode files = manifest.putArray("dataFiles");
        keys.forEach(key -> files.add("s3://" + BUCKET + "/" + key));
        return manifest;
    }

    private static void column(ArrayNode columns, String name, String type) {
        columns.addObject().put("name", name).put("type", type);
    }

    private static String midnight(LocalDate day) {
        return MILLISECONDS.format(day.atStartOfDay(ZoneOffset.UTC));
    }
}
