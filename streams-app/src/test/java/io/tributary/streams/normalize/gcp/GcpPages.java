package io.tributary.streams.normalize.gcp;

import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.GcpJson;
import io.tributary.streams.normalize.AnyAccount;
import io.tributary.streams.normalize.NormalizedPage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pages of Google Cloud's usage costs, as an extractor would cut them. */
final class GcpPages {

    static final String ACCOUNT = "018984-D0AAA4-940B88";
    static final String SLICE =
            "gcp_billing_export_resource_v1_018984_D0AAA4_940B88/2025-11-04/2025-11-04T05:12:31.482911Z";

    private static final LocalDate MONTH = LocalDate.of(2025, 11, 1);
    private static final int LARGEST_RECORD = 900_000;

    private GcpPages() {}

    /** What a page of {@code rows}, by their columns' paths, becomes. */
    static NormalizedPage normalize(List<Map<String, String>> rows) {
        return normalize(json(rows));
    }

    static NormalizedPage normalize(RawPage page) {
        return normalize(page, LARGEST_RECORD);
    }

    static NormalizedPage normalize(RawPage page, int largestRecord) {
        return AnyAccount.normalizer(largestRecord, GcpDataSet.standard(), GcpDataSet.detailed())
                .normalize(page);
    }

    /** A page of JSON lines, nested as the table is. */
    static RawPage json(List<Map<String, String>> rows) {
        String lines = rows.stream().map(GcpJson::line).collect(Collectors.joining("\n"));
        return json(lines + "\n", rows.size());
    }

    static RawPage json(String content, int rows) {
        return page("gcp.detailed", "application/x-ndjson", content, rows, SLICE);
    }

    /** The same page of another slice. */
    static RawPage ofSlice(List<Map<String, String>> rows, String slice) {
        String lines = rows.stream().map(GcpJson::line).collect(Collectors.joining("\n"));
        return page("gcp.detailed", "application/x-ndjson", lines + "\n", rows.size(), slice);
    }

    /** A page of CSV of rows that have the same columns. */
    static RawPage csv(List<Map<String, String>> rows) {
        String lines = rows.stream().map(row -> Csv.line(row.values())).collect(Collectors.joining("\n"));
        return csv(Csv.line(rows.get(0).keySet()) + "\n" + lines + "\n", rows.size());
    }

    static RawPage csv(String content, int rows) {
        return page("gcp.standard", "text/csv; header=present", content, rows, SLICE);
    }

    private static RawPage page(String dataSet, String contentType, String content, int rows, String slice) {
        Instant time = Instant.parse("2025-11-05T00:00:00Z");
        return RawPage.newBuilder()
                .setProvider("gcp")
                .setDataSet(dataSet)
                .setBillingAccountId(ACCOUNT)
                .setBillingPeriodStart(MONTH)
                .setBillingPeriodEnd(MONTH.plusMonths(1))
                .setScope(Keys.scope("gcp", dataSet, ACCOUNT, MONTH, slice))
                .setDeliveryId("job")
                .setDeliveryTime(time)
                .setPageNumber(0)
                .setContentType(contentType)
                .setContent(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)))
                .setRowCount(rows)
                .setChecksum(0)
                .setArtifact("bigquery:table")
                .setArtifactRow(0)
                .setExtractedAt(time)
                .setExtractorVersion("test")
                .build();
    }
}
