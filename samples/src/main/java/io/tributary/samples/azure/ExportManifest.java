package io.tributary.samples.azure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What a run says of its files. */
final class ExportManifest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT);

    private final Path root;
    private final AzurePlan.Delivery delivery;
    private final AzureDataSet dataSet;
    private final AzureSampleSettings settings;
    private final String rootFolder;
    private final List<ExportFolder.Blob> blobs;

    ExportManifest(
            Path root,
            AzurePlan.Delivery delivery,
            AzureDataSet dataSet,
            AzureSampleSettings settings,
            String rootFolder,
            List<ExportFolder.Blob> blobs) {
        this.root = root;
        this.delivery = delivery;
        this.dataSet = dataSet;
        this.settings = settings;
        this.rootFolder = rootFolder;
        this.blobs = List.copyOf(blobs);
    }

    /** The form of 2024-04-01. */
    String described() throws IOException {
        ObjectNode manifest = JSON.createObjectNode().put("manifestVersion", "2024-04-01");
        counts(manifest);
        manifest.putObject("exportConfig")
                .put("exportName", dataSet.exportName())
                .put(
                        "resourceId",
                        delivery.scope().id() + "/providers/Microsoft.CostManagement/exports/" + dataSet.exportName())
                .put("dataVersion", dataSet.version())
                .put("apiVersion", "2023-07-01-preview")
                .put("type", dataSet.type())
                .put("timeFrame", delivery.isLast() ? "Custom" : "MonthToDate")
                .put("granularity", "Daily");
        manifest.putObject("deliveryConfig")
                .put("partitionData", true)
                .put(
                        "dataOverwriteBehavior",
                        settings.layout() == ExportLayout.OVERWRITE ? "OverwritePreviousReport" : "CreateNewReport")
                .put("fileFormat", settings.format().fileFormat())
                .put("compressionMode", settings.format().compressionMode())
                .put(
                        "containerUri",
                        "/subscriptions/"
                                + delivery.scope().subscriptions().get(0).guid()
                                + "/resourceGroups/rg-billing/providers/Microsoft.Storage"
                                + "/storageAccounts/contosobilling")
                .put("rootFolderPath", rootFolder);
        manifest.putObject("runInfo")
                .put("executionType", "Scheduled")
                .put("submittedTime", INSTANT.format(delivery.time(dataSet).atOffset(ZoneOffset.UTC)))
                .put("runId", delivery.runId(dataSet))
                .put("startDate", delivery.start() + "T00:00:00")
                .put("endDate", delivery.lastDay() + "T00:00:00");
        blobs(manifest, false);
        return text(manifest);
    }

    /** The form of 2021-01-01. */
    String old() throws IOException {
        ObjectNode manifest = JSON.createObjectNode()
                .put("manifestVersion", "2021-01-01")
                .put("dataFormat", settings.format().fileFormat().toLowerCase(Locale.ROOT));
        counts(manifest);
        blobs(manifest, true);
        return text(manifest);
    }

    private void counts(ObjectNode manifest) throws IOException {
        long bytes = 0;
        for (ExportFolder.Blob blob : blobs) {
            bytes += Files.size(root.resolve(blob.key()));
        }
        manifest.put("blobCount", blobs.size())
                .put("byteCount", bytes)
                .put(
                        "dataRowCount",
                        blobs.stream().mapToLong(ExportFolder.Blob::rows).sum());
    }

    private void blobs(ObjectNode manifest, boolean header) throws IOException {
        ArrayNode array = manifest.putArray("blobs");
        for (ExportFolder.Blob blob : blobs) {
            ObjectNode node = array.addObject()
                    .put("blobName", blob.key())
                    .put("byteCount", Files.size(root.resolve(blob.key())))
                    .put("dataRowCount", blob.rows());
            if (header) {
                node.put("headerRowCount", 1);
            }
        }
    }

    private static String text(ObjectNode manifest) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(manifest)
                        .replace(System.lineSeparator(), "\n") + "\n";
    }
}
