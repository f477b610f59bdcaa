package io.tributary.local.command.dlq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Cost and Usage Report of a few lines, delivered as AWS does, with lines that cannot be read. */
record SmallReport(Path bills) {

    static final String PAYER = "012345678901";
    static final String HEADER = "identity/LineItemId,bill/PayerAccountId,bill/BillingPeriodStartDate,"
            + "bill/BillingPeriodEndDate,lineItem/UsageAccountId,lineItem/LineItemType,lineItem/UsageStartDate,"
            + "lineItem/UsageEndDate,lineItem/ProductCode,lineItem/ResourceId,lineItem/UsageAmount,"
            + "lineItem/CurrencyCode,lineItem/LineItemDescription,lineItem/UnblendedCost";

    private static int lines;

    /** A line of usage. Its id is renewed with every delivery, as AWS does. */
    static String line(String resource, String start, String description, String cost) {
        return "line" + ++lines + "," + PAYER + ",2025-11-01T00:00:00Z,2025-12-01T00:00:00Z," + PAYER + ",Usage,"
                + start + ",2025-11-02T00:00:00Z,AmazonEC2," + resource + ",1,USD," + description + "," + cost;
    }

    /** A line that can be read. */
    static String good(String resource, String cost) {
        return line(resource, "2025-11-01T00:00:00Z", "usage", cost);
    }

    /** A line whose time cannot be read, though its cost can. */
    static String parked(String resource, String cost) {
        return line(resource, "yesterday", "usage", cost);
    }

    /** Puts a delivery under the manifest of its period, in place of the one before. */
    void deliver(String assembly, String header, String... rows) throws IOException {
        Path period = bills.resolve("main/20251101-20251201");
        Path file = period.resolve(assembly + "/main-1.csv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, header + "\n" + String.join("\n", rows) + "\n");
        Files.writeString(period.resolve("main-Manifest.json"), String.format("""
                        {"assemblyId": "%1$s", "account": "%2$s", "columns": [], "charset": "UTF-8",
                         "compression": "NONE", "contentType": "text/csv", "reportName": "main",
                         "billingPeriod": {"start": "20251101T000000.000Z", "end": "20251201T000000.000Z"},
                         "bucket": "b", "reportKeys": ["main/20251101-20251201/%1$s/main-1.csv"]}
                        """, assembly, PAYER));
    }
}
