package io.tributary.local.command.focus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Json;
import io.tributary.local.view.FocusFiles;
import io.tributary.schemas.BillingPeriod;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.InvoiceDetail;
import io.tributary.schemas.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/** What FOCUS calls metadata of data sets: instances, schemas and recency, in FOCUS's names. */
final class FocusMetadata {

    private static final String VERSION = "1.4";
    private static final String GENERATOR = "Tributary";
    private static final String COSTS = "tributary-cost-and-usage";
    private static final String PERIODS = "tributary-billing-period";
    private static final String DETAILS = "tributary-invoice-detail";
    private static final String OVERWRITE = "Overwrite";

    private FocusMetadata() {}

    /**
     * The metadata, as text.
     *
     * @param sectors what is known of the billing periods
     * @param newest time of the newest delivery of all of them
     * @param now when the data sets are made
     */
    static String of(List<TimeSector> sectors, Instant newest, String fingerprint, Instant now) {
        ObjectNode json = Json.object();
        json.putObject("DataGenerator").put("DataGenerator", GENERATOR);
        json.set(
                "DatasetInstance",
                Json.array(
                        List.of(
                                instance(COSTS, "Cost and Usage", "CostAndUsage", "billing_period=*/part-00000.parquet")
                                        .put("x_Topic", Topics.COSTS.name()),
                                instance(PERIODS, "Billing Period", "BillingPeriod", FocusFiles.BILLING_PERIODS),
                                instance(DETAILS, "Invoice Detail", "InvoiceDetail", FocusFiles.INVOICE_DETAILS)),
                        one -> one));
        json.set(
                "Schema",
                Json.array(
                        List.of(
                                schema(COSTS, CostRecord.getClassSchema()),
                                schema(PERIODS, BillingPeriod.getClassSchema()),
                                schema(DETAILS, InvoiceDetail.getClassSchema())),
                        one -> one));
        // Without any period nothing says that all was read.
        boolean isComplete = !sectors.isEmpty() && sectors.stream().allMatch(TimeSector::isComplete);
        json.set(
                "Recency",
                Json.array(
                        List.of(
                                costs(sectors, now),
                                recency(PERIODS, isComplete, newest, now),
                                recency(DETAILS, isComplete, newest, now)),
                        one -> one));
        return Json.text(json.put(FocusFiles.FINGERPRINT, fingerprint));
    }

    private static ObjectNode instance(String id, String name, String dataSet, String files) {
        return Json.object()
                .put("DatasetInstanceId", id)
                .put("DatasetInstanceName", name)
                .put("FocusDatasetId", dataSet)
                .put("x_DeliveryMechanism", OVERWRITE)
                .put("x_Files", files);
    }

    private static ObjectNode schema(String instance, Schema schema) {
        return Json.object()
                .put("SchemaId", Long.toHexString(SchemaNormalization.parsingFingerprint64(schema)))
                .put("FocusVersion", VERSION)
                .put("DatasetInstanceId", instance);
    }

    private static ObjectNode costs(List<TimeSector> sectors, Instant now) {
        ObjectNode json = Json.object().put("DatasetInstanceId", COSTS).put("RecencyLastUpdated", now.toString());
        json.set("TimeSectors", Json.array(sectors, FocusMetadata::sector));
        return json;
    }

    private static ObjectNode sector(TimeSector sector) {
        ObjectNode json = Json.object()
                .put("TimeSectorStart", sector.start().toString())
                .put("TimeSectorEnd", sector.end().toString())
                .put("TimeSectorComplete", sector.isComplete())
                .put("TimeSectorLastUpdated", sector.lastUpdated().toString());
        json.set("x_Lacks", Json.array(sector.lacks()));
        return json;
    }

    private static ObjectNode recency(String instance, boolean isComplete, Instant newest, Instant now) {
        return Json.object()
                .put("DatasetInstanceId", instance)
                .put("DatasetInstanceComplete", isComplete)
                .put("DatasetInstanceLastUpdated", newest.toString())
                .put("RecencyLastUpdated", now.toString());
    }
}
