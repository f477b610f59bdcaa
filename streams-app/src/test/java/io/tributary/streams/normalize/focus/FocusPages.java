package io.tributary.streams.normalize.focus;

import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.GcpJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** Pages of FOCUS exports, as an extractor would cut them. */
public final class FocusPages {

    static final String SCOPE = "providers/microsoft.billing/billingaccounts/123:456/billingprofiles/aaaa-bbbb-pro-pgb";

    private static final LocalDate PERIOD = LocalDate.of(2024, 9, 1);
    private static final Instant TIME = Instant.parse("2024-09-05T00:00:00Z");

    static final String PAYER = "012345678901";

    private static final String ACCOUNT = "018984-D0AAA4-940B88";

    private FocusPages() {}

    /** A page of Microsoft's export: rows that have the same columns. */
    static RawPage of(List<Map<String, String>> rows) {
        return of(csv(rows), rows.size(), null);
    }

    /** A page of AWS's export: rows that have the same columns. */
    public static RawPage aws(List<Map<String, String>> rows) {
        return aws(csv(rows), rows.size(), null);
    }

    private static String csv(List<Map<String, String>> rows) {
        StringBuilder content = new StringBuilder(Csv.line(rows.get(0).keySet())).append('\n');
        rows.forEach(row -> content.append(Csv.line(row.values())).append('\n'));
        return content.toString();
    }

    /** A page of AWS's export as CSV. {@code version} is the one that the export's manifest states, or {@code null}. */
    public static RawPage aws(String content, int rows, String version) {
        return RawPage.newBuilder(of(content, rows, version))
                .setProvider("aws")
                .setDataSet("aws.focus")
                .setBillingAccountId(PAYER)
                .setScope(Keys.scope("aws", "aws.focus", PAYER, PERIOD, "focus"))
                .build();
    }

    /** A page of Google's export as JSON, as BigQuery's API has it: the columns that are not blank. */
    static RawPage google(Map<String, String> row) {
        return RawPage.newBuilder(of(GcpJson.line(row) + "\n", 1, null))
                .setProvider("gcp")
                .setDataSet("gcp.focus")
                .setBillingAccountId(ACCOUNT)
                .setScope(Keys.scope("gcp", "gcp.focus", ACCOUNT, PERIOD, "slice"))
                .setContentType("application/x-ndjson")
                .build();
    }

    /**
     * A page of Microsoft's export as CSV. {@code version} is the one that the export's manifest states; {@code null}
     * where there is none.
     */
    static RawPage of(String content, int rows, String version) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return RawPage.newBuilder()
                .setProvider("azure")
                .setDataSet("azure.focus")
                .setDataSetVersion(version)
                .setBillingAccountId(SCOPE)
                .setBillingPeriodStart(PERIOD)
                .setBillingPeriodEnd(PERIOD.plusMonths(1))
                .setScope(Keys.scope("azure", "azure.focus", SCOPE, PERIOD, "focus-daily"))
                .setDeliveryId("run")
                .setDeliveryTime(TIME)
                .setPageNumber(0)
                .setContentType("text/csv; header=present")
                .setContent(ByteBuffer.wrap(bytes))
                .setRowCount(rows)
                .setChecksum(checksum.getValue())
                .setArtifact("https://store.example/exports/part_0_0001.csv")
                .setArtifactRow(0)
                .setExtractedAt(TIME)
                .setExtractorVersion("test")
                .build();
    }
}
