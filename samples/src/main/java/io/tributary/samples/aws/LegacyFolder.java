package io.tributary.samples.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The layout of legacy Cost and Usage Reports, and of those for Athena. */
final class LegacyFolder extends DeliveryFolder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd'T'000000.000'Z'");

    private final BillPlan.Delivery delivery;
    private final AwsSampleSettings settings;

    LegacyFolder(Path root, BillPlan.Delivery delivery, AwsSampleSettings settings) {
        super(root);
        this.delivery = delivery;
        this.settings = settings;
    }

    @Override
    String dataKey() {
        return dataFolder() + "/" + delivery.report().name();
    }

    private String dataFolder() {
        if (settings.mode() == ReportMode.CREATE_NEW) {
            return ownFolder();
        }
        return settings.format().isParquet()
                ? "%s/%s/year=%d/month=%d"
                        .formatted(
                                delivery.report().folder(),
                                delivery.report().name(),
                                delivery.period().getYear(),
                                delivery.period().getMonthValue())
                : delivery.folder();
    }

    private String ownFolder() {
        return delivery.folder() + "/" + delivery.assemblyId();
    }

    @Override
    Instant time() {
        return delivery.time();
    }

    @Override
    List<String> manifestKeys() {
        String name = "/" + delivery.report().name() + "-Manifest.json";
        return settings.mode() == ReportMode.OVERWRITE
                ? List.of(delivery.folder() + name)
                : List.of(ownFolder() + name, delivery.folder() + name);
    }

    @Override
    ObjectNode manifest(List<String> keys) {
        boolean parquet = settings.format().isParquet();
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("assemblyId", delivery.assemblyId())
                .put("account", delivery.report().payer());
        ArrayNode columns = manifest.putArray("columns");
        for (LegacyColumn column : CurLines.legacyColumns(delivery, settings)) {
            columns.addObject()
                    .put("category", parquet ? CurNames.snake(column.category()) : column.category())
                    .put("name", parquet ? CurNames.snake(column.columnName()) : column.columnName())
                    .put("type", column.type());
        }
        manifest.put("charset", "UTF-8")
                .put("compression", parquet ? "Parquet" : settings.compression().inManifest())
                .put("contentType", parquet ? "Parquet" : "text/csv")
                .put("reportId", Long.toHexString(delivery.report().seed()))
                .put("reportName", delivery.report().name());
        YearMonth period = delivery.period();
        manifest.putObject("billingPeriod")
                .put("start", DAY.format(period.atDay(1)))
                .put("end", DAY.format(period.plusMonths(1).atDay(1)));
        manifest.put("bucket", BUCKET);
        ArrayNode reportKeys = manifest.putArray("reportKeys");
        keys.forEach(reportKeys::add);
        manifest.putArray("additionalArtifactKeys");
        return manifest;
    }
}
