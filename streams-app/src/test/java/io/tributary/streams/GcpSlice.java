package io.tributary.streams;

import io.tributary.schemas.RawPage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A slice of Google Cloud's detailed export: rows that were added at one time. A test names what matters to it. */
final class GcpSlice {

    static final String ACCOUNT = "018984-D0AAA4-940B88";
    static final LocalDate OCTOBER = LocalDate.of(2025, 10, 1);
    static final LocalDate NOVEMBER = LocalDate.of(2025, 11, 1);

    private final LocalDate invoiceMonth;
    private final String partition;
    private final String exportTime;
    private final List<String> rows = new ArrayList<>();
    private String dataSet = "gcp.detailed";

    private GcpSlice(LocalDate invoiceMonth, String partition, String exportTime) {
        this.invoiceMonth = invoiceMonth;
        this.partition = partition;
        this.exportTime = exportTime;
    }

    /** The rows of {@code invoiceMonth} that were added at {@code exportTime} to the partition of a day. */
    static GcpSlice of(LocalDate invoiceMonth, String partition, String exportTime) {
        return new GcpSlice(invoiceMonth, partition, exportTime);
    }

    /** The same of the account's other table. */
    GcpSlice ofStandardTable() {
        dataSet = "gcp.standard";
        return this;
    }

    /** An hour of usage on a day. */
    GcpSlice usage(String resource, String day, String cost, String credits) {
        return row(resource, day, "regular", "", cost, credits);
    }

    /** The negation of such an hour. */
    GcpSlice correction(String resource, String day, String cost) {
        return row(resource, day, "adjustment", "USAGE_CORRECTION", cost, "[]");
    }

    private GcpSlice row(String resource, String day, String type, String adjustment, String cost, String credits) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("billing_account_id", ACCOUNT);
        row.put("service.description", "Compute Engine");
        row.put("sku.id", "2E27-4F75-95CD");
        row.put("usage_start_time", day + "T10:00:00.000000Z");
        row.put("usage_end_time", day + "T11:00:00.000000Z");
        row.put("project.id", "shop-prod");
        row.put("resource.name", resource);
        row.put("cost", cost);
        row.put("currency", "USD");
        row.put("credits", credits);
        row.put("invoice.month", invoiceMonth.toString().replace("-", "").substring(0, 6));
        row.put("cost_type", type);
        row.put("adjustment_info.type", adjustment);
        row.put("export_time", exportTime);
        rows.add(GcpJson.line(row));
        return this;
    }

    /** The slice read, in pages of two rows each. */
    List<RawPage> read(String deliveryId, Instant time) {
        Pages pages = pages(deliveryId, time);
        List<RawPage> read = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += 2) {
            List<String> some = rows.subList(from, Math.min(rows.size(), from + 2));
            read.add(pages.page(read.size(), String.join("\n", some) + "\n", some.size(), from));
        }
        read.add(pages.completion(read, rows.size()));
        return read;
    }

    /** An operator's decision about a reading of the slice. */
    RawPage instruction(String kind, String deliveryId, Instant time) {
        return pages(deliveryId, time).instruction(kind);
    }

    private Pages pages(String deliveryId, Instant time) {
        return new Pages(ACCOUNT, invoiceMonth, deliveryId, time, time)
                .ofDataSet("gcp", dataSet, "application/x-ndjson")
                .ofReport("gcp_billing_export_resource_v1_018984_D0AAA4_940B88/" + partition + "/" + exportTime);
    }
}
