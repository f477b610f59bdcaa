package io.tributary.local.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Where a delivery's files are, and the manifest that lists them. */
final class DeliveryFolder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd'T'000000.000'Z'");
    private static final String BUCKET = "sample-bills";

    private final Path root;
    private final BillPlan.Delivery delivery;
    private final SampleSettings settings;

    DeliveryFolder(Path root, BillPlan.Delivery delivery, SampleSettings settings) {
        this.root = root;
        this.delivery = delivery;
        this.settings = settings;
    }

    List<Column> columns() {
        return Column.of(settings.discounts() != DiscountStyle.NONE, delivery.newestPeriod() && delivery.number() > 1);
    }

    /** Files for the rows, begun anew. */
    RowFiles files() {
        // A delivery that is overwritten may have had more files: the last of them stays behind, listed by no manifest.
        boolean moreFiles = settings.mode() == ReportMode.OVERWRITE && (delivery.of() - delivery.number()) % 2 == 1;
        int files = settings.files() + (moreFiles ? 1 : 0);
        long rowsInFile = (delivery.rows() + files - 1L) / files;
        return new RowFiles(
                root, dataFolder() + "/" + delivery.report().name(), settings.compression(), columns(), rowsInFile);
    }

    /** Writes the manifests and dates all files; returns the key of the manifest that is this delivery's own. */
    String complete(List<String> keys) throws IOException {
        Instant time = delivery.time();
        for (int i = 0; i < keys.size(); i++) {
            date(keys.get(i), time.minus(Duration.ofSeconds(30L * (keys.size() - i))));
        }
        String text = TruthFile.text(manifest(keys));
        String name = delivery.report().name() + "-Manifest.json";
        String periodManifest = delivery.folder() + "/" + name;
        Files.writeString(root.resolve(periodManifest), text);
        date(periodManifest, time);
        if (settings.mode() == ReportMode.OVERWRITE) {
            return periodManifest;
        }
        String manifest = dataFolder() + "/" + name;
        Files.writeString(root.resolve(manifest), text);
        date(manifest, time);
        return manifest;
    }

    private String dataFolder() {
        return settings.mode() == ReportMode.OVERWRITE
                ? delivery.folder()
                : delivery.folder() + "/" + delivery.assemblyId();
    }

    private void date(String key, Instant time) throws IOException {
        Files.setLastModifiedTime(root.resolve(key), FileTime.from(time));
    }

    private ObjectNode manifest(List<String> keys) {
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("assemblyId", delivery.assemblyId())
                .put("account", delivery.report().payer());
        ArrayNode columns = manifest.putArray("columns");
        for (Column column : columns()) {
            columns.addObject()
                    .put("category", column.category())
                    .put("name", column.columnName())
                    .put("type", column.type());
        }
        manifest.put("charset", "UTF-8")
                .put("compression", settings.compression().inManifest())
                .put("contentType", "text/csv")
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
